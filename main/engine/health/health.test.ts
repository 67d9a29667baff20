import { type sendUnaryData, status } from '@grpc/grpc-js';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ServiceHealth } from '#app/contract/health.ts';
import {
  type SampleServer,
  type SampleServerOptions,
  startSampleServer,
} from '#samples/server/start-sample-server.ts';
import { startRawServer } from '../testing/raw-server.ts';
import { quietEngine } from '../testing/recorded-call.ts';
import { startReflectionServer } from '../testing/reflection-server.ts';

const { health, ...engine } = quietEngine();
const running: { close(): unknown }[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});
afterAll(() => engine.close());

const greeter = 'sample.greeter.v1.Greeter';

async function start(options: SampleServerOptions = {}): Promise<SampleServer> {
  const server = await startSampleServer(options);
  running.push(server);
  return server;
}
const of = ({ address, ca }: Pick<SampleServer, 'address' | 'ca'>) => ({
  target: { address, ...(ca !== undefined && { tls: { caPaths: [ca] } }) },
  metadata: [],
  deadline: '30s',
});

/** A server whose Check answers as it is told to, without a definition to be had from it. */
async function startChecking(answer: (reply: sendUnaryData<Buffer>) => void) {
  const server = await startReflectionServer({
    services: [],
    bySymbol: () => undefined,
    byName: () => undefined,
    methods: {
      '/grpc.health.v1.Health/Check': (_: unknown, reply: sendUnaryData<Buffer>) => answer(reply),
    },
  });
  running.push(server);
  return server;
}

describe('check', () => {
  it('tells how the server and a service are, over TLS and without reflection too', async () => {
    const server = await start({ tls: true, reflection: 'none' });
    expect(await health.check(of(server), '')).toBe('SERVING');
    server.setHealth(greeter, 'NOT_SERVING');
    expect(await health.check(of(server), greeter)).toBe('NOT_SERVING');
    server.setHealth(greeter, 'UNKNOWN');
    expect(await health.check(of(server), greeter)).toBe('UNKNOWN');
  });

  it('says that a server has no health service, and that a service is not registered', async () => {
    const without = await start({ health: false });
    await expect(health.check(of(without), '')).rejects.toMatchObject({
      error: {
        code: 'status',
        status: status.UNIMPLEMENTED,
        message: expect.stringMatching(
          /^127\.0\.0\.1:\d+ has no health service: .*UNIMPLEMENTED 12/,
        ),
        hint: expect.stringContaining('may do without grpc.health.v1'),
      },
    });
    const server = await start();
    await expect(health.check(of(server), 'no.Such')).rejects.toMatchObject({
      error: {
        status: status.NOT_FOUND,
        message: expect.stringContaining('no.Such is not registered'),
      },
    });
  });

  it('says that no connection was made', async () => {
    const server = await startSampleServer();
    await server.close();
    await expect(health.check(of(server), '')).rejects.toMatchObject({
      error: {
        code: 'unreachable',
        message: expect.stringMatching(/the connection was refused$/),
        hint: 'Check the port, and that the server is running',
      },
    });
  });

  it('says what to try where something else than the server said how it ended', async () => {
    const web = await startRawServer((stream) =>
      stream.respond({ ':status': 503 }, { endStream: true }),
    );
    running.push(web);
    await expect(health.check(of(web), '')).rejects.toMatchObject({
      error: {
        message: `${web.address} answered HTTP 503 (Service Unavailable) with no content type, not gRPC`,
        hint: expect.stringMatching(/^A proxy may have answered/),
      },
    });
    const resetting = await startRawServer((stream) => stream.close(7));
    running.push(resetting);
    await expect(health.check(of(resetting), '')).rejects.toMatchObject({
      error: { message: expect.stringMatching(/REFUSED_STREAM.*busy$/), hint: 'Try again later' },
    });
  });

  it('shows a number without a name as it came, and says what an answer without a status is', async () => {
    const odd = await startChecking((reply) => reply(null, Buffer.from([0x08, 0x09])));
    expect(await health.check(of(odd), '')).toBe('STATUS_9');
    const refusing = await startChecking((reply) => reply({ code: status.PERMISSION_DENIED }));
    await expect(health.check(of(refusing), '')).rejects.toMatchObject({
      error: {
        status: status.PERMISSION_DENIED,
        hint: expect.stringContaining('authorization'),
      },
    });
    const away = await startChecking((reply) => reply({ code: status.UNAVAILABLE }));
    await expect(health.check(of(away), '')).rejects.toMatchObject({
      error: { hint: expect.stringMatching(/^It may be starting/) },
    });
    const empty = await startChecking((reply) => reply(null, Buffer.from([0x0a, 0x7f])));
    await expect(health.check(of(empty), '')).rejects.toMatchObject({
      error: { message: expect.stringContaining('told no status') },
    });
  });

  it('is given up with its signal', async () => {
    const silent = await startChecking(() => {});
    const stop = new AbortController();
    const checking = health.check(of(silent), '', stop.signal);
    stop.abort();
    await expect(checking).rejects.toMatchObject({ error: { status: status.CANCELLED } });
  });
});

