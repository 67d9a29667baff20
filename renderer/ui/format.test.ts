import { expect, it } from 'vitest';
import { exactBytes, formatBytes, formatCount, formatMs, formatRate } from './format.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1\u202f000'],
  [41_233, '41\u202f233'],
  [2_000_000, '2\u202f000\u202f000'],
  [-1234, '-1\u202f234'],
])('counts %d as %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

it.each([
  [0, '0 B'],
  [12, '12 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [34_560, '34.6 KB'],
  [999_949, '999.9 KB'],
  [999_950, '1.0 MB'],
  [12_400_000, '12.4 MB'],
  [3_200_000_000, '3.2 GB'],
  [5_000_000_000_000_000, '5000.0 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it('gives the exact bytes too', () => {
  expect(exactBytes(1_234_567)).toBe('1\u202f234\u202f567 B');
});

it.each([
  [0, '0.0 ms'],
  [1.812, '1.8 ms'],
  [9.96, '10.0 ms'],
  [999.95, '1\u202f000.0 ms'],
  [12_345.6, '12\u202f345.6 ms'],
  [-0.04, '0.0 ms'],
  [-3.14, '-3.1 ms'],
])('%d ms are %s', (ms, text) => {
  expect(formatMs(ms)).toBe(text);
});

it.each([
  [0, '0/s'],
  [12.4, '12/s'],
  [999.4, '999/s'],
  [999.6, '1.0 k/s'],
  [8_210, '8.2 k/s'],
  [99_960, '100 k/s'],
  [258_800, '259 k/s'],
  [999_600, '1.0 M/s'],
])('%d a second are %s', (perSecond, text) => {
  expect(formatRate(perSecond)).toBe(text);
});
