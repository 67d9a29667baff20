import type { ImportRoot, SchemaSources, SchemaSummary } from '#app/contract/schema.ts';

/** A folder that imports are looked up in, or must not be. */
export interface ListedRoot {
  readonly path: string;
  readonly how: ImportRoot['how'] | 'ignored';
  readonly reason?: string | undefined;
}

/** Roots in the order in which they are searched, the import paths first; then the ignored ones. */
export function rootList(
  { importPaths, ignoredRoots = [] }: SchemaSources,
  summary: SchemaSummary | undefined,
): readonly ListedRoot[] {
  const found = new Map<string, ImportRoot>();
  for (const root of (summary?.sources ?? []).flatMap(({ roots }) => roots)) {
    if (!found.has(root.path)) found.set(root.path, root);
  }
  const isElsewhere = ({ path }: ImportRoot) =>
    !importPaths.includes(path) && !ignoredRoots.includes(path);
  return [
    ...importPaths.map((path): ListedRoot => ({ path, how: 'given' })),
    // What is given no longer is no root until the engine has said so again.
    ...[...found.values()].filter((root) => root.how !== 'given' && isElsewhere(root)),
    ...ignoredRoots.map((path): ListedRoot => ({ path, how: 'ignored' })),
  ];
}
