import type { Diagnostic } from '#app/contract/schema.ts';
import type { ComposedSchema } from './compose.ts';
import type { Registry } from './registry.ts';
import type { SchemaFile } from './schema-file.ts';

type Composed = Pick<ComposedSchema, 'diagnostics' | 'origins'>;

/**
 * The errors in a file and in all that it needs: its imports, the files of its types, and what these
 * need. An import that is not there is told with it, whichever file the diagnostic is for.
 */
export function neededErrors(
  { diagnostics, origins }: Composed,
  registry: Registry,
  start: SchemaFile,
): readonly Diagnostic[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const { needed, missing } = closureOf(registry, start);
  const paths = new Set([...needed].map(({ name }) => origins.get(name)?.path));
  const tellsOfMissing = ({ lacks = [] }: Diagnostic): boolean =>
    lacks.some((name) => missing.includes(name));
  const told = errors.filter(
    (error) => (error.path !== undefined && paths.has(error.path)) || tellsOfMissing(error),
  );
  const untold = missing.filter((name) => !diagnostics.some(({ lacks }) => lacks?.includes(name)));
  // Where nothing is said of what is missing, any of the errors may be why.
  return told.length === 0 && untold.length > 0 ? errors : told;
}

function closureOf(
  registry: Registry,
  start: SchemaFile,
): { readonly needed: ReadonlySet<SchemaFile>; readonly missing: readonly string[] } {
  const needed = new Set([start]);
  const missing: string[] = [];
  for (const file of needed) {
    for (const name of file.dependencies) {
      const imported = registry.file(name);
      if (imported === undefined) missing.push(name);
      else needed.add(imported);
    }
    for (const { name } of file.references) {
      const defining = registry.fileOf(name);
      if (defining !== undefined) needed.add(defining);
    }
  }
  return { needed, missing };
}
