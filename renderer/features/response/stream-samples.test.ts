import { expect, test } from 'vitest';
import { mostCourseSamples } from '#app/contract/calls.ts';
import { fakeSummary } from '#renderer/bridge/fake-answers.ts';
import { course, noSamples, type StreamSamples, withSample } from './stream-samples.ts';

/** A stream that is told every 70 ms and receives seven messages of ten bytes in each. */
function watched(times: number): StreamSamples {
  let samples = noSamples;
  for (let time = 0; time < times; time += 1) {
    const received = time * 7;
    const told = { elapsed: time * 70, received, bytesReceived: received * 10 };
    samples = withSample(samples, fakeSummary('c', told));
  }
  return samples;
}

test('are few, evenly apart, from the first to the newest, however long the stream', () => {
  const { samples, spacing } = watched(100_000);
  expect(samples.length).toBeLessThanOrEqual(mostCourseSamples);
  expect(samples.length).toBeGreaterThan(mostCourseSamples / 3);
  expect(samples[0]?.at).toBe(0);
  expect(samples.at(-1)?.at).toBe(99_999 * 70);
  const steps = samples.slice(1, -1).map(({ at }, place) => at - (samples[place]?.at ?? 0));
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(spacing / 2);
  expect(Math.max(...steps)).toBeLessThanOrEqual(spacing * 2 + 140);
});

test('tell rate, size and gap as they were, at any spacing', () => {
  for (const times of [50, 5_000]) {
    const { samples } = watched(times);
    for (const rate of course(samples, 'received', 'rate')) expect(rate).toBeCloseTo(100);
    for (const size of course(samples, 'received', 'size')) expect(size).toBe(10);
    for (const gap of course(samples, 'received', 'gap')) expect(gap).toBeCloseTo(10);
    expect(new Set(course(samples, 'sent', 'gap'))).toEqual(new Set([null]));
  }
});

/** A message of a stream at each of these times. */
function received(times: readonly number[]): StreamSamples {
  return times.reduce(
    (samples, elapsed, place) =>
      withSample(samples, fakeSummary('c', { elapsed, received: place, bytesReceived: place })),
    noSamples,
  );
}

test('a silence is silence, and what comes after it no slope; a slow stream is only slow', () => {
  const paused = received([0, 100, 200, 300, 400, 2400, 2500, 2600]);
  const rates = course(paused.samples, 'received', 'rate');
  expect(paused.samples.map(({ at }) => at)).toContain(2300);
  expect(rates[paused.samples.findIndex(({ at }) => at === 2300) - 1]).toBe(0);
  expect(rates.filter((rate) => rate === 10)).toHaveLength(rates.length - 1);
  const slow = received([0, 100, 200, 1200, 2200, 3200]);
  expect(course(slow.samples, 'received', 'rate')).toEqual([10, 10, 0, 10, 1, 1]);
});

test('news that is older changes nothing', () => {
  const samples = watched(10);
  expect(withSample(samples, fakeSummary('c', { elapsed: 3 })).samples).toBe(samples.samples);
});

test('a silence is time between messages', () => {
  const at = (ms: number, received: number) => {
    return { at: ms, received, sent: 0, bytesSent: 0, bytesReceived: received };
  };
  const samples = [at(0, 0), at(100, 10), at(2500, 10), at(2600, 11), at(3000, 11)];
  expect(course(samples, 'received', 'gap')).toEqual([10, 2500, 2500, null]);
});
