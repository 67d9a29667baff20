import { PassThrough, Readable } from 'node:stream';
import { type ServerUnaryCall, type sendUnaryData, status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { startSilent } from '#engine/testing/broken-servers.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';
import {
  type SampleServer,
  type SampleServerOptions,
  startSampleServer,
} from '#samples/server/start-sample-server.ts';
import { run } from './run.ts';
import { duplexIn } from './run-duplex.ts';

const duplex = duplexIn(process.cwd());
const greeter = 'sample.greeter.v1.Greeter';
const servers: SampleServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: SampleServerOptions = {}): Promise<SampleServer> {
  const server = await startSampleServer(options);
  servers.push(server);
  return server;
}

describe('duplex health', () => {
  it.each([true, 'without-list'] as const)(
    'tells of the server, then of each service (%s)',
    async (kind) => {
      const server = await start({ health: kind });
      server.setHealth('sample.chat.v1.Chat', 'NOT_SERVING');
      const { exit, lines, err } = await duplex(['health', server.address]);
      expect({ exit, err }).toEqual({ exit: 0, err: '' });
      expect(lines).toEqual([
        'SERVING',
        'NOT_SERVING sample.chat.v1.Chat',
        `SERVING ${greeter}`,
        'SERVING sample.inference.v1.Embeddings',
        'SERVING sample.market.v1.Market',
        'SERVING sample.telemetry.v1.Telemetry',
        'SERVING sample.types.v1.Types',
      ]);
    },
  );

  it('exits by what was asked: 0, 4, 69, 76 and 3', async () => {
    const server = await start({ reflection: 'none' });
    const asked = (...args: string[]) => duplex(['health', server.address, ...args]);
    expect(await asked(greeter)).toMatchObject({ exit: 0, out: `SERVING ${greeter}\n`, err: '' });
    server.setHealth(greeter, 'NOT_SERVING');
    expect(await asked(greeter)).toMatchObject({ exit: 4, out: `NOT_SERVING ${greeter}\n` });
    expect(await asked()).toMatchObject({ exit: 0, err: '' });
    server.setHealth('', 'NOT_SERVING');
    expect(await asked('--json')).toMatchObject({
      exit: 4,
      out: expect.stringContaining('{"service":"","status":"NOT_SERVING"}\n'),
    });
    expect(await asked('no.Such')).toMatchObject({
      exit: 69,
      out: '',
      err: expect.stringMatching(/^duplex: no\.Such is not registered .*NOT_FOUND 5.*\n {2}It may/),
    });
    const without = await start({ health: false });
    expect(await duplex(['health', without.address])).toMatchObject({
      exit: 76,
      err: expect.stringContaining('has no health service'),
    });
    await without.close();
    expect(await duplex(['health', without.address])).toMatchObject({ exit: 3, out: '' });
    expect(await duplex(['health', '-'])).toMatchObject({ exit: 2 });
    expect(await asked('--watch', '--deadline', 'soon')).toMatchObject({ exit: 2 });
  });

  it('gives a server that says nothing a time of its own, and asks it for no schema', async () => {
    let isBounded = false;
    const server = await startReflectionServer({
      services: [],
      bySymbol: () => undefined,
      byName: () => undefined,
      methods: {
        '/grpc.health.v1.Health/Check': (
          call: ServerUnaryCall<Buffer, Buffer>,
          reply: sendUnaryData<Buffer>,
        ) => {
          isBounded = Number.isFinite(Number(call.getDeadline()));
          reply({ code: status.DEADLINE_EXCEEDED, details: 'as if time had passed' });
        },
      },
    });
    expect(await duplex(['health', server.address])).toMatchObject({ exit: 68, out: '' });
    expect(isBounded).toBe(true);
    expect(server.streams).toEqual([]);
    server.close();
  });

  it('sees the services of files, over TLS', async () => {
    const server = await start({ tls: true, reflection: 'none', health: 'without-list' });
    const protos = ['--proto', 'sample/greeter/v1/greeter.proto', '-I', 'proto-samples/protos'];
    const tls = ['--cacert', server.ca ?? ''];
    const { exit, lines } = await duplex(['health', server.address, ...protos, ...tls]);
    expect({ exit, lines }).toEqual({ exit: 0, lines: ['SERVING', `SERVING ${greeter}`] });
  });

  it('a server that lists it and cannot describe it is called and described all the same', async () => {
    const server = await startReflectionServer({
      services: ['grpc.health.v1.Health'],
      bySymbol: () => undefined,
      byName: () => undefined,
      methods: {
        '/grpc.health.v1.Health/Check': (_: unknown, reply: sendUnaryData<Buffer>) =>
          reply(null, Buffer.from([0x08, 0x02])),
      },
    });
    const service = 'grpc.health.v1.Health';
    const called = await duplex(['call', server.address, `${service}/Check`]);
    expect(called).toMatchObject({ exit: 0, out: '{"status":"NOT_SERVING"}\n', err: '' });
    const described = await duplex(['describe', server.address, service]);
    expect(described).toMatchObject({ exit: 0, err: '' });
    expect(described.out).toMatch(/rpc Watch\(.*HealthCheckRequest\)/);
    const told = await duplex(['health', server.address]);
    expect(told).toMatchObject({ exit: 4, out: 'NOT_SERVING\n', err: '' });
    server.close();
  });
});

