import { once } from 'node:events';
import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, test } from 'vitest';
import { type Message, SampleClient, take } from './sample-client.ts';
import { type SampleServer, startSampleServer } from './start-sample-server.ts';

const WATCH = 'sample.market.v1.Market/Watch';

describe.each([
  ['plaintext', false],
  ['TLS', true],
])('Market over %s', (_name, tls) => {
  let server: SampleServer;
  let client: SampleClient;
  let stopped: Promise<number>;

  const start = async () => {
    const { promise, resolve } = deferred<number>();
    stopped = promise;
    server = await startSampleServer({ tls, onWatchStopped: resolve });
    client = new SampleClient(server);
  };
  afterEach(async () => {
    client.close();
    await server.close();
  });

  test('sends as many messages of the size that was asked for', async () => {
    await start();
    const watch = { symbol: 'ACME', count: 3, payloadBytes: 1_048_576 };
    const ticks = await all(client.serverStream(WATCH, watch));
    expect(ticks.map((tick) => [String(tick['sequence']), tick['symbol']])).toEqual([
      ['1', 'ACME'],
      ['2', 'ACME'],
      ['3', 'ACME'],
    ]);
    for (const tick of ticks) expect((tick['payload'] as Buffer).length).toBe(1_048_576);
  });

  test('equal requests see equal prices', async () => {
    await start();
    const prices = async (symbol: string) =>
      (await all(client.serverStream(WATCH, { symbol, count: 5 }))).map((tick) => tick['price']);
    const first = await prices('ACME');
    expect(await prices('ACME')).toEqual(first);
    expect(await prices('OTHER')).not.toEqual(first);
  });

  test('a flood of 100,000 messages arrives in order', async () => {
    await start();
    const call = client.serverStream(WATCH, { symbol: 'ACME', count: 100_000, payloadBytes: 1 });
    let expected = 0;
    let misplaced = 0;
    call.on('data', (tick: Message) => {
      expected += 1;
      if (Number(tick['sequence']) !== expected) misplaced += 1;
    });
    await once(call, 'end');
    expect({ expected, misplaced }).toEqual({ expected: 100_000, misplaced: 0 });
    expect(await stopped).toBe(100_000);
  });

  test('cancelling stops an endless stream, fast or slow', async () => {
    await start();
    const call = client.serverStream(WATCH, { symbol: 'ACME', rate: 200 });
    call.on('error', () => undefined);
    await take(call, 3);
    call.cancel();
    expect(await stopped).toBeGreaterThanOrEqual(3);
  });

  test('a client that does not read holds an endless flood back', async () => {
    await start();
    const call = client.serverStream(WATCH, { symbol: 'ACME', payloadBytes: 100_000 });
    call.on('error', () => undefined);
    await take(call, 1);
    call.pause();
    // Other calls on the same connection are answered, so the flood does not hold the server.
    for (let i = 0; i < 50; i += 1) await client.unary('sample.greeter.v1.Greeter/SayHello', {});
    call.cancel();
    // What fits the windows of HTTP/2 and the buffers on both sides is far from 50 MB.
    expect(await stopped).toBeLessThan(500);
  });

  test.each([
    ['rate', { rate: -1 }],
    ['rate', { rate: Number.NaN }],
    ['payload_bytes', { payloadBytes: 1_048_577 }],
  ])('refuses an impossible %s', async (field, request) => {
    await start();
    const call = client.serverStream(WATCH, request);
    call.resume();
    const [error] = await once(call, 'error');
    expect(error).toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringContaining(field),
    });
  });
});

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

async function all(stream: AsyncIterable<Message>): Promise<Message[]> {
  const messages: Message[] = [];
  for await (const message of stream) messages.push(message);
  return messages;
}
