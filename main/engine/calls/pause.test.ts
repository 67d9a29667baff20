import { once } from 'node:events';
import type { ServerHttp2Stream } from 'node:http2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Engine } from '../index.ts';
import { type HeldCalls, holdCalls } from '../testing/held-calls.ts';
import { frame, type RawServer, startRawServer } from '../testing/raw-server.ts';
import { quietEngine } from '../testing/recorded-call.ts';
import { sampleSet } from '../testing/sources.ts';
import { Brake } from './brake.ts';

const MB = 1024 * 1024;
/** Of HTTP/2 for one stream. */
const window = MB;
/** Unknown bytes to whoever receives them; many in one write. */
const message = frame(Buffer.concat([Buffer.from([0xfa, 0x07, 0xff, 0x07]), Buffer.alloc(1023)]));
const batch = Buffer.concat(Array(64).fill(message));
const total = 64 * MB;

describe('a call that is paused', () => {
  let engine: Engine;
  let server: RawServer;
  let held: HeldCalls;
  /** Bytes that HTTP/2 has taken from the server. */
  let taken = 0;

  async function flood(stream: ServerHttp2Stream): Promise<void> {
    stream.respond({ 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    for (; taken < total && !stream.destroyed; taken += batch.length)
      if (!stream.write(batch)) await once(stream, 'drain');
    stream.end();
  }
  beforeEach(async () => {
    taken = 0;
    engine = quietEngine();
    server = await startRawServer((stream) => void flood(stream).catch(() => {}));
    held = holdCalls(engine);
    await held.start('flood', {
      schema: { target: { address: server.address }, sources: sampleSet },
      method: 'sample.market.v1.Market/Watch',
      message: '{}',
    });
    await held.until('flood', ({ received }) => received > 0);
  });
  afterEach(async () => {
    await engine.close();
    server.close();
  });

  /** Resolves when the server has come no further for a while; it never will when it is held back. */
  async function stuck(): Promise<void> {
    let before = -1;
    await vi.waitFor(
      () => {
        const isSame = before === taken;
        before = taken;
        expect(isSame).toBe(true);
      },
      { timeout: 10_000, interval: 300 },
    );
  }
  const receivedBytes = () => held.calls.get('flood').summary().received * message.length;

  it('holds the server back within a window of flow control, and loses nothing', async () => {
    const call = held.calls.get('flood');
    call.pause(true);
    const { received } = call.summary();
    await stuck();
    expect(taken).toBeLessThan(total);
    // What the sockets and the server's own buffer hold besides.
    expect(taken - receivedBytes()).toBeLessThan(window + 2 * MB);
    expect(call.summary()).toMatchObject({ paused: 'asked', phase: 'streaming' });
    // What had been asked for: a message, or a run of small ones.
    expect(call.summary().received - received).toBeLessThanOrEqual((64 * 1024) / message.length);
    await held.until('flood', ({ paused }) => paused === 'asked');

    call.pause(false);
    const { summary } = await held.until('flood', ({ phase }) => phase === 'ended');
    expect(summary).toMatchObject({ received: taken / message.length, end: { code: 0 } });
    expect(summary).not.toHaveProperty('paused');
  });

  it('can be cancelled', async () => {
    const call = held.calls.get('flood');
    call.pause(true);
    await stuck();
    call.call.cancel();
    const { summary } = await held.until('flood', ({ phase }) => phase === 'ended');
    expect(summary).toMatchObject({ end: { code: 1 } });
    expect(summary).not.toHaveProperty('paused');
  });
});

it('a brake holds while there is any reason', () => {
  const did: string[] = [];
  const call = { pause: () => did.push('pause'), resume: () => did.push('resume') };
  const brake = new Brake(() => call);
  brake.set('disk', false);
  brake.set('asked', true);
  brake.set('disk', true);
  brake.set('asked', false);
  expect([did, brake.reason]).toEqual([['pause'], 'disk']);
  brake.set('disk', false);
  expect([did, brake.reason]).toEqual([['pause', 'resume'], undefined]);
});
