import { nearWord } from '#app/core/near-word.ts';
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

/** What may have been meant by a type that is none, as a hint: a scalar type, perhaps one of another language. */
export function nearScalar(written: string): string | undefined {
  const word = written.toLowerCase();
  const meant = FOREIGN.get(word) ?? SCALAR_NAMES.find((one) => one === word);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  // With a capital letter it is somebody's own: a Book is no bool.
  return word === written ? nearWord(written, SCALAR_NAMES) : undefined;
}
