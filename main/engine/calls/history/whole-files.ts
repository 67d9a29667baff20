import { lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** Puts a file in place whole or not at all. Rejects when it is larger than `most` bytes. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  most: number,
): Promise<void> {
  if (content.length > most) throw new Error(`${basename(path)} would be too large`);
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
  const found = await lstat(path);
  if (!found.isFile() || found.size > most)
    throw new Error(`${basename(path)} is not a file of ours`);
  return readFile(path);
}
