import { expect, it } from 'vitest';
import { Rhythm } from './rhythm.ts';

const dues = (rhythm: Rhythm, times: readonly number[]) => times.map((at) => rhythm.next(at));
const random = (values: readonly number[]) => {
  const left = [...values];
  return () => left.shift() ?? 0.5;
};

it('keeps the times between messages that a past call had, at its speed or another', () => {
  expect(dues(new Rhythm({ kind: 'recorded', speed: 1 }), [500, 510, 510, 900])).toEqual([
    0, 10, 10, 400,
  ]);
  expect(dues(new Rhythm({ kind: 'recorded', speed: 4 }), [500, 540, 900])).toEqual([0, 10, 100]);
  expect(dues(new Rhythm({ kind: 'recorded', speed: 0.1 }), [500, 540])).toEqual([0, 400]);
});

it('begins another round of a past call as its last message followed the one before', () => {
  const rhythm = new Rhythm({ kind: 'recorded', speed: 2 });
  expect(dues(rhythm, [500, 520, 540, 500, 520, 540])).toEqual([0, 10, 20, 30, 40, 50]);
});

it('is the same interval each time, longer or shorter by the jitter, from which nothing adds up', () => {
  expect(dues(new Rhythm({ kind: 'interval', ms: 100, jitter: 0 }), [0, 0, 0])).toEqual([
    0, 100, 200,
  ]);
  const jittered = new Rhythm({ kind: 'interval', ms: 100, jitter: 0.2 }, random([0, 1, 0.5]));
  expect(dues(jittered, [0, 0, 0, 0])).toEqual([0, 80, 200, 300]);
  // With all of it a time may be none, and never less.
  const most = new Rhythm({ kind: 'interval', ms: 100, jitter: 1 }, random([0, 1]));
  expect(dues(most, [0, 0, 0])).toEqual([0, 0, 200]);
});

it('is due at once where messages go as fast as they can', () => {
  expect(dues(new Rhythm({ kind: 'fast' }), [500, 9000, 1])).toEqual([0, 0, 0]);
});
