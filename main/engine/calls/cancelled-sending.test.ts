import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FrameServer, startFrameServer } from '../testing/frame-server.ts';
import { quietEngine, record } from '../testing/recorded-call.ts';
import { sampleSet } from '../testing/sources.ts';

const engine = quietEngine();
/** CANCEL. */
const cancel = 8;
let server: FrameServer;
beforeAll(async () => {
  server = await startFrameServer({});
});
afterAll(async () => {
  await engine.close();
  server.close();
});

const begin = async (deadline = '') => {
  const target = { address: server.address };
  const recorded = await record(engine, {
    schema: { target, sources: sampleSet },
    method: 'sample.chat.v1.Chat/Converse',
    deadline,
  });
  await recorded.until('connected');
  await recorded.call.send('{}');
  return recorded;
};

it.each([
  ['by hand', ''],
  ['by its deadline', '300ms'],
])('a call that is ended %s is reset, and what it sent is not finished', async (_how, deadline) => {
  const before = server.resets.length;
  const { call } = await begin(deadline);
  if (deadline === '') call.cancel();
  expect((await call.ended).code).toBe(deadline === '' ? 1 : 4);
  await expect.poll(() => server.resets.slice(before)).toEqual([cancel]);
  expect(server.halfClosed).toEqual([]);
});

it('a call that is half-closed is finished', async () => {
  const { call } = await begin();
  call.halfClose();
  await expect.poll(() => server.halfClosed).toHaveLength(1);
  call.cancel();
  await call.ended;
});
