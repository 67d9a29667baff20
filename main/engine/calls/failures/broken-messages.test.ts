import type { ServerHttp2Stream } from 'node:http2';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { failingCall, greet, watch } from '#engine/testing/failing-call.ts';
import { answerWith, frame, type RawAnswer, startRawServer } from '#engine/testing/raw-server.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
async function callTo(answer: RawAnswer, method = greet, deadline = '') {
  const server = await startRawServer(answer);
  closing.push(() => server.close());
  const called = await failingCall(
    { target: { address: server.address }, method, deadline },
    server,
  );
  return { ...called, closeCodes: server.closeCodes };
}
const hello = Buffer.from('0a0568656c6c6f', 'hex');
const ok = { 'grpc-status': '0' };
const bytes =
  (body: Buffer): RawAnswer =>
  (stream) =>
    answerWith(stream, body, ok);
const encoded =
  (encoding: string, body: Buffer): RawAnswer =>
  (stream) => {
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-encoding': encoding },
      { waitForTrailers: true },
    );
    stream.on('wantTrailers', () => stream.sendTrailers(ok));
    stream.end(body);
  };
const start = (stream: ServerHttp2Stream) =>
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' });

const rules = 'The server, or a proxy before it, does not do as gRPC says';

describe('messages that are not as they should be', () => {
  const cases: readonly [
    name: string,
    answer: RawAnswer,
    sentence: string,
    warnings: readonly string[],
    received: number,
  ][] = [
    [
      'a length of 4 GB',
      bytes(Buffer.from('00ffffffff0a05', 'hex')),
      '8 RESOURCE_EXHAUSTED: Message 1 from host:port is 4294967295 bytes by its prefix, more than the 512 MB that may be received. Allow larger messages (Largest received in Options), or check that the server frames its messages as gRPC does.',
      [],
      0,
    ],
    [
      'a message that breaks off',
      bytes(frame(hello).subarray(0, 8)),
      '13 INTERNAL: host:port ended the call with OK, but message 1 broke off: 3 of the 7 bytes came. It, or a proxy before it, may have broken off.',
      [],
      0,
    ],
    [
      'a prefix that breaks off',
      bytes(Buffer.concat([frame(hello), Buffer.of(0, 0)])),
      '13 INTERNAL: host:port ended the call with OK, but message 2 broke off: 2 of the 5 bytes of its prefix came. It, or a proxy before it, may have broken off.',
      [],
      1,
    ],
    [
      'a payload that is not the type',
      bytes(frame(Buffer.from('0aff', 'hex'))),
      '0 OK: ',
      [
        'Message 1 of 2 bytes: The payload does not decode as sample.greeter.v1.SayHelloResponse: at byte 1, the bytes end within a number',
      ],
      1,
    ],
    [
      'none, with OK',
      bytes(Buffer.alloc(0)),
      '13 INTERNAL: host:port ended the call with OK, but sent no message, and this method answers with one. It, or a proxy before it, may have broken off.',
      [],
      0,
    ],
    [
      'two, for a method with one',
      bytes(Buffer.concat([frame(hello), frame(hello)])),
      '13 INTERNAL: host:port ended the call with OK, but sent 2 messages, and this method answers with one. By its own schema the method may be a stream, and this one be older: read the schema again.',
      [],
      2,
    ],
    [
      'marked as compressed, with no encoding',
      bytes(frame(gzipSync(hello), 1)),
      `13 INTERNAL: Message 1 from host:port is marked as compressed, but no grpc-encoding says how. ${rules}.`,
      [],
      0,
    ],
    [
      'compressed in a way that nobody offered',
      encoded('snappy', frame(hello, 1)),
      `13 INTERNAL: Message 1 from host:port is compressed with "snappy", which Duplex did not offer: it unpacks gzip and deflate. ${rules}.`,
      [],
      0,
    ],
    [
      'not the gzip that it says',
      encoded('gzip', frame(hello, 1)),
      `13 INTERNAL: Message 1 from host:port is not the gzip that it says it is. ${rules}.`,
      [],
      0,
    ],
    [
      'gzip that breaks off',
      encoded('gzip', frame(gzipSync(hello).subarray(0, 12), 1)),
      `13 INTERNAL: Message 1 from host:port is not the gzip that it says it is. ${rules}.`,
      [],
      0,
    ],
    [
      'with a flag that gRPC does not know',
      bytes(Buffer.concat([frame(hello, 7), frame(hello)])),
      `13 INTERNAL: Message 1 from host:port begins with the flag 7, and gRPC knows only 0, and 1 for a compressed one. ${rules}.`,
      [],
      0,
    ],
    ['deflate', encoded('deflate', frame(deflateSync(hello), 1)), '0 OK: ', [], 1],
    ['not compressed, for all the encoding', encoded('snappy', frame(hello)), '0 OK: ', [], 1],
  ];
  it.each(cases)('%s', async (_name, answer, sentence, warnings, received) => {
    const called = await callTo(answer);
    expect(called.sentence).toBe(sentence);
    expect(called.warnings).toEqual(warnings);
    expect(called.received).toBe(received);
  });

  it.each([
    ['application/grpc+json', ['json']],
    ['application/grpc+thrift; charset=utf-8', ['thrift']],
    ['application/grpc+proto', []],
    ['application/grpc; charset=utf-8', []],
  ])('of the codec that %s names', async (contentType, codecs) => {
    const body = Buffer.concat([frame(hello), frame(hello)]);
    const { events, warnings } = await callTo(
      (stream) => answerWith(stream, body, ok, contentType),
      watch,
    );
    expect(warnings.filter((text) => text.startsWith('The server says'))).toEqual(
      codecs.map(
        (codec) =>
          `The server says its messages are ${codec} (${contentType}), and Duplex reads protobuf`,
      ),
    );
    const at = events.findIndex(({ type }) => type === 'headers');
    expect(events[at + 1]?.type).toBe(codecs.length === 0 ? 'received' : 'warning');
  });

  it('one whose flag gRPC does not know ends a stream that would go on', async () => {
    const { sentence, received, closeCodes } = await callTo((stream) => {
      start(stream);
      stream.write(Buffer.concat([frame(hello), frame(hello, 2), frame(hello)]));
    }, watch);
    expect(sentence).toBe(
      `13 INTERNAL: Message 2 from host:port begins with the flag 2, and gRPC knows only 0, and 1 for a compressed one. ${rules}.`,
    );
    expect(received).toBe(1);
    expect(closeCodes).toEqual([8]);
  });

  it('one that does not decode lets the others come', async () => {
    const broken = frame(Buffer.from('0aff', 'hex'));
    const { events, received } = await callTo(
      bytes(Buffer.concat([broken, frame(Buffer.alloc(0)), broken])),
      watch,
    );
    expect(received).toBe(3);
    expect(
      events.flatMap((event) => (event.type === 'warning' ? [[event.index, event.text]] : [])),
    ).toMatchObject([
      [1, expect.stringMatching(/^Message 1 of 2 bytes: .* does not decode/)],
      [3, expect.stringMatching(/^Message 3 of 2 bytes: .* does not decode/)],
    ]);
    expect(
      events.filter((event) => event.type === 'received' && event.raw === 'Cv8='),
    ).toHaveLength(2);
  });
});

