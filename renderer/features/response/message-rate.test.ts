import { expect, test } from 'vitest';
import { messageRate, type Progress, withProgress } from './message-rate.ts';

/** A stream that is looked at 15 times a second. */
function watched(messagesAt: (at: number) => number, from: number, to: number) {
  let seen: readonly Progress[] = [];
  for (let at = from; at <= to; at += 66)
    seen = withProgress(seen, { at, messages: messagesAt(at) });
  return seen;
}

test('a steady stream has its rate, from the start on and from the middle', () => {
  const steady = (at: number) => Math.floor(at * 8.2);
  expect(messageRate(watched(steady, 0, 330), 330)).toBeCloseTo(8200, -2);
  expect(messageRate(watched(steady, 0, 5000), 5000)).toBeCloseTo(8200, -3);
  // A tab that is opened again in mid-stream has not seen the beginning.
  expect(messageRate(watched(steady, 60_000, 60_660), 60_660)).toBeCloseTo(8200, -2);
});

test('a stream that stops comes down to nothing within a second, without news', () => {
  const seen = watched((at) => at, 0, 3000);
  expect(messageRate(seen, 3500)).toBeLessThan(700);
  expect(messageRate(seen, 4100)).toBe(0);
});

test('a message after a long quiet counts as one in the last second', () => {
  const seen = withProgress([{ at: 0, messages: 4 }], { at: 60_000, messages: 5 });
  expect(messageRate(seen, 60_000)).toBe(1);
  expect(messageRate(seen, 60_900)).toBe(1);
});

test('one message at the very start is no flood', () => {
  expect(
    messageRate(
      [
        { at: 0, messages: 0 },
        { at: 1, messages: 1 },
      ],
      1,
    ),
  ).toBe(5);
  expect(messageRate([], 100)).toBe(0);
});

test('holds no more than it needs', () => {
  expect(watched((at) => at, 0, 60_000).length).toBeLessThan(20);
});
