import { status } from '@grpc/grpc-js';
import { afterEach, expect, test } from 'vitest';
import { SampleClient, take } from './sample-client.ts';
import { type SampleServer, startSampleServer } from './start-sample-server.ts';

const CHECK = 'grpc.health.v1.Health/Check';
let server: SampleServer;
let client: SampleClient;

async function start(health: boolean | 'without-list'): Promise<void> {
  server = await startSampleServer({ health });
  client = new SampleClient(server);
}

afterEach(async () => {
  client.close();
  await server.close();
});

test('Check knows the server and each service, and no other', async () => {
  await start(true);
  for (const service of ['', 'sample.chat.v1.Chat', 'sample.types.v1.Types']) {
    expect((await client.unary(CHECK, { service })).message).toMatchObject({ status: 1 });
  }
  const unknown = client.unary(CHECK, { service: 'no.Such' });
  await expect(unknown).rejects.toMatchObject({ code: status.NOT_FOUND });
});

test('Watch tells how it is and each change, also of a service that becomes known', async () => {
  await start(true);
  const watch = client.serverStream('grpc.health.v1.Health/Watch', { service: 'new.Service' });
  watch.on('error', () => undefined);
  expect(await take(watch, 1)).toMatchObject([{ status: 3 }]);
  server.setHealth('new.Service', 'NOT_SERVING');
  server.setHealth('', 'NOT_SERVING');
  server.setHealth('new.Service', 'SERVING');
  expect(await take(watch, 2)).toMatchObject([{ status: 2 }, { status: 1 }]);
  watch.cancel();
});

test('List gives all that are known, where it is offered', async () => {
  const LIST = 'grpc.health.v1.Health/List';
  await start(true);
  server.setHealth('new.Service', 'NOT_SERVING');
  const { message } = await client.unary(LIST, {});
  expect(message).toMatchObject({
    statuses: {
      '': { status: 1 },
      'sample.chat.v1.Chat': { status: 1 },
      'new.Service': { status: 2 },
    },
  });
  client.close();
  await server.close();
  await start('without-list');
  await expect(client.unary(LIST, {})).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  expect((await client.unary(CHECK, {})).message).toMatchObject({ status: 1 });
});

test('without health there is no such service', async () => {
  await start(false);
  await expect(client.unary(CHECK, {})).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
});
