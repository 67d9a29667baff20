import { expect, it } from 'vitest';
import type { CallEvent } from '../call-event.ts';
import { Tally } from './tally.ts';

const payload = Buffer.from('abc');
const events: readonly CallEvent[] = [
  { type: 'start', at: 0, method: 'a.B/C', target: 't', metadata: [] },
  { type: 'connected', at: 3, ms: { name: 1, total: 3 }, request: [[':path', '/a.B/C']] },
  { type: 'sent', at: 4, index: 1, payload },
  { type: 'connected', at: 5, ms: {} },
  { type: 'sent', at: 6, index: 2, payload },
  { type: 'headers', at: 7, metadata: [['x', 'y']] },
  { type: 'received', at: 8, index: 1, payload },
  { type: 'received', at: 9, index: 2, payload },
  { type: 'received', at: 9, index: 3, payload },
  { type: 'end', at: 10, code: 0, status: 'OK', message: '', details: [], trailers: [] },
];
const totals = {
  sent: 2,
  received: 3,
  bytesSent: 6,
  bytesReceived: 9,
  elapsed: 10,
  request: [[':path', '/a.B/C']],
  headers: [['x', 'y']],
  end: { code: 0, status: 'OK', message: '', details: [], trailers: [] },
  timing: {
    steps: { name: 1, total: 3 },
    connected: 3,
    sent: 4,
    headers: 7,
    received: 8,
    lastReceived: 9,
  },
};

it('counts what came, and holds when each thing happened first and the last message', () => {
  const tally = new Tally();
  for (const event of events) tally.add(event);
  expect(tally.totals).toEqual(totals);
});

it('goes on from what was counted before, wherever that ended', () => {
  for (let cut = 0; cut <= events.length; cut += 1) {
    const before = new Tally();
    for (const event of events.slice(0, cut)) before.add(event);
    const after = new Tally(before.totals);
    for (const event of events.slice(cut)) after.add(event);
    expect(after.totals).toEqual(totals);
  }
});

it('has no steps of a connection that stood before the call', () => {
  const tally = new Tally();
  tally.add({ type: 'connected', at: 1, ms: { name: 2, connect: 3 }, reused: true });
  expect(tally.totals.timing).toEqual({ steps: {}, connected: 1 });
});
