import { afterEach, describe, expect, it } from 'vitest';
import { failingCall, greet, watch } from '#engine/testing/failing-call.ts';
import {
  dataFrame,
  type FrameTalk,
  headersFrame,
  resetFrame,
  startFrameServer,
} from '#engine/testing/frame-server.ts';
import { frame } from '#engine/testing/raw-server.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
async function callTo(onRequest: (talk: FrameTalk) => void, method = watch) {
  const server = await startFrameServer({ onRequest });
  closing.push(() => server.close());
  const called = await failingCall({ target: { address: server.address }, method }, server);
  return { ...called, resets: server.resets };
}
const oneMessage = ({ stream }: FrameTalk) => [
  headersFrame(stream, { ':status': '200', 'content-type': 'application/grpc' }),
  dataFrame(stream, frame(Buffer.alloc(0))),
];

it('a stream that the server ends and then resets keeps the code, where this side is still open', async () => {
  const server = await startFrameServer({
    onRequest: (talk) =>
      talk.write(
        headersFrame(talk.stream, { ':status': '200', 'content-type': 'application/grpc' }),
        dataFrame(talk.stream, frame(Buffer.alloc(0)), true),
        resetFrame(talk.stream, 2),
      ),
  });
  closing.push(() => server.close());
  const { sentence } = await failingCall(
    { target: { address: server.address }, method: 'sample.chat.v1.Chat/Converse' },
    server,
  );
  expect(sentence).toMatch(
    /^13 INTERNAL: The stream with host:port was reset with INTERNAL_ERROR \(2\) after 1 message: /,
  );
});

it('a stream that both sides have ended is over: a reset behind that changes nothing, and Node does not tell it', async () => {
  const { sentence, received } = await callTo((talk) =>
    talk.write(
      headersFrame(talk.stream, { ':status': '200', 'content-type': 'application/grpc' }),
      dataFrame(talk.stream, frame(Buffer.alloc(0)), true),
      resetFrame(talk.stream, 2),
    ),
  );
  expect(received).toBe(1);
  expect(sentence).toBe(
    '13 INTERNAL: host:port ended the stream after 1 message with no trailers. It, or a proxy before it, may have broken off.',
  );
});