const megabyte = 1024 * 1024;

describe('messages that are many, large or slow', () => {
  it('a gzip bomb ends the call inside the bound, and holds no more than that', async () => {
    const packed = gzipSync(Buffer.alloc(400 * megabyte));
    const server = await startRawServer(encoded('gzip', frame(packed, 1)));
    closing.push(() => server.close());
    const before = process.memoryUsage().rss;
    let most = 0;
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - before);
    }, 10);
    const { sentence } = await failingCall(
      { target: { address: server.address }, options: { maxReceiveBytes: 64 * megabyte } },
      server,
    );
    clearInterval(watching);
    expect(sentence).toBe(
      '8 RESOURCE_EXHAUSTED: Message 1 from host:port inflates to more than the 64 MB that may be received. Allow larger messages (Largest received in Options) if you trust this server.',
    );
    expect(most).toBeLessThan(250 * megabyte);
  });

  it('a message of 64 MB comes whole', async () => {
    const large = Buffer.alloc(64 * 1024 * 1024 + 5, 'a');
    // Field 1, a string of as many bytes as are left.
    large.set([0x0a, 0x80, 0x80, 0x80, 0x20]);
    const { events, end } = await callTo(bytes(frame(large)));
    expect(end.code).toBe(0);
    const received = events.find((event) => event.type === 'received');
    expect(received).toMatchObject({ bytes: large.length, wireBytes: large.length });
  });

  it('100,000 messages at once come all', async () => {
    const many = Buffer.concat(Array.from({ length: 100_000 }, () => frame(Buffer.alloc(0))));
    const { received, sentence } = await callTo(bytes(many), watch);
    expect(received).toBe(100_000);
    expect(sentence).toBe('0 OK: ');
  });

  it('a trickle of bytes is ended by the deadline', async () => {
    const body = frame(Buffer.alloc(1000));
    const { sentence, closeCodes } = await callTo(
      (stream) => {
        start(stream);
        let at = 0;
        const dripping = setInterval(() => stream.write(body.subarray(at, ++at)), 50);
        stream.on('close', () => clearInterval(dripping));
      },
      watch,
      '1s',
    );
    expect(sentence).toBe(
      '4 DEADLINE_EXCEEDED: The deadline of 1 s passed in the middle of message 1 from host:port',
    );
    expect(closeCodes).toEqual([8]);
  });

  const waiting: readonly [name: string, answer: RawAnswer, sentence: string][] = [
    ['says nothing', () => {}, 'before host:port answered anything'],
    ['sends headers alone', start, 'before host:port answered more than headers'],
    [
      'never ends',
      (stream) => {
        start(stream);
        stream.write(frame(Buffer.alloc(0)));
      },
      'after 1 message from host:port',
    ],
  ];
  it.each(waiting)('a server that %s is left at the deadline', async (_name, answer, when) => {
    const { sentence, closeCodes } = await callTo(answer, watch, '300ms');
    expect(sentence).toBe(`4 DEADLINE_EXCEEDED: The deadline of 300 ms passed ${when}`);
    expect(closeCodes).toEqual([8]);
  });
});

