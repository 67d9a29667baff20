import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import type { Events } from '#app/contract/index.ts';
import { createEngine } from '#engine';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { healthHandlers } from './health-handlers.ts';
import { PageLife } from './page-life.ts';

const engine = createEngine({ cwd: '/', onConnection: () => {} });
const calls = engine.holdCalls({ onProgress: () => {} });
afterAll(() => engine.close());
let server: SampleServer;
let page: PageLife;
let told: Events['health.changed'][];
beforeEach(async () => {
  server = await startSampleServer();
  page = new PageLife();
  told = [];
});
afterEach(() => server.close());

const greeter = 'sample.greeter.v1.Greeter';
const handlers = () =>
  healthHandlers(
    async () => ({ engine, calls }),
    { healthChanged: (news) => told.push(news) },
    page,
  );
const question = () => ({
  target: { address: server.address },
  metadata: [],
  services: [greeter],
});

it('a watch tells the window what it hears, until it is stopped', async () => {
  const health = handlers();
  const watching = health['health.watch']({ watchId: 'a', ...question() });
  await expect.poll(() => told).toHaveLength(2);
  server.setHealth(greeter, 'NOT_SERVING');
  await expect
    .poll(() => told.at(-1))
    .toEqual({
      watchId: 'a',
      health: { service: greeter, status: 'NOT_SERVING' },
    });
  health['health.stop']({ watchId: 'a' });
  expect(await watching).toBeNull();
  await expect.poll(() => server.healthWatches).toBe(0);
});

it.each(['beginAnew', 'end'] as const)('a page that is gone watches nothing (%s)', async (gone) => {
  const health = handlers();
  const watching = health['health.watch']({ watchId: 'a', ...question() });
  await expect.poll(() => server.healthWatches).toBe(2);
  page[gone]();
  await watching;
  await expect.poll(() => server.healthWatches).toBe(0);
});

it('a survey tells of the server and what it lists', async () => {
  const found = await handlers()['health.survey'](question());
  expect(found.slice(0, 2)).toEqual([
    { service: '', status: 'SERVING' },
    { service: 'sample.chat.v1.Chat', status: 'SERVING' },
  ]);
});