describe('survey', () => {
  it.each([true, 'without-list'] as const)('tells of all, with health %s', async (kind) => {
    const server = await start({ health: kind });
    server.setHealth('sample.chat.v1.Chat', 'NOT_SERVING');
    const asked = [greeter, 'grpc.health.v1.Health', 'no.Such', 'sample.chat.v1.Chat'];
    const found = await health.survey(of(server), async () => asked);
    expect(found[0]).toEqual({ service: '', status: 'SERVING' });
    const names = found.map(({ service }) => service);
    expect(names).toEqual([...names].sort());
    expect(found).toEqual(
      expect.arrayContaining([
        { service: 'no.Such', status: 'SERVICE_UNKNOWN' },
        { service: 'sample.chat.v1.Chat', status: 'NOT_SERVING' },
        { service: greeter, status: 'SERVING' },
      ]),
    );
    // What nobody asked about is known where the server lists it.
    expect(names.includes('sample.market.v1.Market')).toBe(kind === true);
  });

  it('rejects where there is no health service', async () => {
    const server = await start({ health: false });
    await expect(health.survey(of(server), async () => [greeter])).rejects.toMatchObject({
      error: { status: status.UNIMPLEMENTED },
    });
  });
});

describe('watch', () => {
  /** What a watch tells, one after the other. */
  function hear(server: Pick<SampleServer, 'address' | 'ca'>, services: readonly string[]) {
    const stop = new AbortController();
    const told: ServiceHealth[] = [];
    let wake = (): void => {};
    const over = health.watch(
      of(server),
      services,
      (news) => {
        told.push(news);
        wake();
      },
      stop.signal,
    );
    const next = async (): Promise<ServiceHealth> => {
      while (told.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return told.shift() as ServiceHealth;
    };
    return { next, over, stop: () => stop.abort() };
  }

  it('tells each change of each service until it is stopped, and leaves no stream', async () => {
    const server = await start();
    const watching = hear(server, ['', 'late.Service']);
    const first = [await watching.next(), await watching.next()];
    expect(first).toEqual(
      expect.arrayContaining([
        { service: '', status: 'SERVING' },
        { service: 'late.Service', status: 'SERVICE_UNKNOWN' },
      ]),
    );
    server.setHealth('late.Service', 'SERVING');
    expect(await watching.next()).toEqual({ service: 'late.Service', status: 'SERVING' });
    server.setHealth('', 'NOT_SERVING');
    expect(await watching.next()).toEqual({ service: '', status: 'NOT_SERVING' });
    expect(server.healthWatches).toBe(2);
    watching.stop();
    await watching.over;
    await expect.poll(() => server.healthWatches).toBe(0);
  });

  it('tells that it broke, and how it is when the server is back', async () => {
    const server = await start();
    const watching = hear(server, [greeter]);
    expect(await watching.next()).toEqual({ service: greeter, status: 'SERVING' });
    await server.close();
    expect(await watching.next()).toMatchObject({ service: greeter, retryMs: 1000 });
    await start({ port: server.port });
    for (;;) {
      const news = await watching.next();
      if ('status' in news) {
        expect(news).toEqual({ service: greeter, status: 'SERVING' });
        break;
      }
      expect(news.retryMs).toBeGreaterThan(0);
    }
    watching.stop();
    await watching.over;
  });

  it('ends with an error where there is no health service, or nobody', async () => {
    const without = await start({ health: false });
    const refused = hear(without, ['']);
    const news = await refused.next();
    expect(news).toMatchObject({ service: '', error: { status: status.UNIMPLEMENTED } });
    expect(news).not.toHaveProperty('retryMs');
    await refused.over;
    const gone = await startSampleServer();
    await gone.close();
    const nobody = hear(gone, ['']);
    expect(await nobody.next()).toMatchObject({ error: { code: 'unreachable' } });
    await nobody.over;
  });

  it('ends with the engine, and tries nothing again', async () => {
    const server = await start();
    const own = quietEngine();
    const told: ServiceHealth[] = [];
    const { signal } = new AbortController();
    const over = own.health.watch(of(server), [''], (news) => told.push(news), signal);
    await expect.poll(() => told).toEqual([{ service: '', status: 'SERVING' }]);
    await own.close();
    await over;
    expect(told).toHaveLength(1);
    await expect.poll(() => server.healthWatches).toBe(0);
  });

  it('leaves streams for calls: what is too much is told and not watched', async () => {
    const server = await start();
    const services = Array.from({ length: 52 }, (_, index) => `many.S${index}`);
    const watching = hear(server, services);
    const told = new Map<string, ServiceHealth>();
    while (told.size < 52) {
      const news = await watching.next();
      told.set(news.service, news);
    }
    const left = [...told.values()].filter((news) => 'error' in news);
    expect(left.map(({ service }) => service)).toEqual(['many.S50', 'many.S51']);
    watching.stop();
    await watching.over;
  });
});
