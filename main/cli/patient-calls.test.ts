import { createServer } from 'node:net';
import { expect, it, vi } from 'vitest';
import { startClosing } from '#engine/testing/broken-servers.ts';
import { answerWith, frame, startRawServer } from '#engine/testing/raw-server.ts';
import { duplexIn } from './run-duplex.ts';

const health = ['grpc.health.v1.Health/Check', '--descriptor-set', 'proto-samples/samples.binpb'];

async function closedPort(): Promise<number> {
  const server = await startClosing();
  await server.close();
  return server.port;
}

it('says what a call that waits for its server waits for, once, and again when that is another', async () => {
  const port = await closedPort();
  let told = '';
  const calling = duplexIn(process.cwd())(
    ['call', `localhost:${port}`, ...health, '--wait-for-ready', '--deadline', '30s'],
    undefined,
    undefined,
    (piece) => {
      told += piece;
    },
  );
  const refused = `Waiting until localhost:${port} is ready: Nothing listens at localhost:${port}: the connection was refused\n  Check the port, and that the server is running\n`;
  await vi.waitFor(() => expect(told).toBe(refused), { timeout: 5000 });
  const closing = createServer((socket) => void socket.destroy()).listen(port, '127.0.0.1');
  const closes = `Waiting until localhost:${port} is ready: localhost:${port} closed the connection before HTTP/2 began\n`;
  await vi.waitFor(() => expect(told).toContain(closes), { timeout: 15_000 });
  expect(told.split(refused)).toHaveLength(2);
  await new Promise((resolve) => closing.close(resolve));
  const ready = await startRawServer(
    (stream) => answerWith(stream, frame(Buffer.of(8, 1)), { 'grpc-status': '0' }),
    { listen: { host: '127.0.0.1', port } },
  );
  try {
    expect(await calling).toMatchObject({ exit: 0, out: '{"status":"SERVING"}\n' });
  } finally {
    ready.close();
  }
}, 60_000);

it('says it of the schema too, and nothing of a wait that is short or not asked for', async () => {
  const port = await closedPort();
  const duplex = duplexIn(process.cwd());
  const list = ['list', `localhost:${port}`];
  const [long, short, impatient] = await Promise.all([
    duplex([...list, '--wait-for-ready', '--deadline', '2500ms']),
    duplex([...list, '--wait-for-ready', '--deadline', '500ms']),
    duplex(list),
  ]);
  expect(long.err).toContain(`Waiting until localhost:${port} is ready: Nothing listens at `);
  expect(short.err).not.toContain('Waiting until');
  expect(impatient.err).not.toContain('Waiting until');
}, 20_000);
