import { describe, expect, it } from 'vitest';
import { parseDeadline, parseTime } from './deadline.ts';

describe('parseDeadline', () => {
  it.each([
    ['', undefined],
    [' ', undefined],
    ['none', undefined],
    ['5s', 5000],
    ['300ms', 300],
    ['1.5 m', 90_000],
    ['2h', 7_200_000],
    ['10', 10_000],
    ['1h30m', 5_400_000],
    ['1m 1.5s250ms', 61_750],
  ])('reads "%s" as %s ms', (text, ms) => {
    expect(parseDeadline(text)).toBe(ms);
  });

  it.each(['soon', '0s', '-1s', '5 days', '1e3s', '99999h', '5s3', '1h,30m'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseDeadline(text)).toThrow(`"${text}" is not a deadline`);
    },
  );
});

describe('parseTime', () => {
  it('reads what a deadline is written as', () => {
    expect(parseTime('1.5 m')).toBe(90_000);
  });

  it.each(['', ' ', 'soon', '0s', '99999h'])('refuses "%s"', (text) => {
    expect(() => parseTime(text)).toThrow(`"${text}" is not a time`);
  });
});
