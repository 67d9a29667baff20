import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/** What is in these is not of the folder that was given. */
export const skippedFolders: ReadonlySet<string> = new Set(['node_modules', '.git', 'dist']);
const MAX_FILES = 20_000;
const MAX_FOLDERS = 20_000;
const MAX_DEPTH = 40;
const MAX_BUF_FOLDERS = 500;
const FOLDERS_AT_ONCE = 200;

export interface FoundFiles {
  /** Real paths, in byte order of their paths below the folder. */
  readonly files: readonly string[];
  /** Folders that say how buf sees them, each before those in it. */
  readonly bufFolders: readonly string[];
  /** Real paths of the folders that were looked into. */
  readonly folders: readonly string[];
  /** More files or folders are there than are looked at. */
  readonly cut: boolean;
}

/** All `.proto` files below a folder, links followed, each folder once. */
export async function findProtoFiles(folder: string, signal: AbortSignal): Promise<FoundFiles> {
  const files = new Set<string>();
  const visited = new Set<string>();
  const bufFolders = new Set<string>();
  let cut = false;

  const search = async (path: string, depth: number): Promise<void> => {
    if (visited.size % FOLDERS_AT_ONCE === 0) await setImmediate();
    signal.throwIfAborted();
    const real = orNothing(() => realpathSync.native(path));
    if (real === undefined || visited.has(real) || depth > MAX_DEPTH) return;
    visited.add(real);
    const entries = orNothing(() => readdirSync(real, { withFileTypes: true })) ?? [];
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    if (bufFolders.size < MAX_BUF_FOLDERS && entries.some(({ name }) => isOfBuf(name)))
      bufFolders.add(real);
    for (const entry of entries) {
      if (files.size >= MAX_FILES || visited.size >= MAX_FOLDERS) {
        cut = true;
        return;
      }
      const inner = join(real, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) await search(inner, depth + 1);
      } else if (entry.name.endsWith('.proto')) {
        if (entry.isFile()) files.add(inner);
        else if (entry.isSymbolicLink()) await addLinked(inner, files);
      } else if (
        entry.isSymbolicLink() &&
        !skippedFolders.has(entry.name) &&
        (await isFolder(inner))
      ) {
        await search(inner, depth + 1);
      }
    }
  };
  await search(folder, 0);
  return { files: [...files], folders: [...visited], bufFolders: [...bufFolders], cut };
}

/** Whether this is a folder, links followed; false when it cannot be seen. */
export async function isFolder(path: string): Promise<boolean> {
  return orNothing(() => statSync(path))?.isDirectory() ?? false;
}

/** The real path of a file; undefined when there is no such file. */
export async function realFile(path: string): Promise<string | undefined> {
  return orNothing(() =>
    statSync(path, { throwIfNoEntry: false })?.isFile() ? realpathSync.native(path) : undefined,
  );
}

/** What something is that can be neither read as a file nor searched; undefined when it is not there. */
export async function kindOf(path: string): Promise<string | undefined> {
  const found = orNothing(() => statSync(path));
  if (found === undefined) return undefined;
  if (found.isFIFO()) return 'a named pipe';
  if (found.isSocket()) return 'a socket';
  return 'a device';
}

async function addLinked(path: string, files: Set<string>): Promise<void> {
  const real = await realFile(path);
  if (real !== undefined) files.add(real);
}

/** Whether a file says which folders are modules of buf. */
export function isOfBuf(path: string): boolean {
  return ['buf.yaml', 'buf.work.yaml'].includes(basename(path));
}

/**
 * What can be had of the disk at once. Synchronous calls are several times as fast for thousands of
 * small answers, and whoever reads schemas has no window to draw.
 */
function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
