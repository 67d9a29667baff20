import { editDistance } from './edit-distance.ts';

/** Letters that may be wrong in a longer word; in a shorter one it is one. */
const MOST_MISTYPED = 2;
const LONG = 5;

/** A proposal for a misspelt word, as a hint; undefined when none of the words is near. */
export function nearWord(written: string, words: readonly string[]): string | undefined {
  const near = nearest(written, words);
  return near === undefined ? undefined : `Did you mean "${near}"?`;
}

/** The word that a misspelt one is nearest to; undefined when none is near. */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const most = written.length < LONG ? 1 : MOST_MISTYPED;
  const word = written.toLowerCase();
  return words
    .map((one) => ({ one, distance: editDistance(word, one, most) }))
    .filter(({ distance }) => distance <= most)
    .toSorted((a, b) => a.distance - b.distance)[0]?.one;
}
