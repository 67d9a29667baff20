import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '#app/contract/result.ts';

const reasons: ReadonlyMap<unknown, string> = new Map([
  ['EEXIST', 'a file stands in its place'],
  ['ENOTDIR', 'a file stands where a folder should be'],
  ['ENOENT', 'nothing can be made there'],
  ['EACCES', 'this is not allowed'],
  ['EPERM', 'this is not allowed'],
  ['EROFS', 'its disk is mounted read-only'],
  ['ENOSPC', 'the disk is full'],
  ['ENAMETOOLONG', 'the name is too long'],
]);

/**
 * Makes a folder and those above it, where they are not there yet. Throws a usage `Failure` that says why it
 * cannot be made.
 */
export function makeFolder(folder: string): void {
  try {
    make(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const why = reasons.get(code) ?? (error instanceof Error ? error.message : String(error));
    throw new Failure('usage', `${folder} cannot be made: ${why}`, 'Choose another folder');
  }
}

/** One by one: where a file system refuses as if the folder above were missing, Node's own goes on for ever. */
function make(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const above = dirname(folder);
  if (above !== folder) make(above);
  mkdirSync(folder);
}
