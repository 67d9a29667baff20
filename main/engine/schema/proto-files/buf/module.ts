import { isBelow } from '../file-names.ts';

/** A place in a file, which is named as a person knows it. */
export interface At {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A folder that buf takes for an import root, and which of the files below are of it. */
export interface BufModule {
  readonly root: string;
  /** Folders below the root that are of it; all when there are none. */
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  /** What makes it a module. */
  readonly at: At;
}

/** A module that others keep. */
export interface BufDependency {
  /** In full, such as `buf.build/googleapis/googleapis`. */
  readonly name: string;
  /** What asks for it. */
  readonly at: At;
}

/** Whether a file or folder is of a module. */
export function isOfModule({ root, includes, excludes }: BufModule, path: string): boolean {
  const isIn = (folder: string) => folder === path || isBelow(folder, path);
  return isIn(root) && (includes.length === 0 || includes.some(isIn)) && !excludes.some(isIn);
}
