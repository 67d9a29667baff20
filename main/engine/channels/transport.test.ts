import type { ServerHttp2Session } from 'node:http2';
import { networkInterfaces, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallEnd } from '#app/contract/calls.ts';
import type { ConnectionState, TargetSettings, TransportOptions } from '#app/contract/target.ts';
import { startSampleServer } from '#samples/server/start-sample-server.ts';
import { createEngine, type Engine } from '../index.ts';
import { startSilent } from '../testing/broken-servers.ts';
import { greet } from '../testing/failing-call.ts';
import { startNameServer } from '../testing/name-server.ts';
import { startHttpProxy, startSocksProxy } from '../testing/proxies.ts';
import {
  answerWith,
  frame,
  type RawAnswer,
  type RawServer,
  type RawServerOptions,
  startRawServer,
} from '../testing/raw-server.ts';
import { type RecordedCall, record } from '../testing/recorded-call.ts';
import { reflection, sampleSet } from '../testing/sources.ts';
import { channelOptions } from './channel-options.ts';

const fine: RawAnswer = (stream) =>
  answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' });

/** The interface of the IPv6 loopback address, where there is one. */
const [zone] =
  Object.entries(networkInterfaces()).find(([, addresses = []]) =>
    addresses.some(({ address }) => address === '::1'),
  ) ?? [];

