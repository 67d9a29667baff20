import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConnectionState } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import { createEngine, type Engine } from '../index.ts';
import { greet, watch } from '../testing/failing-call.ts';
import { answerWith, frame, type RawServer, startRawServer } from '../testing/raw-server.ts';
import { record } from '../testing/recorded-call.ts';
import { sampleSet } from '../testing/sources.ts';

/** Long enough for a busy machine not to take a pause of its own for idleness. */
const idleMs = 600;
let engine: Engine;
let told: ConnectionState[];
const open: RawServer[] = [];
beforeEach(() => {
  told = [];
  engine = createEngine({ cwd: '/', onConnection: (state) => told.push(state), idleMs });
});
afterEach(async () => {
  await engine.close();
  for (const server of open.splice(0)) server.close();
});

async function started(): Promise<RawServer> {
  const server = await startRawServer((stream, headers) => {
    if (headers[':path'] === `/${greet}`)
      answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' });
    else stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
  });
  open.push(server);
  return server;
}

function call({ address }: RawServer, method = greet) {
  const schema = { target: { address }, sources: sampleSet };
  return record(engine, { schema, method, message: '{}' });
}

async function ended(server: RawServer): Promise<string> {
  return (await (await call(server)).call.ended).status;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 3 * idleMs));

it('a connection that nobody uses is let go of after a while, and made anew at need', async () => {
  const [left, used, busy] = await Promise.all([started(), started(), started()]);
  engine.use([targetKey(used)], new AbortController().signal);
  const running = await call(busy, watch);
  await running.until('headers');
  // That each was called says that each was connected: a slow machine may have let go of one by now.
  expect([await ended(used), await ended(left)]).toEqual(['OK', 'OK']);
  await vi.waitFor(() => expect(left.connections).toBe(0), { timeout: 6000 });
  expect(told).toContainEqual({ key: targetKey(left), state: 'not-connected', wasLetGo: true });
  await pause();
  expect([left, used, busy].map(({ connections }) => connections)).toEqual([0, 1, 1]);
  expect(new Set(engine.connected().map(({ key }) => key))).toEqual(
    new Set([targetKey(used), targetKey(busy)]),
  );
  expect(await ended(left)).toBe('OK');
  running.call.cancel();
  await vi.waitFor(() => expect(busy.connections).toBe(0), { timeout: 6000 });
});

it('it is used as long as one of those who do is there, and says so', async () => {
  const server = await started();
  const [one, other] = [new AbortController(), new AbortController()];
  const key = targetKey(server);
  engine.use([key], one.signal);
  engine.use([key], other.signal);
  expect(await ended(server)).toBe('OK');
  one.abort();
  await pause();
  expect(server.connections).toBe(1);
  engine.use([], other.signal);
  await vi.waitFor(() => expect(server.connections).toBe(0), { timeout: 6000 });
});

it('one that calls are made over again and again is not let go of', async () => {
  const server = await started();
  let dialled = 0;
  const until = performance.now() + 3 * idleMs;
  while (performance.now() < until) {
    expect(await ended(server)).toBe('OK');
    dialled = Math.max(dialled, server.connections);
    await new Promise((resolve) => setTimeout(resolve, idleMs / 10));
  }
  expect({ dialled, changes: told.map(({ state }) => state) }).toEqual({
    dialled: 1,
    changes: ['connected'],
  });
});
