import type { OutgoingHttpHeaders } from 'node:http2';
import { afterEach, describe, expect, it } from 'vitest';
import type { AppError } from '#app/contract/result.ts';
import { failingCall, greet } from '#engine/testing/failing-call.ts';
import { answerWith, frame, type RawAnswer, startRawServer } from '#engine/testing/raw-server.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { reflection } from '#engine/testing/sources.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
async function callTo(answer: RawAnswer, deadline = '') {
  const server = await startRawServer(answer);
  closing.push(() => server.close());
  const target = { address: server.address };
  return failingCall({ target, method: greet, deadline }, server);
}
/** Why no schema can be had. */
async function readFrom(answer: RawAnswer): Promise<AppError> {
  const server = await startRawServer(answer);
  const engine = quietEngine();
  closing.push(
    () => void engine.close(),
    () => server.close(),
  );
  const reading = engine.schema({ target: { address: server.address }, sources: reflection });
  const { error } = await reading.then(
    () => expect.fail('it was read'),
    (failure) => failure,
  );
  return { ...error, message: error.message.replaceAll(server.address, 'host:port') };
}
const respond =
  (headers: OutgoingHttpHeaders, body?: string | Buffer): RawAnswer =>
  (stream) => {
    stream.respond(headers, { endStream: body === undefined });
    if (body !== undefined) stream.end(body);
  };
const page =
  '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><center>nginx</center></body>';

