import { Failure } from '../contract/result.ts';

const reasons: ReadonlyMap<unknown, readonly [reason: string, hint: string]> = new Map([
  ['ENOSPC', ['the disk is full', 'Make room on the disk, and try again']],
  ['EDQUOT', ['the quota is used up', 'Make room on the disk, and try again']],
  ['EROFS', ['its disk is mounted read-only', 'Mount it writable, or use another folder']],
  ['EACCES', ['this is not allowed', 'Change who may write there, or use another folder']],
  ['EPERM', ['this is not allowed', 'Change who may write there, or use another folder']],
  ['ENOENT', ['it is not there', 'It may have been moved or deleted: look into the folder']],
  ['ENOTDIR', ['a file stands where a folder should be', 'Look into the folder']],
  ['EEXIST', ['there is one already', 'Give it another name']],
  ['ENAMETOOLONG', ['the name is too long', 'Give it a shorter name']],
  ['EBUSY', ['another program uses it', 'Close that program, and try again']],
  ['EMFILE', ['too many files are open', 'Close other programs, and try again']],
]);

/** What became of a file, as the system has it: the whole sentence is `what`, with the place, and why. */
export function diskFailure(what: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const [, hint = 'Look into the folder, and try again'] = reasons.get(codeOf(error)) ?? [];
  return new Failure('usage', `${what}: ${diskReason(error)}`, hint);
}

/** Why the system did not do what was asked of it, in words. */
export function diskReason(error: unknown): string {
  const known = reasons.get(codeOf(error));
  if (known !== undefined) return known[0];
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Whether an error says that there is nothing at a path. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}

/** Whether an error says that there is no room. */
export function isDiskFull(error: unknown): boolean {
  return hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT');
}

export function hasCode(error: unknown, code: string): boolean {
  return codeOf(error) === code;
}