describe('headers that are large', () => {
  const answer =
    (length: number): RawAnswer =>
    (stream) => {
      stream.respond(
        { ':status': 200, 'content-type': 'application/grpc', 'x-large': 'x'.repeat(length) },
        { waitForTrailers: true },
      );
      stream.on('wantTrailers', () => stream.sendTrailers(ok));
      stream.end(frame(hello));
    };
  async function callWith(length: number, deadline: string) {
    const http2 = { maxSendHeaderBlockLength: 1024 * 1024 };
    const server = await startRawServer(answer(length), { http2 });
    closing.push(() => server.close());
    return failingCall({ target: { address: server.address }, deadline }, server);
  }

  it('come when they have 64 KB', async () => {
    const { events, sentence } = await callWith(64 * 1024, '');
    expect(sentence).toBe('0 OK: ');
    const headers = events.find((event) => event.type === 'headers');
    expect(Object.fromEntries(headers?.metadata ?? [])['x-large']).toHaveLength(64 * 1024);
  });

  it('come when they are 300', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`x-${at}`, 'v']));
    const server = await startRawServer((stream) => {
      const head = { ':status': 200, 'content-type': 'application/grpc', ...many };
      stream.respond(head, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers(ok));
      stream.end(frame(hello));
    });
    closing.push(() => server.close());
    const { events, sentence } = await failingCall({ target: { address: server.address } }, server);
    expect(sentence).toBe('0 OK: ');
    const headers = events.find((event) => event.type === 'headers');
    expect(headers?.metadata).toEqual(expect.arrayContaining(Object.entries(many)));
  });

  const trailed = 'm'.repeat(100 * 1024);
  it.each([
    ['in one piece with the last message', 0],
    ['some time behind it', 2500],
  ])('end the call when they are trailers of 100 KB, %s', { timeout: 20_000 }, async (_, ms) => {
    const server = await startRawServer(
      (stream) => {
        const head = { ':status': 200, 'content-type': 'application/grpc' };
        stream.respond(head, { waitForTrailers: true });
        stream.on('wantTrailers', () =>
          stream.sendTrailers({ 'grpc-status': '13', 'grpc-message': trailed }),
        );
        if (ms === 0) {
          stream.end(frame(hello));
          return;
        }
        stream.write(frame(hello));
        setTimeout(() => stream.end(), ms);
      },
      { http2: { maxSendHeaderBlockLength: 1024 * 1024 } },
    );
    closing.push(() => server.close());
    const { sentence, received } = await failingCall(
      { target: { address: server.address } },
      server,
    );
    expect(received).toBe(1);
    expect(sentence).toMatch(/^13 INTERNAL: What host:port answered cannot be read as HTTP\/2/);
  });

  it('end the call by its deadline when they have more than HTTP/2 unpacks here', async () => {
    const { sentence } = await callWith(200 * 1024, '500ms');
    expect(sentence).toBe(
      '4 DEADLINE_EXCEEDED: The deadline of 500 ms passed before host:port answered anything that can be read as HTTP/2: it sent a header of over 64 KB, or frames that break its rules. Look at what the server puts into its headers, or at the proxy before it.',
    );
  });
});
