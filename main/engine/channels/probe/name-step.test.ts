import { afterEach, expect, it } from 'vitest';
import { startNameServer } from '#engine/testing/name-server.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

it.each([
  ['has a fault', 2, 'answered that it failed (ESERVFAIL)'],
  ['does not tell', 5, 'refused to answer (EREFUSED)'],
])('a name server that %s is told', async (_, code, told) => {
  const names = await startNameServer(new Map(), new Map([['odd.test', code]]));
  const engine = quietEngine();
  closing.push(
    () => names.close(),
    () => engine.close(),
  );
  const server = `127.0.0.1:${names.port}`;
  expect(await engine.connect({ address: `dns://${server}/odd.test:1` })).toMatchObject({
    state: 'failed',
    message: `The name odd.test could not be looked up: the name server ${server} ${told}`,
  });
});
