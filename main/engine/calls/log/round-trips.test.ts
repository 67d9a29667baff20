import { expect, it } from 'vitest';
import { RoundTripTimes } from './round-trips.ts';

/** Each message is answered after the time, the next is sent then. */
function pingPong(times: readonly number[]): RoundTripTimes {
  const trips = new RoundTripTimes();
  let at = 0;
  for (const ms of times) {
    trips.sent(at);
    at += ms;
    trips.received(at);
  }
  return trips;
}

it('tells percentiles within a hundredth, and the longest exactly', () => {
  const times = Array.from({ length: 1000 }, (_, place) => ((place * 7) % 1000) + 1);
  const { summary } = pingPong(times);
  if (summary?.isPaired !== true) throw new Error('they do not pair up');
  expect([summary.count, summary.max]).toEqual([1000, 1000]);
  for (const [told, known] of [
    [summary.p50, 500],
    [summary.p90, 900],
    [summary.p99, 990],
  ] as const)
    expect(Math.abs(told / known - 1)).toBeLessThan(0.011);
});

it('is never beyond the longest, and takes the shortest and the longest there are', () => {
  expect(pingPong([2]).summary).toEqual({
    isPaired: true,
    count: 1,
    p50: 2,
    p90: 2,
    p99: 2,
    max: 2,
  });
  expect(pingPong([0, 0]).summary).toMatchObject({ count: 2, max: 0, p99: 0 });
  const day = 86_400_000;
  expect(pingPong([1, day]).summary).toMatchObject({ count: 2, max: day });
});

it('pairs messages that were sent ahead with their answers in order', () => {
  const trips = new RoundTripTimes();
  expect(trips.summary).toBeUndefined();
  for (const at of [0, 10, 20]) trips.sent(at);
  expect(trips.summary).toBeUndefined();
  for (const at of [100, 110, 120]) trips.received(at);
  trips.sent(200);
  expect(trips.summary).toMatchObject({ isPaired: true, count: 3, max: 100 });
});

it('says when they do not pair up, and stays with that', () => {
  const early = pingPong([5]);
  early.received(7);
  early.sent(8);
  early.received(9);
  expect(early.summary).toEqual({ isPaired: false, why: 'Received 2 came before Sent 2' });
  const many = new RoundTripTimes();
  for (let at = 0; at <= 4096; at += 1) many.sent(at);
  expect(many.summary).toMatchObject({ why: 'more than 4096 sent messages waited for an answer' });
});
