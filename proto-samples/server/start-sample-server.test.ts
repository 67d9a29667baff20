import { once } from 'node:events';
import { expect, test } from 'vitest';
import { SampleClient } from './sample-client.ts';
import { startSampleServer } from './start-sample-server.ts';

test('close ends open calls, frees the port at once and may be called again', async () => {
  const first = await startSampleServer();
  const client = new SampleClient(first);
  const flood = client.serverStream('sample.market.v1.Market/Watch', { symbol: 'X' });
  const failed = once(flood, 'error');
  flood.resume();
  await once(flood, 'data');
  await first.close();
  await failed;
  const second = await startSampleServer({ port: first.port });
  expect(second.port).toBe(first.port);
  await first.close();
  const { message } = await client.unary('sample.greeter.v1.Greeter/SayHello', {});
  expect(message['message']).toBe('Hello, world!');
  client.close();
  await second.close();
});

test('a port that is taken is told with the address', async () => {
  const server = await startSampleServer();
  await expect(startSampleServer({ port: server.port })).rejects.toThrow(
    `Cannot listen on 127.0.0.1:${server.port}`,
  );
  await server.close();
});

test('listens on a host by its name', async () => {
  const server = await startSampleServer({ host: 'localhost' });
  expect(server.address).toBe(`grpc://localhost:${server.port}`);
  const client = new SampleClient(server);
  await client.unary('sample.greeter.v1.Greeter/SayHello', {});
  client.close();
  await server.close();
});