describe('transport', () => {
  let engine: Engine;
  const told: ConnectionState[] = [];
  const open: { close(): unknown }[] = [];
  beforeEach(() => {
    engine = createEngine({ cwd: '/', onConnection: (state) => told.push(state) });
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await engine.close();
    await Promise.all(open.splice(0).map((server) => server.close()));
    told.length = 0;
  });

  async function started<Server extends { close(): unknown }>(
    server: Promise<Server>,
  ): Promise<Server> {
    open.push(await server);
    return server;
  }

  function raw(answer: RawAnswer = fine, options: RawServerOptions = {}): Promise<RawServer> {
    return started(startRawServer(answer, options));
  }

  async function recorded(
    target: TargetSettings | string,
    options: TransportOptions = {},
    more: { readonly deadline?: string; readonly message?: string } = {},
  ): Promise<RecordedCall> {
    const settings = typeof target === 'string' ? { address: target } : target;
    const schema = { target: settings, sources: sampleSet };
    return record(engine, { schema, method: greet, message: '{}', options, ...more });
  }

  async function ended(...given: Parameters<typeof recorded>): Promise<CallEnd> {
    return (await recorded(...given)).call.ended;
  }

  describe('reaches', () => {
    async function authority(address: string, server: RawServer): Promise<unknown> {
      expect(await engine.connect({ address })).toMatchObject({ state: 'connected' });
      expect(await ended(address)).toMatchObject({ code: 0 });
      return server.requests.at(-1)?.[':authority'];
    }

    it('an IPv6 address, with a zone too', async () => {
      if (zone === undefined) return;
      const server = await raw(fine, { listen: { host: '::1', port: 0 } });
      const plain = `[::1]:${server.port}`;
      expect(await authority(plain, server)).toBe(plain);
      expect(await authority(`[::1%${zone}]:${server.port}`, server)).toBe(plain);
      expect(told.at(-1)).toMatchObject({
        state: 'connected',
        peer: expect.stringContaining('::1'),
      });
    });

    it('a name, and tells how long each step took', async () => {
      const server = await raw();
      const { events, call } = await recorded(`dns:///localhost:${server.port}`);
      expect(await call.ended).toMatchObject({ code: 0 });
      expect(events.find(({ type }) => type === 'connected')).toMatchObject({
        ms: { name: expect.any(Number), connect: expect.any(Number), total: expect.any(Number) },
      });
      expect(told.at(-1)).toMatchObject({ state: 'connected', peer: server.address });
    });

    it('a name that a name server of its own knows', async () => {
      const server = await raw();
      const names = await started(startNameServer(new Map([['only.test', ['127.0.0.1']]])));
      const address = `dns://127.0.0.1:${names.port}/only.test:${server.port}`;
      expect(await authority(address, server)).toBe(`only.test:${server.port}`);
      expect(names.asked).toContain('only.test');
      const unknown = `dns://127.0.0.1:${names.port}/other.test:1`;
      expect(await engine.connect({ address: unknown })).toMatchObject({
        state: 'failed',
        message: 'There is no host named other.test',
      });
    });

    it('a name with two addresses, of which one answers', async () => {
      const both = new Map([['both.test', ['::1', '127.0.0.1']]]);
      const names = await started(startNameServer(both));
      for (const host of zone === undefined ? ['127.0.0.1'] : ['127.0.0.1', '::1']) {
        const server = await raw(fine, { listen: { host, port: 0 } });
        const place = `both.test:${server.port}`;
        expect(await authority(`dns://127.0.0.1:${names.port}/${place}`, server)).toBe(place);
      }
    });

    it('a Unix socket, and an abstract one', async () => {
      const path = join(tmpdir(), `duplex-${process.pid}.sock`);
      const server = await raw(fine, { listen: { path } });
      expect(await authority(`unix:${path}`, server)).toBe('localhost');
      if (platform() !== 'linux') return;
      const name = `duplex-${process.pid}`;
      const abstract = await raw(fine, { listen: { path: `\0${name}` } });
      expect(await authority(`unix-abstract:${name}`, abstract)).toBe('localhost');
      expect(told.at(-1)).toMatchObject({ peer: `@${name}` });
      expect(await engine.connect({ address: `unix-abstract:${name}-gone` })).toMatchObject({
        message: expect.stringContaining(`Nobody listens at the socket @${name}-gone`),
      });
    });

    it('a path before the service', async () => {
      const server = await raw();
      await ended(`http://${server.address}/api/v1/`);
      expect(server.requests[0]?.[':path']).toBe(`/api/v1/${greet}`);
    });
  });

  describe('goes through a proxy', () => {
    it.each([
      ['http', startHttpProxy],
      ['socks5', startSocksProxy],
    ])('of the target, for all that it asks: %s', async (scheme, start) => {
      const server = await started(startSampleServer({ tls: true }));
      const proxy = await started(start({ login: 'ada:s3cret' }));
      const target: TargetSettings = {
        address: `grpcs://localhost:${server.port}`,
        tls: { caPaths: [server.ca ?? ''] },
        options: { proxy: `${scheme}://ada:s3cret@localhost:${proxy.port}` },
      };
      expect(await engine.connect(target)).toMatchObject({
        state: 'connected',
        ms: { name: expect.any(Number), proxy: expect.any(Number), tls: expect.any(Number) },
        proxy: `${scheme}://ada@localhost:${proxy.port}`,
        tls: { alpn: 'h2' },
      });
      const call = await record(engine, {
        schema: { target, sources: reflection },
        method: greet,
        message: '{}',
      });
      expect(await call.call.ended).toMatchObject({ code: 0 });
      expect(new Set(proxy.asked)).toEqual(new Set([`localhost:${server.port}`]));
      expect(JSON.stringify(told)).not.toContain('s3cret');
    });

    it('of the environment or the settings, and past it where a request says so', async () => {
      const server = await raw();
      const names = await started(startNameServer(new Map([['far.test', ['127.0.0.1']]])));
      const proxy = await started(startHttpProxy({ status: 502 }));
      const address = `dns://127.0.0.1:${names.port}/far.test:${server.port}`;
      vi.stubEnv('http_proxy', `http://127.0.0.1:${proxy.port}`);
      vi.stubEnv('no_proxy', 'other.test');
      const refused = { code: 14, message: expect.stringContaining('502') };
      expect(await ended(address)).toMatchObject(refused);
      expect(await ended(address, { proxy: 'none' })).toMatchObject({ code: 0 });
      vi.stubEnv('no_proxy', 'far.test');
      expect(await ended(address)).toMatchObject({ code: 0 });
      engine.configure({
        maxReceiveBytes: 1000,
        keptBytes: 1000,
        proxy: { mode: 'manual', url: `http://127.0.0.1:${proxy.port}`, noProxy: '' },
      });
      expect(await ended(address)).toMatchObject(refused);
      expect(proxy.asked).toContain(`far.test:${server.port}`);
      const noAddress = { mode: 'manual', url: '', noProxy: '' } as const;
      engine.configure({ maxReceiveBytes: 1000, keptBytes: 1000, proxy: noAddress });
      await expect(ended(address)).rejects.toThrow('The proxy of the settings has no address');
    });
  });

  it('tells how long a silent proxy was waited for, and nothing of the target', async () => {
    const { port } = await started(startSilent());
    const options = { proxy: `socks5://127.0.0.1:${port}`, connectTimeoutMs: 700 };
    const server = await raw();
    const { message } = await ended(server.address, options);
    expect(message).toContain(`The proxy 127.0.0.1:${port} gave no answer within 0.7 s`);
    // It was the way of this one call.
    expect(told).toEqual([]);
  });

  describe('obeys', () => {
    it('user agent and compression, by request', async () => {
      const bodies: Buffer[] = [];
      const server = await raw((stream, headers) => {
        stream.on('data', (bytes: Buffer) => bodies.push(bytes));
        stream.on('end', () => fine(stream, headers));
      });
      await ended({ address: server.address, options: { userAgent: 'probe/7' } });
      await ended(
        server.address,
        { compression: 'gzip' },
        { message: '{"name":"aaaaaaaaaaaaaaaaaa"}' },
      );
      await ended(server.address, { compression: 'deflate' });
      expect(server.requests.map((headers) => headers['user-agent'])).toEqual([
        expect.stringMatching(/^probe\/7 grpc-node-js/),
        expect.stringMatching(/^grpc-node-js/),
        expect.stringMatching(/^grpc-node-js/),
      ]);
      expect(server.requests.map((headers) => headers['grpc-encoding'])).toEqual([
        undefined,
        'gzip',
        'deflate',
      ]);
      expect(bodies.map((body) => body[0])).toEqual([0, 1, 1]);
    });

    it('keepalive, while idle too', async () => {
      let pings = 0;
      const onSession = (session: ServerHttp2Session) => session.on('ping', () => (pings += 1));
      const server = await raw(fine, { onSession });
      await ended(server.address, { keepaliveMs: 20, keepaliveIdle: true });
      await vi.waitFor(() => expect(pings).toBeGreaterThan(2));
    });

    it('a service config that retries, and no retries where they are off', async () => {
      const flaky = () => {
        let calls = 0;
        return raw((stream, headers) => {
          calls += 1;
          if (calls < 3) stream.respond({ ...grpc, 'grpc-status': '14' }, { endStream: true });
          else fine(stream, headers);
        });
      };
      const grpc = { ':status': 200, 'content-type': 'application/grpc' };
      const serviceConfig = JSON.stringify({
        methodConfig: [
          {
            name: [{ service: 'sample.greeter.v1.Greeter' }],
            retryPolicy: {
              maxAttempts: 4,
              initialBackoff: '0.01s',
              maxBackoff: '0.01s',
              backoffMultiplier: 1,
              retryableStatusCodes: ['UNAVAILABLE'],
            },
          },
        ],
      });
      const server = await flaky();
      expect(await ended(server.address, { serviceConfig })).toMatchObject({ code: 0 });
      expect(server.requests.map((headers) => headers['grpc-previous-rpc-attempts'])).toEqual([
        undefined,
        '1',
        '2',
      ]);
      const other = await flaky();
      const off = { serviceConfig, retries: false };
      expect(await ended(other.address, off)).toMatchObject({ code: 14 });
    });

    it('a service config and sizes that cannot be used: nothing is connected', async () => {
      const refusal = (options: TransportOptions) =>
        ended('127.0.0.1:1', options).then(
          () => expect.unreachable('it called'),
          ({ error }) => error,
        );
      expect(await refusal({ serviceConfig: '{"methodConfig": 1}' })).toMatchObject({
        code: 'usage',
        message: 'The service config is wrong at $.methodConfig: expected a list',
      });
      expect(await refusal({ maxReceiveBytes: 0 })).toMatchObject({ code: 'usage' });
      expect(await refusal({ keepaliveMs: 0 })).toMatchObject({ code: 'usage' });
      expect(await refusal({ userAgent: 'ä' })).toMatchObject({ code: 'usage' });
      expect(await refusal({ proxy: 'ftp://p' })).toMatchObject({ code: 'usage' });
      expect(told).toEqual([]);
    });

    it('the time to wait for a connection', async () => {
      const { port } = await started(startSilent());
      const end = await ended(`127.0.0.1:${port}`, { connectTimeoutMs: 300 });
      expect(end).toMatchObject({ code: 14, message: expect.stringContaining('0.3 s') });
    });

    it('waitForReady, until a server is there or the deadline passes', async () => {
      const gone = await raw();
      const { port, address } = gone;
      gone.close();
      expect(await ended(address)).toMatchObject({ code: 14 });
      const late = await ended(address, { waitForReady: true }, { deadline: '300ms' });
      expect(late).toMatchObject({ code: 4 });
      expect(late.message).toBe(
        `The deadline of 300 ms passed before ${address} was connected. Nothing listens at ${address}: the connection was refused. Check the port, and that the server is running.`,
      );
      const waiting = ended(address, { waitForReady: true }, { deadline: '20s' });
      await raw(fine, { listen: { host: '127.0.0.1', port } });
      expect(await waiting).toMatchObject({ code: 0 });
    });

    it('load balancing over all addresses of a name', async () => {
      const one = await raw();
      const two = await raw(fine, { listen: { host: '127.0.0.2', port: one.port } }).catch(
        () => undefined,
      );
      // macOS has one loopback address alone.
      if (two === undefined) return;
      const both = new Map([['both.test', ['127.0.0.1', '127.0.0.2']]]);
      const names = await started(startNameServer(both));
      const address = `dns://127.0.0.1:${names.port}/both.test:${one.port}`;
      for (let call = 0; call < 4; call += 1) await ended(address);
      expect([one.requests.length, two.requests.length]).toContain(0);
      await vi.waitFor(async () => {
        await ended(address, { loadBalancing: 'round_robin' });
        expect(Math.min(one.requests.length, two.requests.length)).toBeGreaterThan(1);
      });
    });

    it('the largest message to send, in a sentence', async () => {
      const server = await raw();
      const options = { maxSendBytes: 10 };
      const end = await ended(server.address, options, { message: '{"name":"longer than ten"}' });
      expect(end).toMatchObject({
        code: 8,
        message:
          'A message of 17 bytes is larger than the 10 bytes that may be sent. Allow larger messages to be sent (Largest sent in Options).',
      });
    });
  });

  it('stops inflating at the bound: 4 GB in 4 MB on the wire', async () => {
    const megabyte = 1024 * 1024;
    // Members of gzip one after the other are one text.
    const member = gzipSync(Buffer.alloc(16 * megabyte));
    const bomb = Buffer.concat(new Array<Buffer>(256).fill(member));
    expect(bomb.length).toBeLessThan(5 * megabyte);
    const server = await raw((stream) => {
      stream.respond({
        ':status': 200,
        'content-type': 'application/grpc',
        'grpc-encoding': 'gzip',
      });
      stream.end(frame(bomb, 1));
    });
    const before = process.memoryUsage().rss;
    let most = before;
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 5);
    const end = await ended(server.address, { maxReceiveBytes: 64 * megabyte });
    clearInterval(watching);
    expect(end).toMatchObject({ code: 8, status: 'RESOURCE_EXHAUSTED' });
    expect(end.message).toContain('inflates to more than the 64 MB that may be received');
    expect((most - before) / megabyte).toBeLessThan(300);
  });

  it('knows no larger message than protobuf, also without a bound', () => {
    const bound = 'grpc.max_receive_message_length';
    expect(channelOptions({ maxReceiveBytes: -1 })[bound]).toBe(2 ** 31 - 1);
    expect(channelOptions({})[bound]).toBe(2 ** 31 - 1);
    expect(channelOptions({ maxReceiveBytes: 5 })[bound]).toBe(5);
  });

  it('keeps a connection for each set of options, and shares it with equal ones', async () => {
    const server = await raw();
    for (let turn = 0; turn < 3; turn += 1) {
      await ended(server.address);
      await ended(server.address, { maxReceiveBytes: 1000 });
      await ended({ address: server.address, options: { maxReceiveBytes: 1000 } });
    }
    expect(server.connections).toBe(2);
  });
});
