import type { ProtoFilesOptions } from './given-files.ts';
import type { KeptFile } from './kept-file.ts';
import { type Before, countSame } from './outdated.ts';
import type { Relations } from './relations.ts';

/** What readings with some options came to. Those with others may begin from it: files are the same for all. */
export interface Beginning {
  /** All that was read, by path. */
  readonly kept: ReadonlyMap<string, KeptFile>;
  readonly before: Before;
  /** Nothing of it was read since the process began. */
  readonly isCached: boolean;
  /** The key of what it, or one much like it, left on the disk. */
  readonly leftAs: string | undefined;
  /** How long it took; of what an earlier process left that is not known. */
  readonly ms?: number;
}

/** Whether what was made of a file with some options is what others would make of it. */
export function makesSame(one: ProtoFilesOptions, other: ProtoFilesOptions): boolean {
  const isWhole = ({ wholeSourceInfo = false }: ProtoFilesOptions): boolean => wholeSourceInfo;
  return one.cwd === other.cwd && isWhole(one) === isWhole(other);
}

/** What is kept of files by any of them; of a file that several have read, by the last. */
export function allKept(beginnings: readonly Beginning[]): ReadonlyMap<string, KeptFile> {
  return new Map(beginnings.flatMap(({ kept }) => [...kept]));
}

/** The one that has most of the files as they are now; of those that have as many, the last. */
export function nearest(beginnings: readonly Beginning[], now: Relations): Beginning | undefined {
  let most = 0;
  let found: Beginning | undefined;
  for (const one of beginnings) {
    const count = countSame(one.before.relations, now);
    if (count === 0 || count < most) continue;
    most = count;
    found = one;
  }
  return found;
}
