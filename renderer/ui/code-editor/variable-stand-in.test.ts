import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { jsonFaults } from './json-syntax.ts';
import { jsonWithVariables, standIn } from './variable-stand-in.ts';

test.each([
  ['{"n": {{count}}, "b": 1}', { n: 0, b: 1 }],
  ['{"s": "a{{base64 "x"}}b"}', { s: 'axxxxxxxxxxxxxxb' }],
  ['[{{a}}, {{b}}]', [0, 0]],
])('%s is JSON of the same length, whatever stands in braces', (text, value) => {
  expect(standIn(text)).toHaveLength(text.length);
  expect(JSON.parse(standIn(text))).toEqual(value);
});

test('what is no variable stays as it is', () => {
  const text = '{"a": {{ , "b": "}}"} // {{c}}';
  expect(standIn(text)).toBe(text);
});

test('the editor finds no fault with variables, and every other fault where it is', () => {
  const faultsOf = (doc: string) =>
    jsonFaults(EditorState.create({ doc, extensions: [jsonWithVariables()] }), true);
  expect(faultsOf('{"n": {{count}}, "list": [{{a}}, "{{base64 "x"}}"]}')).toEqual([]);
  expect(faultsOf('{ // {{c}}\n"n": 1 /* "b" */ }')).toEqual([]);
  const doc = '{"n": {{count}} "b": 1}';
  expect(faultsOf(doc)[0]?.from).toBeLessThanOrEqual(doc.indexOf('"b"'));
  expect(faultsOf('{"n": {{count}}} {"m": }')).toHaveLength(1);
});
