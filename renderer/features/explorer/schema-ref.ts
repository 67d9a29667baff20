import type { SchemaRef, SchemaSources } from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';

/** Files first, and the target's reflection for the rest. */
export function fullRef(target: TargetSettings, sources: SchemaSources): SchemaRef {
  return { target, sources };
}

/** What the files alone say: needs no server. */
export function filesRef(sources: SchemaSources): SchemaRef {
  return { target: null, sources: { ...sources, reflection: false } };
}

/** The same for equal refs. */
export function schemaKey({ target, sources }: SchemaRef): string {
  return keyOf(target === null ? null : targetKey(target), sources);
}

export function keyOf(target: string | null, sources: SchemaSources): string {
  return JSON.stringify([
    target,
    sources.protos,
    sources.importPaths,
    sources.descriptorSets,
    sources.bufDirs ?? [],
    sources.ignoredRoots ?? [],
    target !== null && sources.reflection,
  ]);
}

export function hasFiles(sources: SchemaSources): boolean {
  const { protos, descriptorSets, bufDirs = [] } = sources;
  return protos.length + descriptorSets.length + bufDirs.length > 0;
}

/** Sources with one more file or folder, import root, or both; what is there already is not doubled. */
export function withSource(
  sources: SchemaSources,
  path: string,
  importPath: string,
): SchemaSources {
  return {
    ...sources,
    protos: withOne(sources.protos, path),
    importPaths: withOne(sources.importPaths, importPath),
  };
}

export function withoutSource(sources: SchemaSources, path: string): SchemaSources {
  return {
    ...sources,
    protos: sources.protos.filter((proto) => proto !== path),
    importPaths: sources.importPaths.filter((root) => root !== path),
  };
}

function withOne(paths: readonly string[], path: string): string[] {
  const trimmed = path.trim();
  return trimmed === '' || paths.includes(trimmed) ? [...paths] : [...paths, trimmed];
}
