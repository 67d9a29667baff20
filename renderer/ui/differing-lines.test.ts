import { expect, test } from 'vitest';
import { differingLines } from './differing-lines.ts';

function marked(first: string, second: string) {
  const { first: one, second: other } = differingLines(first.split(''), second.split(''));
  const text = (side: typeof one) =>
    side.map(({ text: line, differs }) => (differs ? line.toUpperCase() : line)).join('');
  return [text(one), text(other)];
}

test('what only one side has is marked, wherever it stands', () => {
  expect(marked('abc', 'abc')).toEqual(['abc', 'abc']);
  expect(marked('abc', 'axc')).toEqual(['aBc', 'aXc']);
  expect(marked('abcd', 'bxcd')).toEqual(['Abcd', 'bXcd']);
  expect(marked('aa', 'aaa')).toEqual(['aa', 'aaA']);
  expect(marked('', 'ab')).toEqual(['', 'AB']);
  expect(marked('xbyb', 'bzb')).toEqual(['XbYb', 'bZb']);
});

test('very long texts are compared at their ends', () => {
  const lines = (middle: string) => [
    'same',
    ...Array.from({ length: 5000 }, (_, index) => `${middle}${index}`),
    'end',
  ];
  const { first } = differingLines(lines('a'), lines('b'));
  expect(first[0]?.differs).toBe(false);
  expect(first.at(-1)?.differs).toBe(false);
  expect(first.filter(({ differs }) => differs)).toHaveLength(5000);
});