describe('an answer that is not gRPC', () => {
  const behind =
    'A proxy may have answered for a server that it did not reach: check the server behind it';
  const place = 'Check the port and the path';
  const cases: readonly [name: string, answer: RawAnswer, status: string, text: string][] = [
    [
      'a web page of a proxy',
      respond({ ':status': 502, 'content-type': 'text/html', server: 'nginx' }, page),
      '14 UNAVAILABLE',
      `host:port answered HTTP 502 (Bad Gateway) from nginx with text/html, not gRPC: “502 Bad Gateway nginx”. ${behind}`,
    ],
    [
      'a web page',
      respond({ ':status': 200, 'content-type': 'text/html; charset=utf-8' }, '<p>Welcome!'),
      '2 UNKNOWN',
      `host:port answered HTTP 200 (OK) with text/html; charset=utf-8, not gRPC: “Welcome!”. ${place}`,
    ],
    [
      'JSON',
      respond({ ':status': 404, 'content-type': 'application/json' }, '{"error":"no route"}'),
      '12 UNIMPLEMENTED',
      `host:port answered HTTP 404 (Not Found) with application/json, not gRPC: “{"error":"no route"}”. ${place}`,
    ],
    [
      'an HTTP status alone',
      respond({ ':status': 503 }),
      '14 UNAVAILABLE',
      `host:port answered HTTP 503 (Service Unavailable) with no content type, not gRPC. ${behind}`,
    ],
    [
      'a redirection',
      respond({ ':status': 308, location: 'https://elsewhere.example/' }),
      '2 UNKNOWN',
      'host:port answered HTTP 308 (Permanent Redirect) with no content type, not gRPC. It sends on to https://elsewhere.example/, which gRPC does not follow: use that address',
    ],
    [
      'a message that a proxy finds too large',
      respond({ ':status': 413, 'content-type': 'text/html' }, ''),
      '2 UNKNOWN',
      'host:port answered HTTP 413 (Payload Too Large) with text/html, not gRPC. The message is larger than it takes: send less, or raise the limit of the server, or of the proxy before it',
    ],
    [
      'metadata that a proxy finds too large',
      respond({ ':status': 431 }),
      '2 UNKNOWN',
      'host:port answered HTTP 431 (Request Header Fields Too Large) with no content type, not gRPC. The metadata is larger than it takes: send less of it',
    ],
    [
      'a load balancer that is not set up for gRPC',
      respond({ ':status': 464, server: 'awselb/2.0' }),
      '2 UNKNOWN',
      'host:port answered HTTP 464 from awselb/2.0 with no content type, not gRPC. The load balancer passes on another protocol: set its target group to gRPC',
    ],
    [
      'a wish for credentials',
      respond({ ':status': 401, 'content-type': 'text/plain' }, 'who are you?'),
      '16 UNAUTHENTICATED',
      'host:port answered HTTP 401 (Unauthorized) with text/plain, not gRPC: “who are you?”. It wants to know who calls: add the metadata that it asks for, such as authorization',
    ],
    [
      'bytes',
      respond(
        { ':status': 200, 'content-type': 'image/png' },
        Buffer.from('89504e470d0a1a0a', 'hex'),
      ),
      '2 UNKNOWN',
      `host:port answered HTTP 200 (OK) with image/png, not gRPC: bytes 89504e470d0a1a0a. ${place}`,
    ],
    [
      'a page that would command a terminal',
      respond(
        { ':status': 500, 'content-type': 'text/plain', server: 'x\u001b[2J'.slice(0, 1) },
        'a\u001b[2Jb\nc',
      ),
      '2 UNKNOWN',
      `host:port answered HTTP 500 (Internal Server Error) from x with text/plain, not gRPC: “a\\u001b[2Jb c”. ${place}`,
    ],
    [
      'a page of megabytes',
      respond({ ':status': 200, 'content-type': 'text/plain' }, 'long '.repeat(1_000_000)),
      '2 UNKNOWN',
      `host:port answered HTTP 200 (OK) with text/plain, not gRPC: “${'long '.repeat(40)}…”. ${place}`,
    ],
  ];
  it.each(cases)(
    '%s is told by its HTTP status and first bytes',
    async (_name, answer, status, text) => {
      const { sentence, warnings, received } = await callTo(answer);
      expect(sentence).toBe(`${status}: ${text}.`);
      const [warning = '', ...others] = warnings;
      expect([warning.split('. As it came: ')[0], others]).toEqual([text, []]);
      expect(received).toBe(0);
    },
  );

  it('has its HTTP status among its headers, and a web page as it came', async () => {
    const headers = { ':status': 502, 'content-type': 'text/html', server: 'nginx' };
    const { events, warnings } = await callTo(respond(headers, page));
    expect(events.find(({ type }) => type === 'headers')).toMatchObject({
      metadata: expect.arrayContaining([
        [':status', '502'],
        ['server', 'nginx'],
      ]),
    });
    expect(warnings[0]).toMatch(/\. As it came: <html> <head><title>502 Bad Gateway<\/title>/);
  });

  const files =
    'if they are right, it has no reflection: add the .proto files that define its services';
  it.each([
    [
      'HTTP 502 (Bad Gateway) from nginx with text/html, not gRPC: “502 Bad Gateway nginx”',
      { code: 'status', status: 14, hint: behind },
      respond({ ':status': 502, 'content-type': 'text/html', server: 'nginx' }, page),
    ],
    [
      'HTTP 404 (Not Found) with application/json, not gRPC: “{"error":"no route"}”',
      { code: 'status', status: 12, hint: `${place}; ${files}` },
      respond({ ':status': 404, 'content-type': 'application/json' }, '{"error":"no route"}'),
    ],
  ])('is told of reflection too: %s', async (answered, error, answer) => {
    expect(await readFrom(answer)).toEqual({ ...error, message: `host:port answered ${answered}` });
  });

  it('is told of reflection while it does not end', { timeout: 5000 }, async () => {
    const error = await readFrom((stream) =>
      stream.respond({ ':status': 503, 'content-type': 'text/html' }),
    );
    expect(error).toEqual({
      code: 'status',
      status: 14,
      message: 'host:port answered HTTP 503 (Service Unavailable) with text/html, not gRPC',
      hint: behind,
    });
  });

  it('is no reflection where the answer is gRPC by its type', async () => {
    const error = await readFrom(respond({ ':status': 404, 'content-type': 'application/grpc' }));
    expect(error).toMatchObject({ code: 'no-reflection' });
  });

  it('is told while it does not end, and has no body', { timeout: 5000 }, async () => {
    const server = await startRawServer((stream) => stream.respond({ ':status': 503 }));
    closing.push(() => server.close());
    const { warnings } = await failingCall(
      {
        target: { address: server.address },
        act: async ({ call, until }) => {
          await until('warning');
          call.cancel();
        },
      },
      server,
    );
    expect(warnings).toEqual([
      `host:port answered HTTP 503 (Service Unavailable) with no content type, not gRPC. ${behind}`,
    ]);
  });

  it('is told with the deadline when it never ends', async () => {
    const { sentence } = await callTo(
      (stream) => stream.respond({ ':status': 503, 'content-type': 'text/html' }),
      '300ms',
    );
    expect(sentence).toBe(
      `4 DEADLINE_EXCEEDED: The deadline of 300 ms passed after host:port answered HTTP 503 (Service Unavailable) with text/html, not gRPC. ${behind}.`,
    );
  });

  it('gRPC-Web is known, though its frames look alike', async () => {
    const trailers = Buffer.from('grpc-status: 0\r\n');
    const { sentence } = await callTo(
      respond(
        { ':status': 200, 'content-type': 'application/grpc-web+proto' },
        frame(trailers, 0x80),
      ),
    );
    expect(sentence).toBe(
      '2 UNKNOWN: host:port answered HTTP 200 (OK) with application/grpc-web+proto, which is gRPC-Web: bytes 8000000010677270632d737461747573…. Use the port where the server speaks gRPC itself, or a path without the translation for browsers.',
    );
  });

  it('an event stream without end is told while it goes on, and ended', async () => {
    const { sentence } = await callTo((stream) => {
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      const ticking = setInterval(() => stream.write('data: tick\n\n'), 20);
      stream.on('close', () => clearInterval(ticking));
    });
    expect(sentence).toMatch(/^2 UNKNOWN: host:port answered HTTP 200 .* “data: tick/);
  });

  it('keeps the status of gRPC that comes with an HTTP status, or without a content type', async () => {
    const both = await callTo((stream) =>
      stream.respond(
        {
          ':status': 503,
          'content-type': 'application/grpc',
          'grpc-status': '14',
          'grpc-message': 'no healthy upstream',
        },
        { endStream: true },
      ),
    );
    expect(both.sentence).toBe('14 UNAVAILABLE: no healthy upstream');
    expect(both.warnings).toEqual([]);
    const untyped = await callTo((stream) =>
      answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' }, ''),
    );
    expect(untyped.sentence).toBe('0 OK: ');
    expect(untyped.received).toBe(1);
    expect(untyped.warnings).toHaveLength(1);
  });

  it('hides nothing of interim answers', async () => {
    const { sentence, received } = await callTo((stream) => {
      stream.additionalHeaders({ ':status': 103 });
      answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' });
    });
    expect([sentence, received]).toEqual(['0 OK: ', 1]);
  });
});

it('reflection that is reset says what to try, and nothing of metadata', async () => {
  expect(await readFrom((stream) => stream.close(7))).toEqual({
    code: 'status',
    status: 14,
    message:
      'The reflection of host:port ended with UNAVAILABLE 14: The stream with host:port was reset with REFUSED_STREAM (7) before a message came: the server refused the call before it looked at it, as those do that are too busy',
    hint: 'Try again later',
  });
});
