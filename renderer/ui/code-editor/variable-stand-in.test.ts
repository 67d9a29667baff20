import { expect, test } from 'vitest';
import { standIn } from './variable-stand-in.ts';

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
