import type { Socket } from 'node:net';
import { closedEarly } from '../socket-ready.ts';

/** HTTP/2 connection preface with an empty SETTINGS frame (RFC 9113, 3.4). */
const preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);
const settingsAck = Buffer.from([0, 0, 0, 4, 1, 0, 0, 0, 0]);
const ping = Buffer.concat([Buffer.from([0, 0, 8, 6, 0, 0, 0, 0, 0]), Buffer.from('duplex!?')]);

const headBytes = 9;
/** Larger frames must not be sent to who has not allowed them. */
const longestFrame = 16_384;
const frameType = { settings: 4, ping: 6, goaway: 7 } as const;
const ackFlag = 1;

/** So long the rest of an answer that is not HTTP/2 is waited for, and at most so many bytes of it. */
const foreignMs = 250;
const mostForeign = 4096;
/** So long the answer to a ping is waited for: a server without it is one all the same. */
const pingMs = 1000;

/** What a server said first. */
export type Greeting =
  | {
      readonly kind: 'http2';
      /** The identifiers of its SETTINGS with their values, the last that came before it answered the ping. */
      readonly settings: ReadonlyMap<number, number>;
      /** The bytes of the longest frame of them, of 6 for each. */
      readonly settingsBytes: number;
      /** Milliseconds to the answer to a ping, unless it gave none within a second. */
      readonly pingMs?: number;
      /** It let go at once. */
      readonly goaway?: { readonly code: number; readonly debug: Buffer };
    }
  /** Bytes that are not HTTP/2. */
  | { readonly kind: 'foreign'; readonly heard: Buffer };

/** Whoever waits for a greeting. */
export interface Greeter {
  readonly greeting: Promise<Greeting>;
  /** What came until now; of what may be the beginning of HTTP/2, how many bytes. */
  soFar(): Greeting | number;
}

/**
 * Speaks the first frames of HTTP/2 by hand, because a library tells neither the bytes of a foreign
 * protocol nor why a connection was let go: settings, then a ping, whose answer proves that both sides
 * speak it. The greeting rejects when the connection breaks before. Whoever opened the socket closes it.
 */
export function greet(socket: Socket): Greeter {
  let heard: Buffer = Buffer.alloc(0);
  let settings: Map<number, number> | undefined;
  let settingsBytes = 0;
  const greeting = new Promise<Greeting>((resolve, reject) => {
    let pingedAt = 0;
    let timer: NodeJS.Timeout | undefined;
    const settle = (greeting: Greeting): void => {
      clearTimeout(timer);
      socket.removeAllListeners('data');
      socket.pause();
      resolve(greeting);
    };
    const foreign = (): void => settle({ kind: 'foreign', heard });
    const take = (type: number, flags: number, body: Buffer): void => {
      if (type === frameType.settings && (flags & ackFlag) === 0) {
        const known = settings ?? new Map<number, number>();
        settingsBytes = Math.max(settingsBytes, body.length);
        for (const [id, value] of settingsOf(body)) known.set(id, value);
        if (settings !== undefined) return;
        settings = known;
        pingedAt = performance.now();
        socket.write(Buffer.concat([settingsAck, ping]));
        timer = setTimeout(() => settle({ kind: 'http2', settings: known, settingsBytes }), pingMs);
      } else if (type === frameType.ping && (flags & ackFlag) !== 0 && settings !== undefined) {
        settle({ kind: 'http2', settings, settingsBytes, pingMs: performance.now() - pingedAt });
      } else if (type === frameType.goaway && body.length >= 8) {
        const goaway = { code: body.readUInt32BE(4), debug: body.subarray(8) };
        settle({ kind: 'http2', settings: settings ?? new Map(), settingsBytes, goaway });
      }
    };
    socket.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      if (settings === undefined && !mayBeHttp2(heard)) {
        timer ??= setTimeout(foreign, foreignMs);
        if (heard.length >= mostForeign) foreign();
        return;
      }
      for (let frame = nextFrame(heard); frame !== undefined; frame = nextFrame(heard)) {
        heard = heard.subarray(headBytes + frame.body.length);
        take(frame.type, frame.flags, frame.body);
      }
      if (heard.length > headBytes + longestFrame) foreign();
    });
    const broken = (error: Error): void => {
      clearTimeout(timer);
      if (heard.length > 0 && settings === undefined) foreign();
      else reject(error);
    };
    // A proxy's handshake may have left it paused, and then listening alone hears nothing.
    socket.resume();
    socket.once('error', broken);
    socket.once('end', () => broken(closedEarly()));
    socket.once('close', () => broken(closedEarly()));
    socket.write(preface);
  });
  const soFar = (): Greeting | number => {
    if (settings !== undefined) return { kind: 'http2', settings, settingsBytes };
    return heard.length === 0 || mayBeHttp2(heard) ? heard.length : { kind: 'foreign', heard };
  };
  return { greeting, soFar };
}

/** Whether the bytes begin as a SETTINGS frame does, or the GOAWAY of who does not even settle. */
function mayBeHttp2(bytes: Buffer): boolean {
  // The first byte of a length that is allowed is 0.
  if (bytes.length < headBytes) return bytes[0] === 0;
  const type = bytes[3] ?? 0;
  return (
    (type === frameType.settings || type === frameType.goaway) &&
    bytes.readUInt32BE(5) === 0 &&
    bytes.readUIntBE(0, 3) <= longestFrame
  );
}

function nextFrame(
  bytes: Buffer,
): { readonly type: number; readonly flags: number; readonly body: Buffer } | undefined {
  if (bytes.length < headBytes) return undefined;
  const length = bytes.readUIntBE(0, 3);
  if (length > longestFrame || bytes.length < headBytes + length) return undefined;
  const body = bytes.subarray(headBytes, headBytes + length);
  return { type: bytes[3] ?? 0, flags: bytes[4] ?? 0, body };
}

function* settingsOf(body: Buffer): Generator<readonly [id: number, value: number]> {
  for (let at = 0; at + 6 <= body.length; at += 6)
    yield [body.readUInt16BE(at), body.readUInt32BE(at + 2)];
}
