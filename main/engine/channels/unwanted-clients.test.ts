import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CallEnd } from '#app/contract/calls.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import type { Engine } from '../index.ts';
import { greet } from '../testing/failing-call.ts';
import { startHttpProxy } from '../testing/proxies.ts';
import { answerWith, frame, type RawServer, startRawServer } from '../testing/raw-server.ts';
import { quietEngine, record } from '../testing/recorded-call.ts';
import { sampleSet } from '../testing/sources.ts';

/** What was under way comes to its end. */
const underWayMs = 500;
/** grpc-js would dial again within this time. */
const longestPauseMs = 2500;

let engine: Engine;
const open: { close(): unknown }[] = [];
beforeEach(() => {
  engine = quietEngine();
});
afterEach(async () => {
  await engine.close();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function started(port = 0): Promise<RawServer & { dialled: number }> {
  const server: RawServer & { dialled: number } = Object.assign(
    await startRawServer(
      (stream) => answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' }),
      { listen: { host: '127.0.0.1', port }, onSession: () => (server.dialled += 1) },
    ),
    { dialled: 0 },
  );
  open.push(server);
  return server;
}

async function ended(address: string, options: TransportOptions, deadline = ''): Promise<CallEnd> {
  const schema = { target: { address }, sources: sampleSet };
  const composed = { schema, method: greet, message: '{}', options, deadline };
  return (await record(engine, composed)).call.ended;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What was under way comes to its end; whoever goes on dialling is never quiet for so long. */
async function quiet(dialled: () => number): Promise<void> {
  for (let patience = 5; patience > 0; patience -= 1) {
    const before = dialled();
    await pause(longestPauseMs);
    if (dialled() === before) return;
  }
  throw new Error('There is no end of dialling');
}

it('dials no more when the call that wanted the connection has ended', async () => {
  const proxy = await startHttpProxy({ login: 'ada:s3cret' });
  open.push(proxy);
  const refused = { proxy: `http://127.0.0.1:${proxy.port}` };
  expect(await ended('127.0.0.1:1', refused)).toMatchObject({ code: 14 });
  const patient = { ...refused, waitForReady: true };
  expect(await ended('127.0.0.1:1', patient, '1s')).toMatchObject({ code: 4 });
  await quiet(() => proxy.asked.length);
  const before = proxy.asked.length;
  // It is made anew at need.
  expect(await ended('127.0.0.1:1', refused)).toMatchObject({ code: 14 });
  expect(proxy.asked.length).toBeGreaterThan(before);
});

it('dials no more when a connection is lost that no call wants', async () => {
  const options: TransportOptions = { loadBalancing: 'round_robin' };
  const server = await started();
  expect(await ended(server.address, options)).toMatchObject({ code: 0 });
  server.close();
  await pause(underWayMs);
  const next = await started(server.port);
  await pause(longestPauseMs);
  expect({ dialled: next.dialled, connections: next.connections }).toEqual({
    dialled: 0,
    connections: 0,
  });
  expect(await ended(server.address, options)).toMatchObject({ code: 0 });
});

it('lets go of a connection when that is asked for: what runs on it goes on, what comes connects anew', async () => {
  let dialled = 0;
  const held: (() => void)[] = [];
  const server = await startRawServer(
    (stream) => held.push(() => answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' })),
    { onSession: () => (dialled += 1) },
  );
  open.push(server);
  const { address } = server;
  expect((await engine.connect({ address })).state).toBe('connected');
  const running = ended(address, {});
  await vi.waitFor(() => expect(held).toHaveLength(1));
  const before = dialled;
  engine.disconnect({ address });
  expect(engine.connected()).toEqual([]);
  held[0]?.();
  expect((await running).status).toBe('OK');
  const next = ended(address, {});
  await vi.waitFor(() => expect(held).toHaveLength(2));
  held[1]?.();
  expect((await next).status).toBe('OK');
  expect(dialled).toBe(before + 1);
  expect(engine.connected()).toHaveLength(1);
});