describe('duplex health --watch', () => {
  /** The command with what it prints, line by line. */
  function watch(...args: string[]) {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    let interrupt = (): void => {};
    const exit = run(['health', ...args, '--watch'], {
      stdin: Readable.from([]),
      stdout,
      stderr,
      cwd: process.cwd(),
      version: '0',
      onInterrupt: (listener) => {
        interrupt = listener;
        return () => {};
      },
    });
    const lines = (stream: PassThrough) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      return () => text.split('\n').slice(0, -1);
    };
    return { exit, out: lines(stdout), err: lines(stderr), interrupt: () => interrupt() };
  }

  it('prints each change until Ctrl+C, and tells of a lost connection', async () => {
    const server = await start();
    const watching = watch(server.address, greeter);
    await expect.poll(watching.out).toEqual([`SERVING ${greeter}`]);
    server.setHealth(greeter, 'NOT_SERVING');
    await expect.poll(watching.out).toHaveLength(2);
    await server.close();
    await expect
      .poll(watching.err)
      .toEqual([expect.stringMatching(/^warning: .*[^.]\. It is tried again$/)]);
    await start({ port: server.port });
    await expect.poll(watching.out, { timeout: 20_000 }).toHaveLength(3);
    watching.interrupt();
    expect(await watching.exit).toBe(65);
    expect(watching.out()).toEqual([
      `SERVING ${greeter}`,
      `NOT_SERVING ${greeter}`,
      `SERVING ${greeter}`,
    ]);
  });

  it('watches the server and all its services, to its deadline', async () => {
    const server = await start();
    const watching = watch(server.address, '--deadline', '3s');
    await expect.poll(watching.out, { timeout: 3000 }).toHaveLength(7);
    server.setHealth('', 'NOT_SERVING');
    expect(await watching.exit).toBe(68);
    expect(watching.out().at(-1)).toBe('NOT_SERVING');
    expect(watching.err().join('\n').trim()).toBe(
      'duplex: The watch ended with DEADLINE_EXCEEDED 4: its deadline of 3 s passed',
    );
  });

  it('ends where there is nothing to watch', async () => {
    const server = await start({ health: false });
    const watching = watch(server.address, greeter);
    expect(await watching.exit).toBe(76);
    expect(watching.err()[0]).toMatch(/^duplex: .*has no health service/);
  });
});

it('a server that says nothing has no health that could be asked: no connection was made', async () => {
  const { port, close } = await startSilent();
  const { exit, err } = await duplexIn(process.cwd())([
    'health',
    `127.0.0.1:${port}`,
    '--deadline',
    '300ms',
  ]);
  await close();
  expect(exit).toBe(3);
  expect(err).toMatch(
    /^duplex: The deadline of 300 ms passed before 127\.0\.0\.1:\d+ was connected\. .* said nothing for/,
  );
});
