import { describe, expect, it } from 'vitest';
import { parseSize, sizeText } from './size.ts';

describe('a size', () => {
  it.each([
    ['1048576', 1024 ** 2],
    ['4 MB', 4 * 1024 ** 2],
    ['512KB', 512 * 1024],
    ['1.5 gib', 1.5 * 1024 ** 3],
    [' 16m ', 16 * 1024 ** 2],
    ['1 byte', 1],
    ['Unlimited', -1],
  ])('is understood: %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(['', '0', '-1', '0.1', 'MB', '4 TB', '1e6', '99999999999 GB'])(
    'is none: "%s"',
    (text) => {
      expect(() => parseSize(text)).toThrow(`"${text}" is not a size`);
    },
  );

  it.each([
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [4 * 1024 ** 2, '4 MB'],
    [1536 * 1024, '1536 KB'],
    [1024 ** 2 + 1, '1048577 bytes'],
    [-1, 'unlimited'],
  ])('is told exactly: %d', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
    expect(parseSize(text)).toBe(bytes);
  });
});
