import { afterEach, describe, expect, it, vi } from 'vitest';
import { CheckTime } from './check-time.ts';

describe('the time for checking', () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  afterEach(() => {
    now = 0;
  });

  /** How many of so many works of a millisecond are done, with a pause after each. */
  function done(works: number, pause: number): number {
    const time = new CheckTime();
    let count = 0;
    for (let index = 0; index < works; index += 1) {
      time.spend(() => {
        count += 1;
        now += 1;
      });
      now += pause;
    }
    return count;
  }

  it('is enough for each message of a stream that leaves time', () => {
    expect(done(1000, 20)).toBe(1000);
  });

  it('is enough for each of a short burst', () => {
    expect(done(50, 0)).toBe(50);
  });

  it('is a twentieth of what a flood takes', () => {
    const works = done(100_000, 0.1);
    expect(works).toBeGreaterThan(now / 25);
    expect(works).toBeLessThan(now / 15);
  });
});
