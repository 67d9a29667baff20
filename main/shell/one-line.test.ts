import { expect, it } from 'vitest';
import { oneLine } from './one-line.ts';

it('shows what would end, turn or hide a line', () => {
  expect(oneLine('a\nb\u001b[31mc', 200)).toBe('a\\nb\\u001b[31mc');
});

it('cuts a line that is too long, and says so', () => {
  expect(oneLine('a'.repeat(10), 10)).toBe('a'.repeat(10));
  expect(oneLine('a'.repeat(11), 10)).toBe(`${'a'.repeat(9)}…`);
});
