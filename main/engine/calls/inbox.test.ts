import { afterEach, describe, expect, it } from 'vitest';
import type { Call } from '../index.ts';
import { failingCall, watch } from '../testing/failing-call.ts';
import { answerWith, frame, startRawServer } from '../testing/raw-server.ts';
import { quietEngine } from '../testing/recorded-call.ts';
import { sampleSet } from '../testing/sources.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** So many ticks, whose sequences count them, in one piece, and more behind them. */
async function serveTicks(count: number, ...more: readonly Buffer[]) {
  const ticks = Array.from({ length: count }, (_, at) => {
    const tick = Buffer.alloc(50);
    // The sequence, and a field that nobody defines.
    tick.set([0x09, 0, 0, 0, 0, 0, 0, 0, 0, 0xfa, 0x07, 38]);
    tick.writeUInt32LE(at + 1, 1);
    return frame(tick);
  });
  const body = Buffer.concat([...ticks, ...more]);
  const server = await startRawServer((stream) => answerWith(stream, body, { 'grpc-status': '0' }));
  closing.push(() => server.close());
  return server;
}

describe('messages that come together', () => {
  it.each([undefined, 120, 50])('are received one by one, with at most %s bytes', async (most) => {
    const server = await serveTicks(2000);
    const options = most === undefined ? {} : { maxReceiveBytes: most };
    const { events, end } = await failingCall(
      { target: { address: server.address }, method: watch, options },
      server,
    );
    expect(end).toMatchObject({ code: 0 });
    const received = events.filter((event) => event.type === 'received');
    expect(received).toHaveLength(2000);
    for (const [at, event] of received.entries())
      expect(event).toMatchObject({
        index: at + 1,
        bytes: 50,
        wireBytes: 50,
        message: { sequence: String(at + 1) },
      });
  });

  it('go on in time, whatever is told between them', async () => {
    const broken = Array.from({ length: 500 }, () => frame(Buffer.from([0x08])));
    const server = await serveTicks(500, ...broken);
    const { events } = await failingCall(
      { target: { address: server.address }, method: watch, options: {} },
      server,
    );
    expect(events.filter(({ type }) => type === 'warning').length).toBeGreaterThan(400);
    const times = events.map(({ at }) => at);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  it('do not hide one that is larger than may be received', async () => {
    const server = await serveTicks(0, frame(Buffer.alloc(2)), frame(Buffer.alloc(121)));
    const { end } = await failingCall(
      { target: { address: server.address }, method: watch, options: { maxReceiveBytes: 120 } },
      server,
    );
    expect(end).toMatchObject({ code: 8 });
    expect(end.message).toContain('is 121 bytes by its prefix, more than the 120 bytes');
  });

  it('are not told behind the cancelling', async () => {
    const server = await serveTicks(2000);
    const engine = quietEngine();
    closing.push(() => engine.close());
    const told: string[] = [];
    const call: Call = await engine.call(
      {
        schema: { target: { address: server.address }, sources: sampleSet },
        method: watch,
        message: '{}',
        metadata: [],
        deadline: '',
      },
      (event) => {
        told.push(event.type);
        if (event.type === 'received' && event.index === 7) call.cancel();
      },
    );
    expect(await call.ended).toMatchObject({ code: 1 });
    expect(told.slice(-4)).toEqual(['received', 'received', 'cancel', 'end']);
    expect(told.filter((type) => type === 'received')).toHaveLength(7);
  });
});
