import { expect, test } from 'vitest';
import { placeAt } from './json-place.ts';

/** The place at `|`. */
function at(marked: string) {
  const position = marked.indexOf('|');
  return placeAt(marked.replace('|', ''), position);
}

test.each([
  ['{|}', { part: 'name', text: '', steps: [], names: [] }],
  ['{"na|"}', { part: 'name', text: 'na', typed: 'na', isQuoted: true, hasColon: false }],
  ['{"n|ame": 1}', { part: 'name', text: 'name', typed: 'n', hasColon: true }],
  ['{"a": 1, |}', { part: 'name', names: ['a'] }],
  ['{"a": 1, | "b": 2}', { part: 'name', names: ['a', 'b'], hasNext: true }],
  ['{"a": 1,\n  na|\n}', { part: 'name', text: 'na', isQuoted: false, names: ['a'] }],
  ['{"a": |}', { part: 'value', text: '', name: 'a', steps: [] }],
  ['{"a": tr|}', { part: 'value', text: 'tr', typed: 'tr', name: 'a' }],
  ['{"a": "K|", "b": 1}', { part: 'value', text: 'K', name: 'a', isQuoted: true }],
  ['{"a": {"b": [1, {"c": |', { part: 'value', name: 'c', steps: ['a', 'b', 1] }],
  ['{"a": ["x", |]}', { part: 'value', steps: ['a'], text: '' }],
  ['{"a": {"@type": "t/p.M", "b|"}}', { part: 'name', types: [undefined, 't/p.M'] }],
  ['{"a b\\"": {"|', { part: 'name', steps: ['a b"'] }],
  ['{"na|\n  "b": 1}', { part: 'name', text: 'na', names: ['b'] }],
  ['{"na|, "b": 1}', { part: 'name', text: 'na', to: 4 }],
] as const)('%s', (text, place) => {
  expect(at(text)).toMatchObject(place);
});

test.each(['|{}', '{}|', '{"a"|}', '{"a" |}', '{"a": 1 |}', '"|"', ''])(
  'neither a name nor a value of a message: %s',
  (text) => {
    expect(at(text)).toBeUndefined();
  },
);

test('a very long text is not looked into', () => {
  expect(placeAt(`{${' '.repeat(1_000_001)}`, 1)).toBeUndefined();
});
