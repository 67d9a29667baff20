import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type FailingCall, failingCall, watch } from '#engine/testing/failing-call.ts';
import {
  dataFrame,
  headersFrame,
  resetFrame,
  startFrameServer,
} from '#engine/testing/frame-server.ts';
import { frame } from '#engine/testing/raw-server.ts';
import { record } from '#engine/testing/recorded-call.ts';
import { sampleSet } from '#engine/testing/sources.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Ending = (stream: number) => readonly Buffer[];

const trailers =
  (status: string): Ending =>
  (stream) => [headersFrame(stream, { 'grpc-status': status, 'grpc-message': 'after all' }, true)];
const reset: Ending = (stream) => [resetFrame(stream, 2)];
const nothing: Ending = () => [];

const trailersOnly: Ending = (stream) => [
  headersFrame(
    stream,
    { ':status': '200', 'content-type': 'application/grpc', 'grpc-status': '5' },
    true,
  ),
];

function framesOf(stream: number, body: Buffer): readonly Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < body.length; at += 16_384)
    frames.push(dataFrame(stream, body.subarray(at, at + 16_384)));
  return frames;
}

/** A call to a server that writes this body and what ends it in one piece. */
async function callTo(
  body: Buffer,
  ending: Ending,
  { encoding, ...call }: Omit<FailingCall, 'target'> & { readonly encoding?: string } = {},
) {
  const server = await startFrameServer({
    onRequest: ({ stream, write }) => {
      const headers = { ':status': '200', 'content-type': 'application/grpc' };
      write(
        headersFrame(stream, encoding ? { ...headers, 'grpc-encoding': encoding } : headers),
        ...framesOf(stream, body),
        ...ending(stream),
      );
    },
  });
  closing.push(() => server.close());
  return await failingCall({ target: { address: server.address }, method: watch, ...call }, server);
}

/** A sequence, by which each is told from the others. */
function tick(sequence: number): Buffer {
  const payload = Buffer.alloc(9);
  payload[0] = 0x09;
  payload.writeUInt32LE(sequence, 1);
  return payload;
}

const ticks = (count: number, framed: (payload: Buffer, at: number) => Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, at) => framed(tick(at + 1), at)));
const small = (count: number): Buffer => ticks(count, (payload) => frame(payload));
const packed = (count: number): Buffer => ticks(count, (payload) => frame(gzipSync(payload), 1));
const large = (count: number): Buffer =>
  ticks(count, (payload) => {
    // Behind the sequence a field that nobody defines.
    const field = Buffer.of(0xfa, 0x07, 0xa0, 0x9c, 0x01);
    return frame(Buffer.concat([payload, field, Buffer.alloc(20_000)]));
  });

/** The sequences of what was received, as they should be. */
const upTo = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at + 1));
const sequences = ({ events }: Awaited<ReturnType<typeof failingCall>>): unknown[] =>
  events.flatMap((event) =>
    event.type === 'received' ? [(event.message as { sequence?: string }).sequence] : [],
  );

