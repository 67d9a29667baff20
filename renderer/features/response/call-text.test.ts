import { expect, test } from 'vitest';
import { timeLeftText } from './call-text.ts';

test.each([
  [0, '0.0 s left'],
  [3_240, '3.2 s left'],
  [12_900, '12 s left'],
  [125_000, '2 min 5 s left'],
])('%d ms are %s', (ms, text) => {
  expect(timeLeftText(ms)).toBe(text);
});
