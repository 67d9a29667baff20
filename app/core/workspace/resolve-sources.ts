import { Failure } from '#app/contract/result.ts';
import type { SchemaSources } from '#app/contract/schema.ts';
import { fromHome } from '../typed-path.ts';
import { resolveText, type Values } from '../variables/resolve.ts';
import { fileOf, type Inherited } from './inherit.ts';
import { sourcesOf } from './saved-sources.ts';

/** What paths of a list need to be those of this machine. */
export interface SourceSurroundings {
  /** The workspace's folder, absolute. */
  readonly folder: string;
  /** What `~` stands for at the beginning of a path. */
  readonly home: string;
  readonly values: Values;
}

/**
 * Where the definitions of a request come from, as its files have it: the nearest list alone, or
 * reflection where nobody says a list. Throws a usage {@link Failure} that
 * names the file whose list has no source, or a path that cannot be resolved.
 */
export function resolveSources(
  { schema }: Pick<Inherited, 'schema'>,
  { folder, home, values }: SourceSurroundings,
): SchemaSources {
  if (schema === undefined) return sourcesOf(undefined, folder);
  // Import paths alone define nothing.
  if (schema.value.every(({ kind }) => kind === 'import'))
    throw new Failure(
      'usage',
      `The schema of ${fileOf(schema.from)} lists nothing that defines a service`,
      'List proto files, descriptor sets, buf or reflection there, or take the list away',
    );
  const resolved = schema.value.map((source) =>
    source.kind === 'reflection'
      ? source
      : { ...source, path: fromHome(pathIn(schema.from, source.path, values), home) },
  );
  return sourcesOf(resolved, folder);
}

/** All texts of a list in which variables may stand. */
export function sourceTexts({ schema }: Pick<Inherited, 'schema'>): readonly string[] {
  return (schema?.value ?? []).flatMap((source) =>
    source.kind === 'reflection' ? [] : [source.path],
  );
}

function pathIn(from: string, path: string, values: Values): string {
  try {
    return resolveText(path, values);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { message, hint } = error.error;
    throw new Failure('usage', `The schema path ${path} of ${fileOf(from)}: ${message}`, hint);
  }
}
