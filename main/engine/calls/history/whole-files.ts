import { lstat, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** Makes a file in one write. Rejects when there is one, or when it is larger than `most` bytes. */
export async function createWhole(path: string, content: string, most: number): Promise<void> {
  needSize(path, content, most);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
  } catch (error) {
    await rm(path, { force: true }).catch(() => {});
    throw error;
  } finally {
    await file.close();
  }
}

/** Puts a file in place whole or not at all. Rejects when it is larger than `most` bytes. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  most: number,
): Promise<void> {
  needSize(path, content, most);
  const aside = `${path}.new`;
  try {
    await writeFile(aside, content, { mode: 0o600 });
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {});
    throw error;
  }
}

/** Rejects for what is no file, or larger than `most` bytes. */
export async function readWhole(path: string, most: number): Promise<Buffer> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) throw new Error(`${basename(path)} is not there`);
  if (!found.isFile() || found.size > most)
    throw new Error(`${basename(path)} is not a file of ours`);
  return readFile(path);
}

function needSize(path: string, content: string | Uint8Array, most: number): void {
  if (content.length > most) throw new Error(`${basename(path)} would be too large`);
}
