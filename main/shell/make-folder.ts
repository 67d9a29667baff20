import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import { diskReason, hasCode } from '#app/core/disk-failure.ts';

/** What is said otherwise of a folder that is to be made. */
function whyNot(error: unknown): string {
  if (hasCode(error, 'EEXIST')) return 'a file stands in its place';
  return hasCode(error, 'ENOENT') ? 'nothing can be made there' : diskReason(error);
}

/**
 * Makes a folder and those above it, where they are not there yet. Throws a usage `Failure` that says why it
 * cannot be made.
 */
export function makeFolder(folder: string): void {
  try {
    make(folder);
  } catch (error) {
    throw new Failure(
      'usage',
      `${folder} cannot be made: ${whyNot(error)}`,
      'Choose another folder',
    );
  }
}

/** One by one: where a file system refuses as if the folder above were missing, Node's own goes on for ever. */
function make(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const above = dirname(folder);
  if (above !== folder) make(above);
  mkdirSync(folder);
}
