import { expect, it } from 'vitest';
import { jsonParts, spansOf, withFound } from './row-parts.ts';

it.each([
  [
    '  "name": "Ada",',
    [
      ['  ', 'plain'],
      ['"name"', 'name'],
      [': ', 'plain'],
      ['"Ada"', 'string'],
      [',', 'plain'],
    ],
  ],
  [
    '  -0.5e+7,',
    [
      ['  ', 'plain'],
      ['-0.5e+7', 'digits'],
      [',', 'plain'],
    ],
  ],
  ['null', [['null', 'word']]],
  [
    '  "a\\"b": {',
    [
      ['  ', 'plain'],
      ['"a\\"b"', 'name'],
      [': {', 'plain'],
    ],
  ],
  [
    '  "cut off',
    [
      ['  ', 'plain'],
      ['"cut off', 'string'],
    ],
  ],
])('a row of JSON has its colours: %s', (text, parts) => {
  expect(jsonParts(text, false)).toEqual(parts);
});

it.each([
  ['goes on', [['goes on', 'string']]],
  [
    '1 ends",',
    [
      ['1 ends"', 'string'],
      [',', 'plain'],
    ],
  ],
  [
    'a name": 1',
    [
      ['a name"', 'name'],
      [': ', 'plain'],
      ['1', 'digits'],
    ],
  ],
  ['cut \\', [['cut \\', 'string']]],
])('so has the rest of a string: %s', (text, parts) => {
  expect(jsonParts(text, true)).toEqual(parts);
});

it('marks what was found, also over several parts', () => {
  const text = '"a": "b"';
  const found = spansOf(text, 'A": "', false);
  const parts = withFound(jsonParts(text, false), found);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.filter(({ isFound }) => isFound).map((part) => part.text)).toEqual([
    'a"',
    ': ',
    '"',
  ]);
  expect(spansOf(text, 'A', true)).toEqual([]);
});
