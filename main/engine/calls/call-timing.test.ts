import { expect, it } from 'vitest';
import { noTiming, timed } from './call-timing.ts';

it('holds when each thing happened first, and the last message', () => {
  const events = [
    { type: 'start', at: 0 },
    { type: 'connected', at: 3, ms: { name: 1, total: 3 } },
    { type: 'sent', at: 4 },
    { type: 'connected', at: 5, ms: {} },
    { type: 'sent', at: 6 },
    { type: 'headers', at: 7 },
    { type: 'received', at: 8 },
    { type: 'received', at: 9 },
    { type: 'end', at: 10 },
  ] as const;
  expect(events.reduce(timed, noTiming)).toEqual({
    steps: { name: 1, total: 3 },
    connected: 3,
    sent: 4,
    headers: 7,
    received: 8,
    lastReceived: 9,
  });
});

it('has no steps of a connection that stood before the call', () => {
  const events = [
    { type: 'start', at: 0 },
    { type: 'connected', at: 1, ms: { name: 2, connect: 3 }, reused: true },
  ] as const;
  expect(events.reduce(timed, noTiming)).toEqual({ steps: {}, connected: 1 });
});
