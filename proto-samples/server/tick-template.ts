/**
 * Messages sample.market.v1.Tick of one stream, encoded once and patched for each message:
 * a flood then costs a copy each, and no encoding.
 */
export interface TickTemplate {
  /** The size of each message. */
  readonly byteLength: number;
  /**
   * The message of this number. The buffer is valid until the next call only: it must be copied
   * at once, as grpc-js does when it puts its prefix before a serialised message.
   * @param sequence from 1
   */
  encode(sequence: number): Buffer;
}

/** @param payloadBytes size of the field `payload` */
export function tickTemplate(symbol: string, payloadBytes: number): TickTemplate {
  const seed = hash(symbol);
  const buffer = Buffer.concat([
    // Fields 1 to 3 are eight bytes each after a tag of one byte, so they stay at their place.
    Buffer.from([0x09, 0, 0, 0, 0, 0, 0, 0, 0]),
    Buffer.from([0x11, 0, 0, 0, 0, 0, 0, 0, 0]),
    Buffer.from([0x19, 0, 0, 0, 0, 0, 0, 0, 0]),
    lengthDelimited(0x22, Buffer.from(symbol)),
    lengthDelimited(0x2a, noise(seed, payloadBytes)),
  ]);
  return {
    byteLength: buffer.length,
    encode(sequence) {
      buffer.writeUInt32LE(sequence >>> 0, 1);
      buffer.writeUInt32LE(Math.floor(sequence / 2 ** 32), 5);
      buffer.writeDoubleLE(price(seed, sequence), 10);
      buffer.writeBigInt64LE(unixNanos(), 19);
      return buffer;
    },
  };
}

/** A price around 100 that depends on the symbol and the number alone: two waves and some noise. */
function price(seed: number, sequence: number): number {
  const phase = (seed % 628) / 100;
  const noisy = (Math.imul(sequence ^ seed, 0x9e3779b1) >>> 0) / 2 ** 32 - 0.5;
  const course = 10 * Math.sin(sequence / 500 + phase) + 2 * Math.sin(sequence / 37) + noisy;
  return Math.round((100 + course) * 100) / 100;
}

/** Now. Its milliseconds are those of `Date.now()`, its fraction comes from the finer clock. */
function unixNanos(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;
}

function lengthDelimited(tag: number, bytes: Uint8Array): Buffer {
  if (bytes.length === 0) return Buffer.alloc(0);
  const header = [tag];
  let rest = bytes.length;
  while (rest > 0x7f) {
    header.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  header.push(rest);
  return Buffer.concat([Buffer.from(header), bytes]);
}

/** Bytes that look random, equal for equal seeds (xorshift). */
function noise(seed: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let state = seed || 1;
  for (let i = 0; i < length; i += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = state & 0xff;
  }
  return bytes;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}
