import { afterEach, describe, expect, it } from 'vitest';
import type { DiagnosisStep } from '#app/contract/diagnosis.ts';
import { windowFace } from '#app/core/face.ts';
import { type ProxyServer, parseProxy } from '#app/core/proxy.ts';
import { parseTarget } from '#app/core/target.ts';
import { startSilent } from '#engine/testing/broken-servers.ts';
import { startSockets } from '#engine/testing/doctor/doctor-case.ts';
import { frameOf, settingFrame } from '#engine/testing/frame-server.ts';
import { startHttpProxy, startSocksProxy } from '#engine/testing/proxies.ts';
import { startRawServer } from '#engine/testing/raw-server.ts';
import { startSampleServer } from '#samples/server/start-sample-server.ts';
import type { Route } from '../connector.ts';
import { TimeBudget } from '../time-budget.ts';
import { connectStep } from './connect-step.ts';
import { probe } from './probe.ts';
import { Probing } from './probing.ts';
import { Steps } from './steps.ts';

interface Closable {
  readonly port: number;
  close(): Promise<unknown>;
}

describe('the steps of a probe', () => {
  const open: { close(): unknown }[] = [];
  afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

  async function started<Server extends { close(): unknown }>(
    server: Promise<Server>,
  ): Promise<Server> {
    open.push(await server);
    return server;
  }

  async function steps(
    address: string,
    { proxy, timeoutMs = 5000 }: { proxy?: ProxyServer; timeoutMs?: number } = {},
  ): Promise<readonly DiagnosisStep[]> {
    const route: Route = {
      target: parseTarget(address),
      tls: { insecure: true },
      face: windowFace,
      ...(proxy && { proxy }),
    };
    const list = new Steps();
    await probe(route, { timeoutMs, waitedMs: 10_000, steps: list });
    return list.list;
  }

  it('tells the settings that came and the answer to a ping', async () => {
    const settings = [
      [3, 100],
      [4, 1_048_576],
      [5, 16_384],
      [6, 0xffff_ffff],
    ].map(([id = 0, value = 0]) => {
      const bytes = Buffer.alloc(6);
      bytes.writeUInt16BE(id);
      bytes.writeUInt32BE(value, 2);
      return bytes;
    });
    const pong = Buffer.from([0, 0, 8, 6, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const { place } = await started(
      startSockets((socket) => {
        socket.write(Buffer.concat([Buffer.from([0, 0, 24, 4, 0, 0, 0, 0, 0]), ...settings]));
        let heard = '';
        socket.on('data', (bytes: Buffer) => {
          heard += bytes.toString('latin1');
          if (heard.endsWith('duplex!?')) socket.write(pong);
        });
      }),
    );
    const http2 = (await steps(place)).find(({ step }) => step === 'http2');
    expect(http2).toMatchObject({
      state: 'passed',
      facts: [
        ['Streams at once', '100'],
        ['Window of a stream, bytes', '1048576'],
        ['Longest frame, bytes', '16384'],
        ['Longest headers, bytes', 'no limit'],
        ['Ping', expect.stringMatching(/^\d+\.\d ms$/)],
      ],
    });
  });

  async function http2Of(...settings: readonly (readonly [id: number, value: number])[]) {
    return http2After(...settings.map(([id, value]) => settingFrame(id, value)));
  }

  async function http2After(...frames: readonly Buffer[]) {
    const { place } = await started(startSockets((socket) => socket.write(Buffer.concat(frames))));
    const { cause, ...step } = (await steps(place)).at(-1) ?? {};
    return { ...step, cause: cause?.message.replaceAll(place, 'PLACE'), hint: cause?.hint };
  }

  it('warns of a server that admits no call', async () => {
    expect(await http2Of([3, 0])).toMatchObject({
      step: 'http2',
      state: 'warning',
      facts: [
        ['Streams at once', '0'],
        ['Ping', 'no answer'],
      ],
      cause: 'PLACE admits no call: by its HTTP/2 settings, 0 streams may be open at once',
    });
  });

  it('warns of a server that takes no message', async () => {
    expect(await http2Of([4, 0])).toMatchObject({
      step: 'http2',
      state: 'warning',
      facts: [
        ['Window of a stream, bytes', '0'],
        ['Ping', 'no answer'],
      ],
      cause: 'PLACE takes no message: by its HTTP/2 settings, the window of a stream is 0 bytes',
      hint: 'It may widen the window of each call by itself; if calls get no answer, look at its settings and its log',
    });
  });

  it('goes by what the server settles last', async () => {
    expect(await http2Of([4, 0], [3, 0], [3, 100], [4, 1000])).toMatchObject({ state: 'passed' });
  });

  it.each([
    [5, 100, 'the longest frame is 100 bytes, and may be 16384 to 16777215'],
    [5, 16_777_216, 'the longest frame is 16777216 bytes, and may be 16384 to 16777215'],
    [4, 2 ** 31, 'the window of a stream is 2147483648 bytes, and may be 2147483647 at most'],
    [2, 1, 'a server may not ask for pushes (ENABLE_PUSH 1)'],
  ])('fails at a setting that HTTP/2 does not allow: %i with %i', async (id, value, what) => {
    expect(await http2Of([id, value])).toMatchObject({
      step: 'http2',
      state: 'failed',
      cause: `PLACE breaks the rules of HTTP/2 with its settings: ${what}`,
      hint: 'Look at the settings of the server, or of the proxy before it',
    });
  });

  it.each([
    [7, 'a frame of them has 7 bytes, and each has 6'],
    [6 * 33, 'there are 33 in one frame, and at most 32 are taken'],
  ])('fails at a frame of settings that is not taken: of %i bytes', async (bytes, what) => {
    expect(await http2After(frameOf(4, 0, 0, Buffer.alloc(bytes)))).toMatchObject({
      state: 'failed',
      cause: `PLACE breaks the rules of HTTP/2 with its settings: ${what}`,
    });
  });

  it('is not kept by a server that never stops talking', async () => {
    const settingsFrames = Buffer.alloc(9 * 1000);
    for (let at = 0; at < settingsFrames.length; at += 9) settingsFrames[at + 3] = 4;
    const { place } = await started(
      startSockets((socket) => {
        const talk = (): void => {
          if (socket.write(settingsFrames)) setImmediate(talk);
          else socket.once('drain', talk);
        };
        talk();
      }),
    );
    expect((await steps(place)).at(-1)).toMatchObject({
      step: 'http2',
      state: 'passed',
      facts: [['Ping', 'no answer']],
    });
  });

  it('tells silence, in plaintext and in TLS, by how long was waited in all', async () => {
    const { port } = await started(startSilent());
    const place = `127.0.0.1:${port}`;
    expect((await steps(`grpc://${place}`, { timeoutMs: 200 })).at(-1)).toMatchObject({
      step: 'http2',
      state: 'failed',
      cause: { message: `${place} accepted the connection and then said nothing for 10 s` },
    });
    expect((await steps(`grpcs://${place}`, { timeoutMs: 200 })).at(-1)).toMatchObject({
      step: 'tls',
      state: 'failed',
      cause: {
        message: `${place} did not finish the TLS handshake within 10 s`,
        hint: 'If the server speaks plaintext, use grpc://',
      },
    });
  });

  it.each([
    [
      'bytes that are not HTTP/2',
      Buffer.from('mew\0\0\0\0\0\0\0'),
      'failed',
      'PLACE answered "mew·······": that is not HTTP/2',
    ],
    [
      'the beginning of something',
      Buffer.alloc(4),
      'failed',
      'PLACE accepted the connection and sent 4 bytes in 10 s: they are not HTTP/2, or not all of it',
    ],
    ['settings, and answers no ping', settingFrame(3, 100), 'passed', undefined],
  ] as const)('tells what came when the time is over: %s', async (_name, bytes, state, cause) => {
    const { place } = await started(startSockets((socket) => void socket.write(bytes)));
    const step = (await steps(place, { timeoutMs: 200 })).at(-1);
    expect([step?.step, step?.state, step?.cause?.message.replace(place, 'PLACE')]).toEqual([
      'http2',
      state,
      cause,
    ]);
  });

  it('tries the addresses one after the other, and tells how it went with each', async () => {
    const { address } = await started(startRawServer((stream) => stream.close()));
    const target = parseTarget(address);
    const route = { target, tls: { insecure: true }, face: windowFace };
    const probing = new Probing(route, new TimeBudget(5000));
    const found = await connectStep(probing, ['127.0.0.2', '127.0.0.1']);
    expect(found).toMatchObject({
      summary: `Connected to ${address}`,
      facts: [
        ['127.0.0.2', expect.stringMatching(/^(refused|no answer)$/)],
        ['127.0.0.1', 'connected'],
      ],
    });
    probing.close();
  });

  it('goes through a proxy as a step of its own', async () => {
    const server = await started(startSampleServer({ tls: true }));
    const place = `127.0.0.1:${server.port}`;
    for (const [kind, starting] of [
      ['http', startHttpProxy()],
      ['socks5', startSocksProxy()],
    ] as const) {
      const { port } = await started<Closable>(starting);
      const proxy = parseProxy(`${kind}://127.0.0.1:${port}`);
      expect(await steps(`grpcs://${place}`, { proxy })).toMatchObject([
        { step: 'name', state: 'skipped' },
        { step: 'connect', summary: `Connected to the proxy 127.0.0.1:${port}` },
        {
          step: 'proxy',
          state: 'passed',
          ms: expect.any(Number),
          summary: `The proxy 127.0.0.1:${port} connected to ${place}`,
        },
        { step: 'tls' },
        { step: 'http2', state: 'passed' },
      ]);
    }
  });
});
