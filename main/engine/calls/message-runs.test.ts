import { describe, expect, it } from 'vitest';
import { Random } from '../testing/random.ts';
import { frame } from '../testing/raw-server.ts';
import { type GivenMessage, MessageRuns, prefixLength } from './message-runs.ts';

/** The messages of a body, or of a run, by their prefixes. */
function messagesOf(body: Buffer): Buffer[] {
  const messages: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = at + prefixLength + body.readUInt32BE(at + 1);
    expect(end).toBeLessThanOrEqual(body.length);
    messages.push(body.subarray(at, end));
    at = end;
  }
  return messages;
}

/** Takes a body in chunks; answers what is read behind it, with what it was told to be. */
function read(runs: MessageRuns, chunks: readonly Buffer[]): [Buffer, GivenMessage | undefined][] {
  const messages = messagesOf(Buffer.concat(chunks.flatMap((chunk) => runs.take(chunk))));
  return messages.map((message) => [message, runs.next()]);
}

/** The messages that were sent. */
function unjoined(given: readonly [Buffer, GivenMessage | undefined][]): Buffer[] {
  return given.flatMap(([message, as]) => as?.run?.flatMap(messagesOf) ?? [message]);
}

function cut(body: Buffer, random: Random, longest: number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = Math.min(body.length, at + 1 + random.below(longest));
    chunks.push(body.subarray(at, end));
    at = end;
  }
  return chunks;
}

const small = frame(Buffer.from('small'));

describe('messages on their way', () => {
  it('are the same, wherever chunks end and whatever was joined', () => {
    const random = new Random(7);
    for (let round = 0; round < 100; round += 1) {
      const most = random.pick([0, 50, 3000, 2 ** 31 - 1]);
      const [longest, sizes] = random.pick([
        [3, [0, 1, 5, 90]],
        [300, [0, 1000]],
        [16_384, [0, 60, 16_380, 40_000]],
      ] as const);
      const sent = Array.from({ length: 1 + random.below(60) }, () => {
        const size = random.pick(sizes);
        const message = Buffer.alloc(most > 0 ? Math.min(size, most) : size, random.below(256));
        return frame(message, random.chance(0.1) ? 1 : 0);
      });
      const runs = new MessageRuns(most);
      const chunks = cut(Buffer.concat(sent), random, longest);
      const given = read(runs, chunks);
      expect(Buffer.concat(unjoined(given)).equals(Buffer.concat(sent))).toBe(true);
      for (const [message, as] of given) {
        expect(as).toMatchObject({ flag: message[0], length: message.length - prefixLength });
        for (const small of as?.run?.flatMap(messagesOf) ?? [])
          expect(small.length - prefixLength).toBeLessThanOrEqual(most);
      }
      expect([runs.next(), runs.pending, runs.unfinished]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it('are joined as far as they come together, one that is cut with those behind it', () => {
    const runs = new MessageRuns(2 ** 31 - 1);
    const body = Buffer.concat(Array(100).fill(small));
    const given = read(runs, [body.subarray(0, 503), body.subarray(503, 507), body.subarray(507)]);
    expect(given.map(([, as]) => as?.run?.flatMap(messagesOf).length)).toEqual([50, 50]);
  });

  it('are given on as they come when they are large, compressed or none of gRPC', () => {
    for (const odd of [frame(Buffer.alloc(20_000)), frame(Buffer.alloc(9), 1), frame(small, 7)]) {
      const runs = new MessageRuns(2 ** 31 - 1);
      const body = Buffer.concat([small, small, odd.subarray(0, 8)]);
      expect(Buffer.concat(runs.take(body)).subarray(-8)).toEqual(odd.subarray(0, 8));
      expect(runs.pending).toMatchObject({ flag: odd[0] });
      expect(runs.unfinished).toMatchObject({ came: 3 });
    }
  });

  it('come before one that is too large, behind which nothing comes, wherever chunks end', () => {
    const tooLarge = frame(Buffer.alloc(51), 7);
    const body = Buffer.concat([small, small, frame(small, 1), tooLarge, small]);
    for (let longest = 1; longest < body.length; longest += 1) {
      const runs = new MessageRuns(50);
      const pieces = cut(body, new Random(longest), longest).flatMap((chunk) => runs.take(chunk));
      const given = messagesOf(Buffer.concat(pieces));
      expect([runs.isRefusing, runs.hasNext, runs.takeRefused()]).toEqual([true, true, undefined]);
      const told = given.map((message): [Buffer, GivenMessage | undefined] => [
        message,
        runs.next(),
      ]);
      expect(Buffer.concat(unjoined(told)).equals(body.subarray(0, -66))).toBe(true);
      expect(runs.takeRefused()).toEqual(tooLarge.subarray(0, prefixLength));
      expect([runs.takeRefused(), runs.hasNext, runs.unfinished]).toEqual([
        undefined,
        false,
        undefined,
      ]);
      expect(runs.pending).toEqual({ flag: 7, length: 51 });
    }
  });

  it('tells what is held back of one that is not whole', () => {
    const runs = new MessageRuns(2 ** 31 - 1);
    expect(runs.take(small.subarray(0, 3))).toEqual([]);
    expect([runs.pending, runs.unfinished]).toEqual([undefined, { prefix: undefined, came: 3 }]);
    expect(runs.take(small.subarray(3, 7))).toEqual([]);
    const prefix = { flag: 0, length: 5 };
    expect([runs.pending, runs.unfinished]).toEqual([prefix, { prefix, came: 2 }]);
    expect(read(runs, [small.subarray(7)])).toMatchObject([[Buffer.alloc(5), { run: [small] }]]);
  });
});
