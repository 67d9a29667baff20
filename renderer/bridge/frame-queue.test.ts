// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FrameQueue } from './frame-queue.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

test('what comes alone is done at once, what follows with the next frame, all together and in order', () => {
  const queue = new FrameQueue();
  const done: number[] = [];
  for (const number of [1, 2, 3]) queue.add(() => done.push(number));
  expect(done).toEqual([1]);
  vi.advanceTimersToNextFrame();
  expect(done).toEqual([1, 2, 3]);
  queue.add(() => done.push(4));
  expect(done).toEqual([1, 2, 3]);
  vi.advanceTimersToNextFrame();
  expect(done).toEqual([1, 2, 3, 4]);
  vi.advanceTimersToNextFrame();
  queue.add(() => done.push(5));
  expect(done).toEqual([1, 2, 3, 4, 5]);
});

test('what must not be overtaken is done before', () => {
  const queue = new FrameQueue();
  const done: number[] = [];
  for (const number of [1, 2]) queue.add(() => done.push(number));
  queue.flush();
  expect(done).toEqual([1, 2]);
});

test('all of it is done without frames', () => {
  vi.stubGlobal('requestAnimationFrame', () => 1);
  const queue = new FrameQueue();
  const done: number[] = [];
  for (const number of [1, 2]) queue.add(() => done.push(number));
  vi.advanceTimersByTime(1000);
  expect(done).toEqual([1, 2]);
  vi.unstubAllGlobals();
});
