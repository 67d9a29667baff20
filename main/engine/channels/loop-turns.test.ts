import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { inLoopTurn } from './loop-turns.ts';

let now = 0;
const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
afterAll(() => clock.mockRestore());
beforeEach(() => turn());

/** Takes in so many messages, each when the one before is done, of so many milliseconds each. */
function takeIn(messages: number, ms: number): { readonly taken: number } {
  const seen = { taken: 0 };
  const next = () => {
    if (seen.taken === messages) return;
    seen.taken += 1;
    now += ms;
    inLoopTurn(next);
  };
  inLoopTurn(next);
  return seen;
}

it('few messages are taken in at once', () => {
  expect(takeIn(100, 0.01)).toEqual({ taken: 100 });
});

it('a flood leaves the loop to others, and goes on in the next turns', async () => {
  const flood = takeIn(1000, 0.5);
  const first = flood.taken;
  expect(first).toBeGreaterThan(10);
  expect(first).toBeLessThan(30);
  const other = takeIn(1, 0);
  await turn();
  // Another stream has its turn too.
  expect(other.taken).toBe(1);
  expect(flood.taken).toBeGreaterThan(first);
  expect(flood.taken).toBeLessThan(80);
  await vi.waitFor(() => expect(flood.taken).toBe(1000));
});
