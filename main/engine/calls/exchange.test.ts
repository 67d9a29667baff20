import type { ServerHttp2Stream } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failingCall, greet, watch } from '../testing/failing-call.ts';
import { answerWith, frame, type RawAnswer, startRawServer } from '../testing/raw-server.ts';
import { quietEngine, record } from '../testing/recorded-call.ts';
import { sampleSet } from '../testing/sources.ts';
import { Exchange } from './exchange.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
async function serve(answer: RawAnswer) {
  const server = await startRawServer(answer);
  closing.push(() => server.close());
  return server;
}
const hello = Buffer.from('0a0568656c6c6f', 'hex');
const ok = (stream: ServerHttp2Stream, body = frame(hello)) =>
  answerWith(stream, body, { 'grpc-status': '0' });

const refuse = (stream: ServerHttp2Stream) =>
  stream.respond(
    { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '14' },
    { endStream: true },
  );
const retryPolicy = {
  maxAttempts: 3,
  initialBackoff: '0.01s',
  maxBackoff: '0.01s',
  backoffMultiplier: 1,
  retryableStatusCodes: ['UNAVAILABLE'],
};
const retrying = JSON.stringify({ methodConfig: [{ name: [{}], retryPolicy }] });

describe('the HTTP side of a call', () => {
  it('tells the request headers as the server gets them, and no others', async () => {
    const server = await serve((stream) => ok(stream));
    const engine = quietEngine();
    closing.push(() => engine.close());
    const composed = {
      schema: { target: { address: server.address }, sources: sampleSet },
      method: greet,
      message: '{}',
      deadline: '5s',
      metadata: [
        ['x-one', '1'],
        ['x-raw-bin', 'AAEC'],
      ],
    } satisfies Parameters<typeof record>[1];
    const first = await record(engine, composed);
    await first.call.ended;
    const second = await record(engine, composed);
    await second.call.ended;
    expect(server.requests).toHaveLength(2);
    for (const [at, { events }] of [first, second].entries()) {
      expect(events.map(({ type }) => type)).toEqual([
        'start',
        'connected',
        'sent',
        'headers',
        'received',
        'end',
      ]);
      const [, connected] = events;
      if (connected?.type !== 'connected') throw new Error('it was not connected');
      const request = connected.request ?? [];
      expect(
        request
          .slice(0, 4)
          .map(([name]) => name)
          .sort(),
      ).toEqual([':authority', ':method', ':path', ':scheme']);
      expect(Object.fromEntries(request)).toEqual(
        Object.fromEntries(Object.entries(server.requests[at] ?? {})),
      );
      expect(Object.fromEntries(request)).toMatchObject({
        ':path': `/${greet}`,
        te: 'trailers',
        'grpc-timeout': expect.stringMatching(/^\d+m$/),
        'x-raw-bin': 'AAEC',
      });
    }
    expect(first.events[1]).toMatchObject({ ms: { total: expect.any(Number) } });
    expect(first.events[1]).not.toHaveProperty('reused');
    expect(second.events[1]).toMatchObject({ ms: { connect: expect.any(Number) }, reused: true });
    expect(second.events[1]).not.toHaveProperty('ms.total');
  });

  it('tells the size on the wire of each message, compressed or not, wherever the chunks end', async () => {
    const packed = gzipSync(Buffer.concat([Buffer.from('0af403', 'hex'), Buffer.alloc(500, 'a')]));
    const body = Buffer.concat([frame(packed, 1), frame(hello), frame(Buffer.alloc(0))]);
    const server = await serve((stream) => {
      stream.respond(
        { ':status': 200, 'content-type': 'application/grpc', 'grpc-encoding': 'gzip' },
        { waitForTrailers: true },
      );
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      for (const byte of body) stream.write(Buffer.of(byte));
      stream.end();
    });
    const { events, end } = await failingCall(
      { target: { address: server.address }, method: watch },
      server,
    );
    expect(end.code).toBe(0);
    const sizes = events.flatMap((event) =>
      event.type === 'received' ? [[event.bytes, event.wireBytes]] : [],
    );
    expect(sizes).toEqual([
      [503, packed.length],
      [hello.length, hello.length],
      [0, 0],
    ]);
  });

  it('tells each attempt that grpc-js makes, and no message twice', async () => {
    let attempts = 0;
    const server = await serve((stream) => {
      attempts += 1;
      if (attempts === 1) stream.close(7);
      else ok(stream);
    });
    const { events, end } = await failingCall({ target: { address: server.address } }, server);
    expect(end).toMatchObject({ code: 0, status: 'OK' });
    expect(attempts).toBe(2);
    expect(events.map(({ type }) => type).filter((type) => type !== 'headers')).toEqual([
      'start',
      'connected',
      'sent',
      'connected',
      'received',
      'end',
    ]);
    expect(events.filter(({ type }) => type === 'connected')[1]).toMatchObject({
      attempt: 2,
      reused: true,
    });
  });

  it('says of an attempt that goes over another connection that it stood for none', async () => {
    const server = await serve((stream) => {
      if (server.requests.length > 1) return ok(stream);
      refuse(stream);
      stream.session?.close();
    });
    const options = { serviceConfig: retrying };
    const { events, end } = await failingCall(
      { target: { address: server.address }, options },
      server,
    );
    expect(end).toMatchObject({ code: 0 });
    const [, again] = events.filter(({ type }) => type === 'connected');
    expect(again).toMatchObject({ attempt: 2, ms: {} });
    expect(again).not.toHaveProperty('reused');
  });

  it('tells the attempts of a retry policy, and each message once with its size on the wire', async () => {
    const server = await serve((stream) => {
      const isLast = server.requests.length === 3;
      stream.on('end', () => {
        if (isLast) ok(stream);
        else refuse(stream);
      });
    });
    const { events, end } = await failingCall(
      {
        target: { address: server.address },
        message: `{"name":"${'a'.repeat(1000)}"}`,
        options: {
          compression: 'gzip',
          serviceConfig: retrying,
        },
      },
      server,
    );
    expect(end.code).toBe(0);
    expect(
      events.flatMap((event) => (event.type === 'connected' ? [event.attempt ?? 1] : [])),
    ).toEqual([1, 2, 3]);
    const sent = events.flatMap((event) => (event.type === 'sent' ? [event] : []));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.bytes).toBe(1003);
    expect(sent[0]?.wireBytes).toBeLessThan(100);
  });

  it('tells a message as sent, and the half-close behind it, when HTTP/2 takes it', async () => {
    const server = await serve((stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
      stream.pause();
    });
    const { events } = await failingCall(
      {
        target: { address: server.address },
        method: 'sample.telemetry.v1.Telemetry/Upload',
        act: async ({ call, until }) => {
          for (const sensor of ['a', 'b']) void call.send(`{"sensor":"${sensor}"}`).catch(() => {});
          call.halfClose();
          await until('half-close');
          call.cancel();
        },
      },
      server,
    );
    const told = events.filter(({ type }) => type === 'sent' || type === 'half-close');
    expect(told).toMatchObject([
      { type: 'sent', index: 1, bytes: 3, wireBytes: 3 },
      { type: 'sent', index: 2, bytes: 3, wireBytes: 3 },
      { type: 'half-close' },
    ]);
  });

  it('is not needed: a call that cannot be observed goes as well, and tells less', async () => {
    const server = await serve((stream) => ok(stream));
    const unobserved = vi.spyOn(Exchange, 'begin').mockReturnValue(undefined);
    closing.push(() => unobserved.mockRestore());
    const { events } = await failingCall({ target: { address: server.address } }, server);
    expect(events.map(({ type }) => type)).toEqual([
      'start',
      'connected',
      'sent',
      'headers',
      'received',
      'end',
    ]);
    expect(events[1]).not.toHaveProperty('request');
    expect(events[2]).not.toHaveProperty('wireBytes');
  });

  it('leaves pausing to hold the server back', async () => {
    const message = frame(Buffer.alloc(64 * 1024));
    let written = 0;
    const server = await serve((stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
      const write = () => {
        while (written < 1000) {
          written += 1;
          if (!stream.write(message)) break;
        }
      };
      stream.on('drain', write);
      write();
    });
    const engine = quietEngine();
    closing.push(() => engine.close());
    const { call, until } = await record(engine, {
      schema: { target: { address: server.address }, sources: sampleSet },
      method: watch,
      message: '{}',
    });
    await until('received');
    call.pause();
    let before = -1;
    await vi.waitFor(
      () => {
        const isStill = written === before;
        before = written;
        expect(isStill).toBe(true);
      },
      { interval: 200, timeout: 5000 },
    );
    // A window of 1 MB on either side and what the sockets hold, of 64 MB.
    expect(written).toBeLessThan(500);
    call.resume();
    await until('received', 1000);
    call.cancel();
    expect(await call.ended).toMatchObject({ code: 1 });
    await vi.waitFor(() => expect(server.closeCodes).toEqual([8]));
  });
});
