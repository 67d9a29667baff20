import type { MetadataPairs } from '#app/contract/calls.ts';
import type { SchemaRef, SchemaSources } from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';

/** Files first, and the target's reflection, where it is to be asked, with the metadata, for the rest. */
export function fullRef(
  target: TargetSettings,
  sources: SchemaSources,
  metadata: MetadataPairs,
): SchemaRef {
  if (!sources.reflection) return filesRef(sources);
  if (metadata.length === 0) return { target, sources };
  return { target, sources, metadata: metadata.map(([name, value]) => [name, value]) };
}

/** What the files alone say: needs no server. */
export function filesRef(sources: SchemaSources): SchemaRef {
  return { target: null, sources: { ...sources, reflection: false } };
}

/** The same for equal refs. */
export function schemaKey({ target, sources, metadata = [] }: SchemaRef): string {
  return keyOf(target === null ? null : targetKey(target), sources, metadata);
}

export function keyOf(
  target: string | null,
  sources: SchemaSources,
  metadata: MetadataPairs,
): string {
  const asked = sources.reflection ? target : null;
  return JSON.stringify([
    asked,
    sources.protos,
    sources.importPaths,
    sources.descriptorSets,
    sources.bufDirs ?? [],
    sources.ignoredRoots ?? [],
    asked === null ? [] : metadata,
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

/** Sources with more files and folders, and import roots; these are used from then on, were they ignored before. */
export function withSources(
  sources: SchemaSources,
  paths: readonly string[],
  importPaths: readonly string[],
): SchemaSources {
  const withFiles = paths.reduce((all, path) => withSource(all, path, ''), sources);
  return importPaths.reduce(
    (all, path) => withIgnored(withSource(all, '', path), path, false),
    withFiles,
  );
}

/** Sources without what was given by that path, whatever it is. */
export function withoutSource(sources: SchemaSources, path: string): SchemaSources {
  const others = (paths: readonly string[]) => paths.filter((one) => one !== path);
  return {
    ...sources,
    protos: others(sources.protos),
    importPaths: others(sources.importPaths),
    descriptorSets: others(sources.descriptorSets),
    ...(sources.bufDirs && { bufDirs: others(sources.bufDirs) }),
  };
}

export function withoutImportPath(sources: SchemaSources, path: string): SchemaSources {
  return { ...sources, importPaths: sources.importPaths.filter((one) => one !== path) };
}

/** An import path one place up or down; imports are looked up in their order. */
export function withMoved(sources: SchemaSources, path: string, step: 1 | -1): SchemaSources {
  const from = sources.importPaths.indexOf(path);
  const to = from + step;
  if (from === -1 || to < 0 || to >= sources.importPaths.length) return sources;
  return { ...sources, importPaths: sources.importPaths.toSpliced(from, 1).toSpliced(to, 0, path) };
}

/** A folder that is no root any more, whatever made it one; or one that may be a root again. */
export function withIgnored(
  sources: SchemaSources,
  path: string,
  isIgnored: boolean,
): SchemaSources {
  const { importPaths, ignoredRoots = [] } = sources;
  const others = ignoredRoots.filter((root) => root !== path);
  if (!isIgnored && others.length === ignoredRoots.length) return sources;
  if (!isIgnored) return { ...sources, ignoredRoots: others };
  return {
    ...sources,
    importPaths: importPaths.filter((root) => root !== path),
    ignoredRoots: [...others, path],
  };
}

function withOne(paths: readonly string[], path: string): string[] {
  const trimmed = path.trim();
  return trimmed === '' || paths.includes(trimmed) ? [...paths] : [...paths, trimmed];
}

/** Whether both name the same files. */
export function isSame(one: SchemaSources, other: SchemaSources): boolean {
  return schemaKey(filesRef(one)) === schemaKey(filesRef(other));
}
