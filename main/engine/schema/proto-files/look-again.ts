import type { FileReader } from './file-reader.ts';
import type { FoundFile } from './found-file.ts';
import type { GivenFiles } from './given-files.ts';
import type { KeptFile } from './kept-file.ts';
import type { LoadedFiles } from './load-files.ts';
import type { TreeLayout } from './tree-layout.ts';

/** What the disk held when it was looked at. */
export interface Looked {
  readonly given: GivenFiles;
  readonly loaded: LoadedFiles;
  readonly layout: TreeLayout;
  /** Where nothing but the texts of some files is other than when it was looked at before: these. */
  readonly replaced?: readonly FoundFile[];
}

/**
 * What the disk holds, where nothing but the text of some files can be other than before: only those are
 * looked at. Undefined where that does not tell all, because imports may lead elsewhere now.
 *
 * @param kept all that was read
 * @param changed real paths
 */
export function lookAgain(
  { given, loaded, layout }: Looked,
  reader: FileReader,
  kept: ReadonlyMap<string, KeptFile>,
  changed: readonly string[],
): Looked | undefined {
  const others = new Map<string, FoundFile>();
  const files = new Map(loaded.files.map((file) => [file.kept.path, file]));
  for (const path of new Set(changed)) {
    const before = files.get(path);
    const now = before?.isOwn === true ? readable(reader, path) : undefined;
    if (before === undefined || now === undefined) return undefined;
    const isFaulty = loaded.diagnostics.some(({ file }) => file === now.shownAs);
    if (isFaulty || !importsSame(before.kept, now) || hasCopy(kept, before.kept, now))
      return undefined;
    others.set(path, { ...before, kept: now });
  }
  const all = loaded.files.map((file) => others.get(file.kept.path) ?? file);
  const replaced = [...others.values()];
  return { given, loaded: { ...loaded, files: all }, layout, replaced };
}

function readable(reader: FileReader, path: string): KeptFile | undefined {
  try {
    return reader.file(path);
  } catch {
    return undefined;
  }
}

function importsSame(one: KeptFile, other: KeptFile): boolean {
  const plain = ({ imports }: KeptFile): string =>
    JSON.stringify(imports.map(({ name, isPublic }) => [name, isPublic]));
  return plain(one) === plain(other);
}

/** Of files that hold the same one stands for all. */
function hasCopy(kept: ReadonlyMap<string, KeptFile>, before: KeptFile, now: KeptFile): boolean {
  for (const { path, hash } of kept.values())
    if (path !== now.path && (hash === before.hash || hash === now.hash)) return true;
  return false;
}
