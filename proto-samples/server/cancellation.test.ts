import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { cancellation, wait } from './cancellation.ts';

const call = () => Object.assign(new EventEmitter(), { cancelled: false });

test('waiting ends at once when the call is cancelled', async () => {
  const running = call();
  const waiting = wait(3_600_000, cancellation(running));
  running.emit('cancelled');
  expect(await waiting).toBe(false);
});

test('waiting for a call that was cancelled before does not begin', async () => {
  const over = Object.assign(call(), { cancelled: true });
  expect(await wait(3_600_000, cancellation(over))).toBe(false);
});

test('waiting ends by itself otherwise', async () => {
  expect(await wait(1, cancellation(call()))).toBe(true);
});
