import { createHash } from 'node:crypto';
import { constants, readFileSync, statSync } from 'node:fs';
import { chmod, type FileHandle, link, lstat, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hasCode, isMissing } from '#app/core/disk-failure.ts';
import { longestFile } from '../format/yaml-text.ts';

/** What a file holds. */
export interface FileText {
  readonly text: string;
  readonly revision: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Files are UTF-8; bytes that are not are told by this. */
export class NotText extends Error {}

/**
 * What a file holds; undefined where there is none. Rejects with `NotText` for what is no text or too
 * long, else as `fs` does.
 */
export async function readWhole(file: string): Promise<FileText | undefined> {
  try {
    // A pipe or a device in a file's place would wait for ever.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { size } = await handle.stat();
      if (size > longestFile) throw new NotText('is larger than 100 MB, and is not read');
      const bytes = await handle.readFile();
      return { text: decoded(bytes), revision: revisionOf(bytes) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const shortFile = 100_000;

/**
 * What a short file holds, at once: it is read in less time than it takes to ask another thread for it.
 * Undefined where there is none, or a long one. Throws as `readWhole` rejects.
 */
export function readShort(file: string): FileText | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || found.size > shortFile) return undefined;
  const bytes = readFileSync(file);
  return { text: decoded(bytes), revision: revisionOf(bytes) };
}

/** Tells one content from another. */
export function revisionOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

const temporary = /^\.duplex-[\da-f]{16}\.tmp$/;
/** Nobody writes that long: whoever began such a file is gone. */
const staleMs = 60_000;

/** Removes what a process that was killed left behind, if this is it. */
export async function sweep(folder: string, name: string): Promise<boolean> {
  if (!temporary.test(name)) return false;
  const file = join(folder, name);
  try {
    const { mtimeMs } = await lstat(file);
    if (Date.now() - mtimeMs > staleMs) await rm(file, { force: true });
  } catch {
    // It can be left for the next time.
  }
  return true;
}

/**
 * Writes a file whole or not at all, with the rights of the one that is there. `isStillSo` is asked last
 * before the old one is replaced; when it says no, nothing is written. Answers whether it was.
 */
export async function writeWhole(
  file: string,
  text: string,
  isStillSo: () => Promise<boolean>,
): Promise<boolean> {
  return beside(file, text, async (aside) => {
    await keepMode(file, aside);
    if (!(await isStillSo())) return false;
    await rename(aside, file);
    return true;
  });
}

/** Writes a file where there is none; rejects with `EEXIST` where there is one. */
export async function createWhole(file: string, text: string): Promise<void> {
  await beside(file, text, async (aside) => {
    try {
      // Of two who create the same only one does.
      await link(aside, file);
      return false;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) throw error;
      // Some disks know no links.
      if (await isThere(file)) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
      await rename(aside, file);
      return true;
    }
  });
}

/**
 * Writes a file beside another, whose place it may then take; answers whether it did. Its name is that of
 * the other: whoever else would write that one, in another process too, waits.
 */
async function beside(
  file: string,
  text: string,
  place: (aside: string) => Promise<boolean>,
): Promise<boolean> {
  const folder = dirname(file);
  const aside = join(folder, `.duplex-${revisionOf(basename(file)).slice(0, 16)}.tmp`);
  const handle = await openAlone(aside);
  let isPlaced = false;
  try {
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    isPlaced = await place(aside);
  } finally {
    if (!isPlaced) await rm(aside, { force: true }).catch(() => {});
  }
  await syncFolder(folder);
  return isPlaced;
}

/** Nobody writes for so long without a word: whoever began was killed. */
const deadMs = 5000;
const retryMs = 10;

async function openAlone(aside: string): Promise<FileHandle> {
  for (;;) {
    try {
      return await open(aside, 'wx');
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const found = await lstat(aside).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > deadMs)
      await rm(aside, { force: true });
    else await pause(retryMs);
  }
}

/** Whether there is anything at a path, a broken link too. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function keepMode(file: string, aside: string): Promise<void> {
  try {
    const { mode } = await lstat(file);
    await chmod(aside, mode & 0o7777);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** So that the name survives a power cut too; where folders cannot be synced, nothing is lost by trying. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows has no such thing.
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new NotText('is not UTF-8 text');
  }
}
