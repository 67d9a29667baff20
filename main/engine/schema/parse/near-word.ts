import { editDistance } from '../edit-distance.ts';
import { SCALAR_NAMES } from './field-types.ts';

/** Names of scalar types in other languages, and what they are called here. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['boolean', 'bool'],
  ['float32', 'float'],
  ['float64', 'double'],
  ['int', 'int32'],
  ['long', 'int64'],
  ['str', 'string'],
  ['uint', 'uint32'],
]);
/** Letters that may be wrong in a longer word; in a shorter one it is one. */
const MOST_MISTYPED = 2;
const LONG = 5;

/** A proposal for a misspelt word, as a hint; undefined when none of the words is near. */
export function nearWord(written: string, words: readonly string[]): string | undefined {
  const most = written.length < LONG ? 1 : MOST_MISTYPED;
  const word = written.toLowerCase();
  const near = words
    .map((one) => ({ one, distance: editDistance(word, one, most) }))
    .filter(({ distance }) => distance <= most)
    .toSorted((a, b) => a.distance - b.distance)[0];
  return near === undefined ? undefined : `Did you mean "${near.one}"?`;
}

/** The same for a type that is none: a scalar type may have been meant. */
export function nearScalar(written: string): string | undefined {
  const word = written.toLowerCase();
  const meant = FOREIGN.get(word) ?? SCALAR_NAMES.find((one) => one === word);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  // With a capital letter it is somebody's own: a Book is no bool.
  return word === written ? nearWord(written, SCALAR_NAMES) : undefined;
}
