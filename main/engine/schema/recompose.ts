import { type ComposedSchema, withAllElse } from './compose.ts';
import type { SchemaFile } from './schema-file.ts';
import type { LoadedSource } from './source.ts';

/** Files by those that they take the place of. */
type Replaced = ReadonlyMap<SchemaFile, SchemaFile>;

/**
 * What {@link composeSources} gives for sources of which nothing but some texts is other than before,
 * without going through all files. Undefined where it may not come to the same.
 */
export function recomposed(
  before: ComposedSchema,
  sources: readonly LoadedSource[],
): ComposedSchema | undefined {
  const replaced = replacedFiles(before.sources, sources);
  const used = new Set(before.files);
  if (replaced === undefined) return undefined;
  const missing = new Set(before.missing.map(({ name }) => name));
  const changes = new Map<string, string | undefined>();
  for (const [old, now] of replaced) {
    if (!used.has(old) || before.disputed.has(old.name) || !isAlike(old, now)) return undefined;
    if ([old, now].some((file) => file.references.some(({ name }) => missing.has(name))))
      return undefined;
    const earlier = new Set(old.symbols.map(({ name }) => name));
    for (const { name } of now.symbols) {
      if (earlier.delete(name)) continue;
      if (changes.has(name) || before.definers.has(name)) return undefined;
      changes.set(name, now.name);
    }
    for (const name of earlier) changes.set(name, undefined);
  }
  const definers = before.definers.with(changes);
  for (const { references } of replaced.values())
    if (!references.every(({ name }) => definers.has(name))) return undefined;
  const latest = (file: SchemaFile): SchemaFile => replaced.get(file) ?? file;
  const files = before.files.map(latest);
  const gone = new Set([...changes.keys()].filter((name) => !definers.has(name)));
  if (gone.size > 0 && files.some((file) => file.references.some(({ name }) => gone.has(name))))
    return undefined;
  return withAllElse(sources, { ...before, files, definers, given: before.given.map(latest) });
}

/** Undefined where there are other files than before. */
function replacedFiles(
  before: readonly LoadedSource[],
  now: readonly LoadedSource[],
): Replaced | undefined {
  if (before.length !== now.length) return undefined;
  const replaced = new Map<SchemaFile, SchemaFile>();
  for (const [index, { files, paths }] of now.entries()) {
    const earlier = before[index];
    if (earlier?.paths !== paths || earlier?.files.length !== files.length) return undefined;
    for (const [at, file] of files.entries()) {
      const old = earlier.files[at];
      if (old === file) continue;
      if (old?.name !== file.name) return undefined;
      replaced.set(old, file);
    }
  }
  return replaced;
}

/** Whether they bring the same files along, and claim the same numbers of extensions. */
function isAlike(old: SchemaFile, now: SchemaFile): boolean {
  const plain = ({ index: { dependencies, extensions } }: SchemaFile): string =>
    JSON.stringify([dependencies, extensions.map(({ extendee, number }) => [extendee, number])]);
  return plain(old) === plain(now);
}
