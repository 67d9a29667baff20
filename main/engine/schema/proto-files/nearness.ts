import { sep } from 'node:path';
import type { Candidate } from './known-files.ts';

interface Ranked extends Candidate {
  /** Levels to go up from the importing file's folder to reach one that holds the root. */
  readonly up: number;
  /** Levels to go down from there. */
  readonly down: number;
}

interface Nearest {
  readonly nearest: Candidate;
  /** Other files that somebody may have meant just as well. */
  readonly rivals: readonly Candidate[];
}

/**
 * Which of several files an import means, seen from the folder of the importing file: the one whose
 * root takes the fewest levels up, then the fewest down, then the first in byte order.
 *
 * A rival is a file whose root holds the importing file too, or is as many levels up. What belongs to
 * another part of the tree is none: each service may have its own copy of what all need.
 */
export function nearest(candidates: readonly Candidate[], folder: string): Nearest | undefined {
  const [only] = candidates;
  if (only === undefined) return undefined;
  if (candidates.length === 1) return { nearest: only, rivals: [] };
  const from = parts(folder);
  const ranked = candidates.map((one) => rank(one, from)).sort(compare);
  const [first = only, ...others] = ranked;
  const rivals = others.filter(
    ({ file, up, down }) => file !== first.file && (down === 0 || up === ranked[0]?.up),
  );
  return { nearest: first, rivals };
}

function rank({ file, root }: Candidate, from: readonly string[]): Ranked {
  const to = parts(root);
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common += 1;
  return { file, root, up: from.length - common, down: to.length - common };
}

function compare(a: Ranked, b: Ranked): number {
  return a.up - b.up || a.down - b.down || (a.root < b.root ? -1 : 1);
}

/** A file system's root has no part of its own. */
function parts(folder: string): readonly string[] {
  return folder.split(sep).filter((part) => part !== '');
}
