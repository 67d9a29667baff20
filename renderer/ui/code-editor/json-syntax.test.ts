import { json } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { jsonFaults } from './json-syntax.ts';

const faults = (doc: string, holdsMany = false) => {
  const state = EditorState.create({ doc, extensions: [json()] });
  return jsonFaults(state, holdsMany).map(({ from, to, message }) => [
    state.sliceDoc(from, to),
    message,
  ]);
};

it.each(['', '  \n', '{}', '[1, -2.5e3, "a", true, null]', '{"a": {"b": []}}'])(
  'finds nothing wrong with %j',
  (doc) => {
    expect(faults(doc)).toEqual([]);
  },
);

it.each([
  ['{"a": 1,}', ',', 'A comma before “}” is one too many'],
  ['[1, 2,]', ',', 'A comma before “]” is one too many'],
  ['{"a": }', ':', 'A value is missing here'],
  ['{"a": 1', '1', 'The text ends before the JSON does'],
  ["{'a': 1}", "'a", "JSON strings stand in double quotes, not in '"],
  ['{"a": tru}', 'tru', '“tru” is not expected here'],
])('says what is wrong with %j', (doc, marked, message) => {
  const [first] = faults(doc);
  expect(first?.[1]).toBe(message);
  expect(first?.[0]?.startsWith(marked)).toBe(true);
});

it('underlines within the text, and not without end', () => {
  const found = faults('x'.repeat(50).split('').join(' '));
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThanOrEqual(20);
});

it('takes several documents where these may be, and finds what is wrong in each', () => {
  const two = '{"a": 1}\n{"b": 2}';
  expect(faults(two, true)).toEqual([]);
  expect(faults(two)).not.toEqual([]);
  expect(faults('{"a": 1}\n{"b": 2,}\n{"c": }', true)).toEqual([
    [',', 'A comma before “}” is one too many'],
    [':', 'A value is missing here'],
  ]);
});