describe('what came whole before it is received first, and counted', () => {
  const tooLarge = Buffer.concat([Buffer.from('007fffffff', 'hex'), small(20)]);
  const endings: readonly [name: string, ending: Ending][] = [
    ['a stream that goes on', nothing],
    ['OK', trailers('0')],
    ['a failure', trailers('9')],
    ['a reset', reset],
  ];

  it.each(endings)('by a message that is too large, before %s', async (_, ending) => {
    const called = await callTo(Buffer.concat([small(1000), tooLarge]), ending);
    expect(called.sentence).toMatch(
      /^8 RESOURCE_EXHAUSTED: Message 1001 from host:port is 2147483647 bytes by its prefix/,
    );
    expect(sequences(called)).toEqual(upTo(1000));
    expect(called.warnings).toEqual([]);
  });

  it.each(endings)('by one behind large ones, before %s', async (_, ending) => {
    const called = await callTo(Buffer.concat([large(10), tooLarge]), ending);
    expect(called.sentence).toMatch(
      /^8 RESOURCE_EXHAUSTED: Message 11 from host:port is 2147483647/,
    );
    expect(sequences(called)).toEqual(upTo(10));
  });

  it('by one that is too large and came whole, with others behind it', async () => {
    const body = Buffer.concat([small(49), frame(Buffer.alloc(30_000)), small(100)]);
    const called = await callTo(body, trailers('0'), {
      options: { maxReceiveBytes: 10_000 },
    });
    expect(called.sentence).toMatch(/^8 RESOURCE_EXHAUSTED: Message 50 from host:port is 30,?000/);
    expect(sequences(called)).toEqual(upTo(49));
  });

  it.each(endings)('by one that is compressed and should not be, before %s', async (_, ending) => {
    const called = await callTo(Buffer.concat([small(100), packed(1), small(100)]), ending);
    expect(called.sentence).toMatch(/^13 INTERNAL: Message 101 from host:port is marked as comp/);
    expect(sequences(called)).toEqual(upTo(100));
  });

  it.each(endings)('by one that gRPC does not frame, before %s', async (_, ending) => {
    const body = Buffer.concat([small(100), frame(tick(1), 7), small(100)]);
    const called = await callTo(body, ending);
    expect(called.sentence).toMatch(/^13 INTERNAL: Message 101 from host:port begins with the fl/);
    expect(sequences(called)).toEqual(upTo(100));
  });

  it('by one that gRPC does not frame and that is too large', async () => {
    const called = await callTo(Buffer.concat([small(100), Buffer.alloc(9, 0xff)]), nothing);
    expect(called.sentence).toMatch(/^13 INTERNAL: Message 101 from host:port begins with the fl/);
    expect(sequences(called)).toEqual(upTo(100));
  });

  const bodies: readonly [name: string, body: Buffer, count: number][] = [
    ['compressed', packed(500), 500],
    [
      'of which some are compressed',
      ticks(500, (payload, at) => (at % 3 === 0 ? frame(gzipSync(payload), 1) : frame(payload))),
      500,
    ],
    ['large', large(20), 20],
    ['small', small(2000), 2000],
  ];

  it.each(bodies)('by a failure behind messages that are %s', async (_, body, count) => {
    const called = await callTo(body, trailers('9'), { encoding: 'gzip' });
    expect(called.sentence).toBe('9 FAILED_PRECONDITION: after all');
    expect(sequences(called)).toEqual(upTo(count));
  });

  it.each(bodies)('by a reset behind messages that are %s', async (_, body, count) => {
    const called = await callTo(body, reset, { encoding: 'gzip' });
    expect(called.sentence).toContain(`INTERNAL_ERROR (2) after ${count} messages: `);
    expect(sequences(called)).toEqual(upTo(count));
  });

  it.each([
    ['a failure', trailers('9'), '9 FAILED_PRECONDITION: after all'],
    ['a reset', reset, '13 INTERNAL: The stream with host:port was reset with INTERNAL_ERROR (2)'],
  ])('by %s in the middle of a large message', async (_, ending, sentence) => {
    const called = await callTo(large(11).subarray(0, -1000), ending);
    expect(called.sentence).toContain(sentence);
    expect(sequences(called)).toEqual(upTo(10));
  });
});

describe('a failure that waits for what came before it to be received', () => {
  const body = Buffer.concat([packed(100), small(100), packed(100)]);
  const tooLarge = Buffer.from('007fffffff', 'hex');
  const cases: readonly [name: string, body: Buffer, ending: Ending][] = [
    ['a message that is too large', Buffer.concat([body, tooLarge]), nothing],
    ['trailers', body, trailers('9')],
    ['a reset', body, reset],
  ];

  it.each(cases)('does so no longer than the deadline of a paused call: %s', async (...given) => {
    const called = await callTo(given[1], given[2], {
      encoding: 'gzip',
      deadline: '1s',
      act: async ({ call, until }) => {
        await until('headers');
        call.pause();
      },
    });
    expect(called.sentence).toMatch(
      /^4 DEADLINE_EXCEEDED: The deadline of 1 s passed while receiving was paused, (after \d+ messages?|before a message came) from host:port$/,
    );
    expect(called.received).toBeLessThan(300);
  });

  it.each(cases)('does so no longer than until the call is cancelled: %s', async (...given) => {
    const called = await callTo(given[1], given[2], {
      encoding: 'gzip',
      act: async ({ call, until }) => {
        await until('headers');
        call.pause();
        call.cancel();
      },
    });
    expect(called.sentence).toBe('1 CANCELLED: Cancelled by hand');
    expect(called.received).toBeLessThan(300);
  });

  it.each([
    ['a message that is too large', Buffer.concat([large(20), tooLarge]), nothing, 8],
    ['trailers', large(20), trailers('9'), 9],
    ['a reset', large(20), reset, 13],
  ] as const)('comes when a paused call goes on: %s', async (_, rest, ending, code) => {
    const answer = { ':status': '200', 'content-type': 'application/grpc' };
    const server = await startFrameServer({
      onRequest: ({ stream, write }) => {
        if (stream === 1) write(headersFrame(stream, answer));
        // What comes over the same connection comes behind it.
        else write(...framesOf(1, rest), ...ending(1), ...trailersOnly(stream));
      },
    });
    closing.push(() => server.close());
    const target = { address: server.address };
    const called = await failingCall(
      {
        target,
        method: watch,
        act: async ({ call, until }, engine) => {
          await until('headers');
          call.pause();
          const schema = { target, sources: sampleSet };
          const next = await record(engine, { schema, method: watch, message: '{}' });
          expect(await next.call.ended).toMatchObject({ code: 5 });
          expect(call.state).not.toBe('ended');
          call.resume();
        },
      },
      server,
    );
    expect(called.end).toMatchObject({ code });
    expect(sequences(called)).toEqual(upTo(20));
  });
});
