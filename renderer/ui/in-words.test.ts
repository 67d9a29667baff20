import { expect, it } from 'vitest';
import { inWords } from './in-words.ts';

it('names some and counts the rest', () => {
  expect(inWords([])).toBe('');
  expect(inWords(['a', 'b'])).toBe('a, b');
  expect(inWords(Array.from({ length: 1000 }, (_, index) => `p${index}`))).toBe(
    'p0, p1, p2, p3, p4, p5, p6, p7 and 992 more',
  );
});
