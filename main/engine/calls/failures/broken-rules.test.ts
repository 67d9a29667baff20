import { afterAll, describe, expect, it } from 'vitest';
import { failingCall, watch } from '#engine/testing/failing-call.ts';
import {
  dataFrame,
  type FrameTalk,
  frameOf,
  headersFrame,
  settingFrame,
  startFrameServer,
  windowFrame,
} from '#engine/testing/frame-server.ts';
import { frame } from '#engine/testing/raw-server.ts';

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});
async function callTo(onRequest: (talk: FrameTalk) => void) {
  const server = await startFrameServer({ onRequest });
  closing.push(() => server.close());
  const target = { address: server.address };
  const { sentence } = await failingCall({ target, method: watch }, server);
  // Each connection that is closed here ends with NO_ERROR.
  const goaways = server.goaways.filter((code) => code !== 0);
  return { sentence, resets: server.resets, goaways };
}

const head = { ':status': '200', 'content-type': 'application/grpc' };
const message = (stream: number) => dataFrame(stream, frame(Buffer.alloc(0)));
const oneMessage = ({ stream }: FrameTalk) => [headersFrame(stream, head), message(stream)];
const times = (count: number, piece: Buffer) => Array.from({ length: count }, () => piece);
const continuation = 9;

describe('a stream that HTTP/2 here resets over what came is told as such', () => {
  const headers = 'Look at what the server, or a proxy before it, puts into its headers';
  const cases: readonly [
    name: string,
    frames: (talk: FrameTalk) => readonly Buffer[],
    code: number,
    sentence: string,
  ][] = [
    [
      'headers with capitals',
      ({ stream }) => [headersFrame(stream, { ...head, 'X-Name': 'a' })],
      1,
      `13 INTERNAL: Duplex reset the stream with host:port (PROTOCOL_ERROR (1)) before a message came: its headers break a rule of HTTP/2, such as a name in capitals, one that HTTP/2 does not have (connection), or no :status. ${headers}.`,
    ],
    [
      'trailers that HTTP/2 does not allow',
      (talk) => [...oneMessage(talk), headersFrame(talk.stream, { connection: 'close' }, true)],
      1,
      `13 INTERNAL: Duplex reset the stream with host:port (PROTOCOL_ERROR (1)) after 1 message: its trailers break a rule of HTTP/2, or its body is not as long as its content-length says. ${headers}.`,
    ],
    [
      'a body longer than it says',
      ({ stream }) => [headersFrame(stream, { ...head, 'content-length': '3' }), message(stream)],
      1,
      `13 INTERNAL: Duplex reset the stream with host:port (PROTOCOL_ERROR (1)) before a message came: its trailers break a rule of HTTP/2, or its body is not as long as its content-length says. ${headers}.`,
    ],
    [
      'more headers than anybody needs',
      ({ stream }) => {
        const many = headersFrame(
          stream,
          Array.from({ length: 2001 }, (_, at) => [`x${at}`, '']),
        ).subarray(9);
        return [
          frameOf(1, stream, 0, headersFrame(stream, head).subarray(9)),
          frameOf(continuation, stream, 0, many.subarray(0, 12_000)),
          frameOf(continuation, stream, 4, many.subarray(12_000)),
        ];
      },
      11,
      `8 RESOURCE_EXHAUSTED: Duplex reset the stream with host:port (ENHANCE_YOUR_CALM (11)) before a message came: it sent more than 2000 headers. ${headers}.`,
    ],
  ];
  it.each(cases)('%s', async (_name, frames, code, sentence) => {
    const found = await callTo((talk) => talk.write(...frames(talk)));
    expect(found).toEqual({ sentence, resets: [code], goaways: [] });
  });
});

describe('a connection that HTTP/2 here ends over what came is told as such', () => {
  const cases: readonly [
    name: string,
    frames: (talk: FrameTalk) => readonly Buffer[],
    found: string,
  ][] = [
    [
      'a flood of empty frames',
      ({ stream }) => times(1100, dataFrame(stream, Buffer.alloc(0))),
      'it sent over 1000 frames that are empty or not allowed',
    ],
    [
      'a flood of pings',
      () => times(3000, frameOf(6, 0, 0, Buffer.alloc(8))),
      'it sent pings or settings faster than they could be answered',
    ],
    [
      'a flood of settings',
      () => times(3000, frameOf(4, 0)),
      'it sent pings or settings faster than they could be answered',
    ],
    [
      'settings out of range',
      () => [settingFrame(5, 100)],
      'it sent a frame, or a setting, that the rules of HTTP/2 do not allow',
    ],
    [
      'a reset of a stream that nobody opened',
      () => [frameOf(3, 99, 0, Buffer.alloc(4))],
      'it sent a frame, or a setting, that the rules of HTTP/2 do not allow',
    ],
    [
      'a window beyond all bounds',
      ({ stream }) => [windowFrame(stream, 0x7fff_ffff)],
      'it broke the rules of flow control',
    ],
  ];
  it.each(cases)('%s', async (_name, frames, found) => {
    const { sentence, goaways } = await callTo((talk) =>
      talk.write(...oneMessage(talk), ...frames(talk)),
    );
    expect(sentence).toBe(
      `13 INTERNAL: Duplex ended the connection to host:port after 1 message: ${found}. Look at the log of the server, and of a proxy before it.`,
    );
    expect(goaways).toHaveLength(1);
  });

  it('headers in pieces without end', async () => {
    const { sentence, goaways } = await callTo(({ stream, write }) =>
      write(frameOf(1, stream, 0, Buffer.of(0x88)), ...times(2000, frameOf(continuation, stream))),
    );
    expect(sentence).toBe(
      '13 INTERNAL: Duplex ended the connection to host:port before a message came: it sent headers in more pieces (CONTINUATION) than anybody needs. Look at the log of the server, and of a proxy before it.',
    );
    expect(goaways).toHaveLength(1);
  });
});
