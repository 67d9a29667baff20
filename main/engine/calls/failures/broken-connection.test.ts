import { afterAll, describe, expect, it } from 'vitest';
import { startSockets } from '#engine/testing/doctor/doctor-case.ts';
import { failingCall, watch } from '#engine/testing/failing-call.ts';
import {
  dataFrame,
  type FrameServerOptions,
  type FrameTalk,
  frameOf,
  goawayFrame,
  headersFrame,
  startFrameServer,
  windowFrame,
} from '#engine/testing/frame-server.ts';
import { answerWith, frame, startRawServer } from '#engine/testing/raw-server.ts';

const closing: (() => void)[] = [];
// Not after each: some tests run at once.
afterAll(() => {
  for (const close of closing) close();
});
/** A server-streaming call, and what it came to. */
async function callTo(options: FrameServerOptions, deadline = '') {
  const server = await startFrameServer(options);
  closing.push(() => server.close());
  const target = { address: server.address };
  return failingCall({ target, method: watch, deadline }, server);
}
const oneMessage = ({ stream }: FrameTalk) => [
  headersFrame(stream, { ':status': '200', 'content-type': 'application/grpc' }),
  dataFrame(stream, frame(Buffer.alloc(0))),
];
const ok = ({ stream }: FrameTalk) => headersFrame(stream, { 'grpc-status': '0' }, true);
const pingFrame = () => frameOf(6, 0, 0, Buffer.alloc(8));
const calm = 'too_many_pings';

