import type { SchemaSources } from '#app/contract/schema.ts';
import type { SavedSource } from '#app/contract/workspace.ts';
import { isOfThisMachine } from './path-within.ts';

/** Sources as a file lists them, with paths that are those of this machine; without a list, reflection. */
export function sourcesOf(
  sources: readonly SavedSource[] | undefined,
  folder: string,
): SchemaSources {
  const of = (kind: SavedSource['kind']): string[] =>
    (sources ?? []).flatMap((source) =>
      source.kind === kind && source.kind !== 'reflection'
        ? [absolutePath(folder, source.path)]
        : [],
    );
  return {
    protos: of('proto'),
    importPaths: of('import'),
    descriptorSets: of('descriptor-set'),
    bufDirs: of('buf'),
    reflection: sources === undefined || sources.some(({ kind }) => kind === 'reflection'),
  };
}

/** A source as it is shown, much as a file writes it. */
export function sourceText(source: SavedSource): string {
  return source.kind === 'reflection' ? 'reflection' : `${source.kind} ${source.path}`;
}

/** A path as it is written in a file of a workspace, from that workspace's folder; one of this machine stays as it is. */
export function absolutePath(folder: string, path: string): string {
  if (isOfThisMachine(path)) return path;
  const parts = folder.replace(/[\\/]+$/, '').split(/(?=[\\/])/);
  for (const step of path.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(`/${step}`);
  }
  return parts.length === 0 ? '/' : parts.join('');
}
