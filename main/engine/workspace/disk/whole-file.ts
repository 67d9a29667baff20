import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, link, lstat, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { longestFile } from '../format/yaml-text.ts';
import { hasCode, isMissing } from './disk-failure.ts';

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
      if (size > longestFile) throw new NotText('is too large to be read');
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
  let isWritten = false;
  await beside(file, text, async (aside) => {
    await keepMode(file, aside);
    if (!(await isStillSo())) return;
    await rename(aside, file);
    isWritten = true;
  });
  return isWritten;
}

/** Writes a file where there is none; rejects with `EEXIST` where there is one. */
export async function createWhole(file: string, text: string): Promise<void> {
  await beside(file, text, async (aside) => {
    try {
      // Of two who create the same only one does.
      await link(aside, file);
    } catch (error) {
      if (hasCode(error, 'EEXIST')) throw error;
      // Some disks know no links.
      if (await isThere(file)) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
      await rename(aside, file);
    }
  });
}

/** Writes a file beside another, whose place it may then take. */
async function beside(
  file: string,
  text: string,
  place: (aside: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(file);
  const aside = join(folder, `.duplex-${randomBytes(8).toString('hex')}.tmp`);
  try {
    const handle = await open(aside, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await place(aside);
    await syncFolder(folder);
  } finally {
    await rm(aside, { force: true }).catch(() => {});
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
