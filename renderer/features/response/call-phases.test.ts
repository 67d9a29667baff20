import { expect, test } from 'vitest';
import { callPhases } from './call-phases.ts';

const told = (call: Parameters<typeof callPhases>[0]) =>
  callPhases(call).map(({ label, from, to }) => `${label} ${from}-${to}`);

test('a call that had to connect', () => {
  const timing = {
    steps: { name: 1, connect: 2, tls: 4, total: 8 },
    connected: 9,
    sent: 9,
    headers: 20,
    received: 21,
    lastReceived: 30,
  };
  expect(told({ timing, elapsed: 31, phase: 'ended' })).toEqual([
    'Connecting 0-9',
    'Name look-up 0-1',
    'TCP connection 1-3',
    'TLS 3-7',
    'To the headers 9-20',
    'To the first message 20-21',
    'To the last message 21-30',
    'To the end 30-31',
  ]);
});

test('one over a connection that stood, with one message', () => {
  const timing = { steps: {}, connected: 1, headers: 5, received: 6, lastReceived: 6 };
  expect(told({ timing, elapsed: 7, phase: 'streaming' })).toEqual([
    'Connected already 0-1',
    'To the headers 1-5',
    'To the first message 5-6',
    'So far 6-7',
  ]);
});

test('one that never got anywhere, and one that answered with trailers alone', () => {
  expect(told({ timing: { steps: {} }, elapsed: 4, phase: 'connecting' })).toEqual([
    'Connecting 0-4',
  ]);
  const timing = { steps: {}, connected: 1 };
  expect(told({ timing, elapsed: 3, phase: 'ended' })).toEqual([
    'Connected already 0-1',
    'To the end 1-3',
  ]);
});