describe('a stream that is reset after its first message', () => {
  const look = 'Look at the log of the server, and of a proxy before it.';
  const cases: readonly [code: number, sentence: string][] = [
    [
      0,
      '13 INTERNAL: host:port ended the stream after 1 message with no trailers. It, or a proxy before it, may have broken off.',
    ],
    [
      1,
      '13 INTERNAL: The stream with host:port was reset with PROTOCOL_ERROR (1) after 1 message: one side, or a proxy between, broke a rule of HTTP/2. Often it is a header that is not allowed: check the metadata and the authority.',
    ],
    [
      2,
      `13 INTERNAL: The stream with host:port was reset with INTERNAL_ERROR (2) after 1 message: the server, or a proxy before it, failed inside. ${look}`,
    ],
    [
      3,
      `13 INTERNAL: The stream with host:port was reset with FLOW_CONTROL_ERROR (3) after 1 message: one side sent more than was allowed. ${look}`,
    ],
    [
      4,
      '13 INTERNAL: The stream with host:port was reset with SETTINGS_TIMEOUT (4) after 1 message: settings were not confirmed in time. Try again later.',
    ],
    [
      5,
      `13 INTERNAL: The stream with host:port was reset with STREAM_CLOSED (5) after 1 message: the stream was closed already. ${look}`,
    ],
    [
      6,
      `13 INTERNAL: The stream with host:port was reset with FRAME_SIZE_ERROR (6) after 1 message: a frame had a size that is not allowed. ${look}`,
    ],
    [
      7,
      '14 UNAVAILABLE: The stream with host:port was reset with REFUSED_STREAM (7) after 1 message: the server refused the call before it looked at it, as those do that are too busy. Try again later.',
    ],
    [
      8,
      `1 CANCELLED: The stream with host:port was reset with CANCEL (8) after 1 message: the server, or a proxy before it, cancelled the call. ${look}`,
    ],
    [
      9,
      `13 INTERNAL: The stream with host:port was reset with COMPRESSION_ERROR (9) after 1 message: headers could not be unpacked. ${look}`,
    ],
    [
      10,
      '13 INTERNAL: The stream with host:port was reset with CONNECT_ERROR (10) after 1 message: the connection from a proxy to the server broke. Check that the server behind the proxy is running.',
    ],
    [
      11,
      '8 RESOURCE_EXHAUSTED: The stream with host:port was reset with ENHANCE_YOUR_CALM (11) after 1 message: the server finds that too much is asked of it. Call less often, or with less at once; keepalive pings may be too frequent.',
    ],
    [
      12,
      '7 PERMISSION_DENIED: The stream with host:port was reset with INADEQUATE_SECURITY (12) after 1 message: the server does not find the connection secure enough. Use TLS: grpcs://.',
    ],
    [
      13,
      '13 INTERNAL: The stream with host:port was reset with HTTP_1_1_REQUIRED (13) after 1 message: the server wants HTTP/1.1 for this, and gRPC needs HTTP/2. Check the port and the path, or the proxy before the server.',
    ],
    [
      4711,
      `13 INTERNAL: The stream with host:port was reset with error code 4711 after 1 message: this code has no meaning in HTTP/2. ${look}`,
    ],
  ];
  it.each(cases)('tells the code %i', async (code, expected) => {
    const { sentence, received, warnings } = await callTo((talk) =>
      talk.write(...oneMessage(talk), resetFrame(talk.stream, code)),
    );
    expect(sentence).toBe(expected);
    expect(received).toBe(1);
    expect(warnings).toEqual([]);
  });
});

describe('a stream that is reset before an answer', () => {
  it('is tried once more by grpc-js when it was refused, and each attempt is told', async () => {
    const { events, sentence } = await callTo(
      (talk) => talk.write(resetFrame(talk.stream, 7)),
      greet,
    );
    expect(events.map(({ type }) => type)).toEqual([
      'start',
      'connected',
      'sent',
      'connected',
      'end',
    ]);
    expect(sentence).toMatch(/^14 UNAVAILABLE: .* REFUSED_STREAM \(7\) before a message came/);
  });

  it('ends the call at once with every other code', async () => {
    const { events, sentence } = await callTo((talk) => talk.write(resetFrame(talk.stream, 2)));
    expect(events.map(({ type }) => type)).toEqual(['start', 'connected', 'sent', 'end']);
    expect(sentence).toMatch(/^13 INTERNAL: .* INTERNAL_ERROR \(2\) before a message came/);
  });
});

describe('a stream that this side resets', () => {
  it('is one that a person cancels: the server hears CANCEL', async () => {
    const server = await startFrameServer({ onRequest: (talk) => talk.write(...oneMessage(talk)) });
    closing.push(() => server.close());
    const { sentence } = await failingCall(
      {
        target: { address: server.address },
        method: watch,
        act: async ({ call, until }) => {
          await until('received');
          call.cancel();
        },
      },
      server,
    );
    expect(sentence).toBe('1 CANCELLED: Cancelled by hand');
    expect(server.resets).toEqual([8]);
  });

  it('is one that is open when the engine is closed', async () => {
    const server = await startFrameServer({ onRequest: (talk) => talk.write(...oneMessage(talk)) });
    closing.push(() => server.close());
    const { sentence } = await failingCall(
      {
        target: { address: server.address },
        method: watch,
        act: async ({ until }, engine) => {
          await until('received');
          await engine.close();
        },
      },
      server,
    );
    expect(sentence).toBe('1 CANCELLED: Cancelled because Duplex was closed');
    expect(server.resets).toEqual([8]);
  });
});
