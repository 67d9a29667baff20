import { Failure } from '#app/contract/result.ts';

/** The `Failure` of a file that was given and cannot be read; `what` is what it is for: `data file`. */
export function unreadable(what: string, file: string, error: unknown): Failure {
  return new Failure('usage', `The ${what} ${file} cannot be read: ${reasonOf(error)}`);
}

const reasons = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'this user may not read it'],
]);

function reasonOf(error: unknown): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return reasons.get(code) ?? message;
}
