import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '#app/contract/result.ts';

/** Writes a file whole or not at all. Throws a usage `Failure` that says why it cannot be written. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  try {
    // What a link leads to is written, and the link stays.
    const file = await realpath(path).catch(() => path);
    const found = await stat(file).catch(() => undefined);
    if (found !== undefined && !found.isFile() && !found.isDirectory()) {
      // A device or pipe cannot be replaced.
      await writeFile(file, bytes);
    } else await replace(file, bytes, found?.mode);
  } catch (error) {
    throw new Failure('usage', `${path} cannot be written: ${reasonOf(error)}`);
  }
}

async function replace(file: string, bytes: Uint8Array, mode = 0o666): Promise<void> {
  const aside = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    await writeFile(aside, bytes, { flag: 'wx', mode: mode & 0o777 });
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

function reasonOf(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such folder',
    ENOTDIR: 'there is no such folder',
    EISDIR: 'it is a folder',
    EACCES: 'this user may not write there',
    ENOSPC: 'the disk is full',
  };
  return reasons[code] ?? String(error);
}
