import { expect, test } from 'vitest';
import { countsText, pastCallName, whenText } from './past-call-text.ts';

const now = new Date(2026, 10, 26, 14, 20, 35).getTime();

test.each([
  [new Date(2026, 10, 26, 3, 5, 9), '03:05:09'],
  [new Date(2026, 10, 25, 23, 59, 59), '25 Nov 23:59'],
  [new Date(2025, 10, 26, 14, 20, 35), '26 Nov 2025'],
])('%s is told as %s', (at, text) => {
  expect(whenText(at.getTime(), now)).toBe(text);
});

const call = {
  method: 'greeter.v1.Greeter/SayHello',
  target: 'grpc://localhost:50051',
  sent: 1,
  received: 41_233,
  bytesSent: 3,
  bytesReceived: 5,
  events: 4,
  elapsed: 12.34,
  status: 'OK',
  code: 0,
  isRunning: false,
};

test('what a call came to is told in a line, and in its name', () => {
  expect(countsText(call, 'server-streaming')).toBe('12.3 ms · ▲1 ▼41\u202f233');
  expect(countsText(call, 'unary')).toBe('12.3 ms');
  expect(pastCallName({ callId: 'c', startedAt: now, bytes: 9, call }, now)).toBe(
    'SayHello, OK 0, greeter.v1.Greeter/SayHello at grpc://localhost:50051, 1 message sent, 41233 received, 12.3 ms, 14:20:35',
  );
  const titled = { ...call, title: 'hello to all' };
  expect(pastCallName({ callId: 'c', startedAt: now, bytes: 9, call: titled }, now)).toMatch(
    /^SayHello, OK 0, hello to all, /,
  );
  const short = { ...call, cutOff: 'What follows is not kept: the disk is full' };
  expect(pastCallName({ callId: 'c', startedAt: now, bytes: 9, call: short }, now)).toContain(
    'SayHello, OK 0, not all kept, greeter',
  );
  expect(pastCallName({ callId: 'c', startedAt: now, bytes: 0, call: short }, now)).toContain(
    'SayHello, OK 0, not kept, greeter',
  );
  expect(pastCallName({ callId: 'c', startedAt: now, bytes: 9, fault: 'cut' }, now)).toBe(
    'Unreadable call, 14:20:35: cut',
  );
});
