import type { SchemaSources, SchemaSummary, SourceState } from '#app/contract/schema.ts';
import { formatCount } from '#renderer/ui/format.ts';

/** A file, folder or set as it was given. */
export interface GivenPath {
  readonly path: string;
  /** How many files it gave, where that is known. */
  readonly files?: number | undefined;
}

/** A source as the page lists it. */
export interface ListedSource {
  readonly kind: SourceState['kind'];
  /** What was given for it, each of which can be taken away. */
  readonly paths: readonly GivenPath[];
  /** What became of it; absent until it has been read. */
  readonly state?: SourceState | undefined;
}

/**
 * What is given, under what became of it, in order of precedence. What a file is, only the engine
 * can tell: until it has, it stands with the files.
 */
export function sourceList(
  { protos, descriptorSets, bufDirs = [] }: SchemaSources,
  summary: SchemaSummary | undefined,
): readonly ListedSource[] {
  const given = [...new Set([...protos, ...bufDirs, ...descriptorSets])];
  const states = (summary?.sources ?? []).filter(({ kind }) => kind !== 'reflection');
  const claimed = new Set(states.flatMap(({ paths }) => paths));
  const unclaimed = given.filter((path) => !claimed.has(path)).map((path) => ({ path }));
  const listed = states.map(
    (state): ListedSource => ({
      kind: state.kind,
      paths: given.filter((path) => state.paths.includes(path)).map((path) => filesOf(path, state)),
      state,
    }),
  );
  const files = listed.findIndex(({ kind }) => kind === 'files');
  if (unclaimed.length === 0) return listed;
  if (files === -1) return [{ kind: 'files', paths: unclaimed }, ...listed];
  return listed.map((source, index) =>
    index === files ? { ...source, paths: [...source.paths, ...unclaimed] } : source,
  );
}

function filesOf(path: string, { paths, filesOfPaths }: SourceState): GivenPath {
  return { path, files: filesOfPaths?.[paths.indexOf(path)] };
}

/** Why what was read gave no file; empty where it gave some, or that is not known. */
export function nothingText({ path, files }: GivenPath): string {
  if (files !== 0) return '';
  return path.endsWith('.proto')
    ? 'gives nothing: the same file is there already'
    : 'gives nothing: it has no file that is not there already';
}

/** Where changes go unnoticed; empty where all are seen. */
export function unwatchedText({ unwatched = 0 }: SourceState): string {
  if (unwatched === 0) return '';
  const folders = unwatched === 1 ? '1 folder is' : `${formatCount(unwatched)} folders are`;
  return `${folders} not watched, there are too many: after a change there, read again`;
}

/** What became of asking the server; `undefined` when it was not asked. */
export function reflectionState(summary: SchemaSummary | undefined): SourceState | undefined {
  return summary?.sources.find(({ kind }) => kind === 'reflection');
}
