import { isWithin } from './items.ts';

/** A file or folder that a person deleted and can have back. */
export interface Deleted {
  readonly undo: string;
  readonly path: string;
}

/** What was deleted here and held a path; `undefined` where somebody else deleted that. */
export function deletedWith(deleted: readonly Deleted[], path: string): Deleted | undefined {
  return deleted.findLast((one) => isWithin(path, one.path));
}
