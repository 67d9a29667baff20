import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '#engine';
import { builtThread } from '#engine/testing/built-thread.ts';
import { type HeldCalls, holdCalls } from '#engine/testing/held-calls.ts';
import { sampleSet } from '#engine/testing/sources.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';

const code = await builtThread('calls/decoder');
const threads: Worker[] = [];
const engine = createEngine({
  cwd: '/',
  onConnection: () => {},
  startDecoder() {
    const thread = new Worker(code, { eval: true });
    threads.push(thread);
    return thread;
  },
});
let server: SampleServer;
let held: HeldCalls;
beforeAll(async () => {
  server = await startSampleServer();
  held = holdCalls(engine);
});
afterAll(async () => {
  await engine.close();
  await server.close();
});

const watch = (callId: string, request: object) =>
  held.start(callId, {
    schema: { target: { address: server.address }, sources: sampleSet },
    method: 'sample.market.v1.Market/Watch',
    message: JSON.stringify(request),
  });
const filter = { fields: [{ path: 'sequence', comparison: '>=', value: '0' }] } as const;

describe('a thread that decodes timelines', () => {
  it('finds, in pieces, what there is, in messages of every size', async () => {
    for (const [callId, count, payloadBytes] of [
      ['small', 10_000, 0],
      ['large', 20, 1_000_000],
    ] as const) {
      await watch(callId, { count, payloadBytes });
      await held.calls.filters.begin({ callId, filterId: callId, filter });
      const { matches } = await held.untilFound(callId, ({ isDone }) => isDone);
      expect(matches).toBe(count);
      const rows = await held.calls.filters.rows({ callId, filterId: callId, from: 5, count: 10 });
      expect(rows.map(({ index }) => index)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    }
    expect(threads).toHaveLength(1);
  });

  it('tells that it is gone, and the next filter has another', async () => {
    await watch('gone', { rate: 50 });
    await held.calls.filters.begin({ callId: 'gone', filterId: 'first', filter });
    await held.untilFound('first', ({ matches }) => matches > 0);
    await threads.at(-1)?.terminate();
    const { fault } = await held.untilFound('first', (news) => news.fault !== undefined);
    expect(fault).toBe('Decoding the messages failed: it ended by itself. Try again');
    await held.calls.filters.begin({ callId: 'gone', filterId: 'second', filter });
    await held.untilFound('second', ({ matches }) => matches > 10);
    expect(threads).toHaveLength(2);
    held.calls.release('gone');
  });
});
