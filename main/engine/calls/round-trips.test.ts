import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { holdCalls } from '../testing/held-calls.ts';
import { quietEngine } from '../testing/recorded-call.ts';
import { reflection } from '../testing/sources.ts';
import { TestFolders } from '../testing/test-folders.ts';

const engine = quietEngine();
const folders = new TestFolders();
let server: SampleServer;
beforeAll(async () => {
  server = await startSampleServer();
});
afterAll(async () => {
  await engine.close();
  await server.close();
  folders.delete();
});
const schema = () => ({ target: { address: server.address }, sources: reflection });

it('are told of a stream that answers each message, also once it is of the past', async () => {
  const folder = folders.make();
  const held = holdCalls(engine, folder);
  const method = 'sample.inference.v1.Embeddings/EmbedStream';
  await held.start('echo', { schema: schema(), method });
  const { call } = held.calls.get('echo');
  for (let number = 1; number <= 20; number += 1) {
    await call.send('{"text":"one"}');
    await held.until('echo', ({ received }) => received === number);
  }
  call.halfClose();
  const { summary } = await held.until('echo', ({ phase }) => phase === 'ended');
  const { roundTrips } = summary;
  if (roundTrips?.isPaired !== true) throw new Error('they do not pair up');
  const { count, p50, p90, p99, max } = roundTrips;
  expect(count).toBe(20);
  expect([p50, p90, p99, max]).toEqual([p50, p90, p99, max].toSorted((a, b) => a - b));
  expect(p50).toBeGreaterThan(0);
  await held.calls.close();
  const after = holdCalls(engine, folder);
  expect((await after.calls.open('echo')).roundTrips).toEqual(roundTrips);
});

it('are not told of a stream that says more than it is asked, but why', async () => {
  const held = holdCalls(engine);
  await held.start('talk', { schema: schema(), method: 'sample.chat.v1.Chat/Converse' });
  await held.calls.get('talk').call.send('{"room":"trips","text":"one"}');
  const { summary } = await held.until('talk', ({ received }) => received === 2);
  expect(summary.roundTrips).toEqual({ isPaired: false, why: 'Received 2 came before Sent 2' });
});