describe('a connection that the server closes', () => {
  const closed = (what: string, hint: string) =>
    `host:port closed the connection with GOAWAY ${what}. ${hint}.`;
  const down = 'It may be shutting down: try again';
  const less = 'Call less often, or with less at once; keepalive pings may be too frequent';
  const stopped = 'The server, or a proxy before it, may have stopped: try again';
  const cases: readonly [
    name: string,
    options: FrameServerOptions,
    sentence: string,
    received: number,
  ][] = [
    [
      'with GOAWAY before each call',
      { onConnection: (talk) => talk.write(goawayFrame(0, 0)) },
      `14 UNAVAILABLE: ${closed('NO_ERROR (0) before a message came', down)}`,
      0,
    ],
    [
      'with GOAWAY ENHANCE_YOUR_CALM before a call',
      { onConnection: (talk) => talk.write(goawayFrame(0, 11, calm)) },
      `8 RESOURCE_EXHAUSTED: ${closed(`ENHANCE_YOUR_CALM (11) (“${calm}”) before a message came`, less)}`,
      0,
    ],
    [
      'with GOAWAY that leaves the call out',
      { onRequest: (talk) => talk.write(goawayFrame(0, 0)) },
      `14 UNAVAILABLE: ${closed('NO_ERROR (0) before a message came', down)}`,
      0,
    ],
    [
      'with GOAWAY that lets the call end',
      {
        onRequest: (talk) => talk.write(goawayFrame(talk.stream, 0), ...oneMessage(talk), ok(talk)),
      },
      '0 OK: ',
      1,
    ],
    [
      'with GOAWAY and then the connection, in the middle of the call',
      {
        onRequest: (talk) => {
          talk.write(...oneMessage(talk), goawayFrame(talk.stream, 0));
          talk.socket.end();
        },
      },
      `14 UNAVAILABLE: ${closed('NO_ERROR (0) after 1 message', down)}`,
      1,
    ],
    [
      'with GOAWAY ENHANCE_YOUR_CALM in the middle of the call',
      {
        onRequest: (talk) => talk.write(...oneMessage(talk), goawayFrame(talk.stream, 11, calm)),
      },
      `8 RESOURCE_EXHAUSTED: ${closed(`ENHANCE_YOUR_CALM (11) (“${calm}”) after 1 message`, less)}`,
      1,
    ],
    [
      'with GOAWAY and a code that HTTP/2 does not have',
      { onRequest: (talk) => talk.write(...oneMessage(talk), goawayFrame(talk.stream, 14)) },
      `13 INTERNAL: ${closed('error code 14 after 1 message', 'Look at the log of the server, and of a proxy before it')}`,
      1,
    ],
    [
      'with GOAWAY whose text would command a terminal',
      {
        onRequest: (talk) =>
          talk.write(...oneMessage(talk), goawayFrame(talk.stream, 2, 'oops\u001b[31m\n')),
      },
      `13 INTERNAL: ${closed('INTERNAL_ERROR (2) (“oops\\u001b[31m\\n”) after 1 message', 'Look at the log of the server, and of a proxy before it')}`,
      1,
    ],
    [
      'without a word, before it has answered',
      { onRequest: (talk) => talk.socket.end() },
      `14 UNAVAILABLE: The connection to host:port broke off before a message came. ${stopped}.`,
      0,
    ],
    [
      'without a word, in the middle of the call',
      {
        onRequest: (talk) => {
          talk.write(...oneMessage(talk));
          talk.socket.end();
        },
      },
      `14 UNAVAILABLE: The connection to host:port broke off after 1 message. ${stopped}.`,
      1,
    ],
  ];
  it.each(cases)('%s', async (_name, options, expected, expectedReceived) => {
    const { sentence, received } = await callTo(options);
    expect(sentence).toBe(expected);
    expect(received).toBe(expectedReceived);
  });

  it('by a reset right behind messages: these came, and are received first', async () => {
    const { sentence, received } = await callTo({
      onRequest: (talk) => {
        const message = dataFrame(talk.stream, frame(Buffer.alloc(0)));
        talk.write(...oneMessage(talk), message, message);
        talk.socket.resetAndDestroy();
      },
    });
    expect(sentence.replace(' (ECONNRESET)', '')).toBe(
      `14 UNAVAILABLE: The connection to host:port broke off after 3 messages. ${stopped}.`,
    );
    expect(received).toBe(3);
  });

  it('by a reset, in the middle of the call', async () => {
    let talking: FrameTalk | undefined;
    const server = await startFrameServer({
      onRequest: (talk) => {
        talking = talk;
        talk.write(...oneMessage(talk));
      },
    });
    closing.push(() => server.close());
    const { sentence } = await failingCall(
      {
        target: { address: server.address },
        method: watch,
        act: async ({ until }) => {
          await until('received');
          talking?.socket.resetAndDestroy();
        },
      },
      server,
    );
    expect(sentence).toBe(
      `14 UNAVAILABLE: The connection to host:port broke off (ECONNRESET) after 1 message. ${stopped}.`,
    );
  });

  it('or that is stuck: the keepalive ping without an answer is named', async () => {
    const server = await startFrameServer({
      onRequest: (talk) => {
        talk.write(...oneMessage(talk));
        talk.socket.pause();
      },
    });
    closing.push(() => server.close());
    const options = { keepaliveMs: 20, keepaliveTimeoutMs: 500 };
    // What is paused never hears that its connection is gone.
    const { sentence } = await failingCall({ target: server, method: watch, options });
    expect(sentence).toContain(
      `${server.address} did not answer a keepalive ping within 500 ms, and the connection was given up after 1 message. `,
    );
  });

  it('once with GOAWAY: the call goes over the next connection', async () => {
    let connections = 0;
    const { sentence, received, events } = await callTo({
      onConnection: (talk) => {
        connections += 1;
        if (connections === 1) talk.write(goawayFrame(0, 0));
      },
      onRequest: (talk) => talk.write(...oneMessage(talk), ok(talk)),
    });
    expect(connections).toBe(2);
    expect(sentence).toBe('0 OK: ');
    expect(received).toBe(1);
    expect(events.filter(({ type }) => type === 'sent')).toHaveLength(1);
  });
});

