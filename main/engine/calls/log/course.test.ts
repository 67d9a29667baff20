import { expect, it } from 'vitest';
import type { CallEvent } from '../call-event.ts';
import { CallLog } from './call-log.ts';
import { courseOf } from './course.ts';
import { Tally } from './tally.ts';

/** A call of so many messages; every tenth is sent, and those of the second half are three times as large. */
function logOf(messages: number) {
  const log = new CallLog(256 * 1024 * 1024);
  const tally = new Tally();
  const take = (event: CallEvent) => {
    log.append(event);
    tally.add(event);
  };
  take({ at: 0, type: 'start', method: 'a.B/C', target: 't', metadata: [] });
  take({ at: 1, type: 'connected', ms: {} });
  let [sent, received] = [0, 0];
  for (let number = 1; number <= messages; number += 1) {
    const isSent = number % 10 === 1;
    const payload = Buffer.alloc(number > messages / 2 ? 30 : 10);
    const index = isSent ? ++sent : ++received;
    take({ at: 1 + number, type: isSent ? 'sent' : 'received', index, payload });
  }
  take({
    at: messages + 2,
    type: 'end',
    code: 0,
    status: 'OK',
    message: '',
    details: [],
    trailers: [],
  });
  return { log, totals: tally.totals };
}

it.each([2000, 5000, 100_000 - 3])('of %i messages each is counted', async (messages) => {
  const { log, totals } = logOf(messages);
  const samples = await courseOf(log, totals);
  expect(samples.length).toBeLessThanOrEqual(600);
  expect(samples.length).toBeGreaterThan(Math.min(messages / 110, 300));
  for (const { at, sent, received, bytesSent, bytesReceived } of samples) {
    // Message N came at N + 1; what came at the sample's own time comes after it, but at the end.
    const gone = Math.min(messages, Math.max(0, Math.ceil(at) - 2));
    expect([sent, sent + received]).toEqual([Math.ceil(gone / 10), gone]);
    const large = Math.max(0, gone - Math.floor(messages / 2));
    expect(bytesSent + bytesReceived).toBe(gone * 10 + large * 20);
  }
});

it('what comes in bursts, and the silence between them, is no more than it was', async () => {
  const log = new CallLog(64 * 1024 * 1024);
  const tally = new Tally();
  for (let index = 1; index <= 3000; index += 1) {
    // A hundred at a time, ten times a second; nothing from the second second to the tenth.
    const burst = Math.floor((index - 1) / 100);
    const at = burst * 100 + (burst >= 20 ? 8000 : 0) + 50 + (index % 100) / 1000;
    const event = { at, type: 'received', index, payload: Buffer.alloc(1) } as const;
    log.append(event);
    tally.add(event);
  }
  const samples = await courseOf(log, tally.totals);
  const rates = samples.slice(1).map(({ at, received }, place) => {
    const before = samples[place] ?? { at: 0, received: 0 };
    return ((received - before.received) * 1000) / (at - before.at);
  });
  expect(Math.max(...rates)).toBeLessThan(2001);
  const silent = samples.flatMap(({ at }, place) => (rates[place - 1] === 0 ? [at] : []));
  expect(silent).toEqual([10_000]);
});

it('of very many some are looked at, which comes close', async () => {
  const messages = 400_000;
  const { log, totals } = logOf(messages);
  const samples = await courseOf(log, totals);
  expect(samples.length).toBeGreaterThan(290);
  expect(samples.length).toBeLessThanOrEqual(602);
  expect(samples.at(-1)).toMatchObject({
    sent: totals.sent,
    received: totals.received,
    bytesReceived: totals.bytesReceived,
  });
  for (const { at, sent, received, bytesSent, bytesReceived } of samples.slice(1)) {
    const gone = Math.min(messages, Math.max(0, Math.round(at) - 1));
    expect(Math.abs(sent + received - gone)).toBeLessThanOrEqual(1);
    expect(Math.abs(sent - gone / 10)).toBeLessThanOrEqual(2);
    const large = Math.max(0, gone - messages / 2);
    const bytes = gone * 10 + large * 20;
    expect(Math.abs(bytesSent + bytesReceived - bytes)).toBeLessThan(totals.bytesReceived / 100);
  }
});

it('of a call that never began there is a beginning and an end', async () => {
  const { log, totals } = logOf(0);
  const samples = await courseOf(log, totals);
  expect(samples.at(-1)).toEqual({ at: 2, sent: 0, received: 0, bytesSent: 0, bytesReceived: 0 });
});
