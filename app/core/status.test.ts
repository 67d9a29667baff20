import { describe, expect, it } from 'vitest';
import { statusName, statusTone } from './status.ts';

describe('status', () => {
  it('names the 17 codes and shows any other as it came', () => {
    expect([0, 1, 4, 16].map(statusName)).toEqual([
      'OK',
      'CANCELLED',
      'DEADLINE_EXCEEDED',
      'UNAUTHENTICATED',
    ]);
    expect(statusName(42)).toBe('CODE_42');
  });

  it('is green only for OK', () => {
    expect(
      Array.from({ length: 17 }, (_, code) => statusTone(code)).filter((tone) => tone === 'ok'),
    ).toHaveLength(1);
    expect(statusTone(1)).toBe('warn');
    expect(statusTone(4)).toBe('warn');
    expect(statusTone(13)).toBe('danger');
  });
});