// At once, for they wait for what gives a connection up.
describe.concurrent('a server that breaks the rules of HTTP/2', () => {
  const cases: readonly [name: string, options: FrameServerOptions][] = [
    [
      'a frame is longer than frames may be',
      { onRequest: (talk) => talk.write(Buffer.from('ffffff010400000001', 'hex')) },
    ],
    [
      'headers cannot be unpacked',
      {
        onRequest: (talk) => {
          const headers = headersFrame(talk.stream, { ':status': '200' });
          headers.writeUInt8(0xff, 9);
          talk.write(headers);
        },
      },
    ],
    [
      'a body comes before its headers',
      { onRequest: (talk) => talk.write(dataFrame(talk.stream, Buffer.alloc(5))) },
    ],
  ];
  const look =
    'a header of over 64 KB, or frames that break its rules. Look at what the server puts into its headers, or at the proxy before it.';
  it.each(cases)('ends a call by its deadline when %s, and says so', async (_name, options) => {
    const { sentence } = await callTo(options, '500ms');
    expect(sentence).toBe(
      `4 DEADLINE_EXCEEDED: The deadline of 500 ms passed before host:port answered anything that can be read as HTTP/2: it sent ${look}`,
    );
  });

  const unreadable = `13 INTERNAL: What host:port answered cannot be read as HTTP/2: ${look}`;

  it('is none when it sends pings and windows and no answer in time', async () => {
    const { sentence } = await callTo(
      { onRequest: (talk) => talk.write(pingFrame(), windowFrame(0, 100)) },
      '300ms',
    );
    expect(sentence).toBe(
      '4 DEADLINE_EXCEEDED: The deadline of 300 ms passed before host:port answered anything',
    );
  });

  it('ends a call that has a message already', async () => {
    let talking: FrameTalk | undefined;
    const server = await startFrameServer({
      onRequest: (talk) => {
        talking = talk;
        talk.write(...oneMessage(talk));
      },
    });
    closing.push(() => server.close());
    const target = { address: server.address };
    const { sentence, received } = await failingCall(
      {
        target,
        method: watch,
        act: async ({ until }) => {
          await until('received');
          talking?.write(dataFrame(99, Buffer.alloc(5)));
        },
      },
      server,
    );
    expect({ sentence, received }).toEqual({ sentence: unreadable, received: 1 });
  });

  it.each([
    ['', unreadable],
    [
      '1500ms',
      `4 DEADLINE_EXCEEDED: The deadline of 1.5 s passed after 1 message from host:port, and what came then cannot be read as HTTP/2: ${look}`,
    ],
  ])('ends a call whose trailers are too large (deadline "%s")', async (deadline, wanted) => {
    const large = { 'grpc-status': '0', 'x-large': '~'.repeat(100_000) };
    const server = await startRawServer(
      (stream) => answerWith(stream, frame(Buffer.alloc(0)), large),
      { http2: { maxSendHeaderBlockLength: 200_000 } },
    );
    closing.push(() => server.close());
    const target = { address: server.address };
    const { sentence, received } = await failingCall({ target, method: watch, deadline }, server);
    expect({ sentence, received }).toEqual({ sentence: wanted, received: 1 });
  });

  it('is none when it stands still in the middle of a call, as at a breakpoint', async () => {
    const server = await startFrameServer({
      onRequest: (talk) => {
        // What nobody hears of: a window that grows. Then nothing is read, and no ping answered.
        talk.write(Buffer.from('00000408000000000000000001', 'hex'));
        talk.socket.pause();
      },
    });
    closing.push(() => server.close());
    const target = { address: server.address };
    const { end } = await failingCall({ target, method: watch, deadline: '4500ms' });
    expect(end).toMatchObject({ code: 4 });
  });

  it('ends a call without a deadline when what cannot be read comes with its settings', async () => {
    const [settings, confirmed] = ['000000040000000000', '000000040100000000'];
    const tooLong = 'ffffff010400000001';
    const { place, close } = await startSockets((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.from(settings, 'hex'));
        socket.once('data', () => socket.write(Buffer.from(confirmed + tooLong, 'hex')));
      });
    });
    closing.push(close);
    const { end } = await failingCall({ target: { address: place }, method: watch });
    expect(end.message).toMatch(/^What \S+ answered cannot be read as HTTP\/2/);
  });

  it.each(cases.slice(0, 2))('ends a call without a deadline when %s', async (_name, options) => {
    const { sentence } = await callTo(options);
    expect(sentence).toBe(unreadable);
  });
});
