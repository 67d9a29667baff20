import { constants, isUtf8 } from 'node:buffer';
import { handOver } from './hand-over.ts';

const firstSize = 4096;
/** What is larger is let go after the text that it was for. */
const mostKept = 1024 * 1024;
/** From so many bytes on a call into Node is cheaper than a loop. */
const longBytes = 64;
/** The first piece of a text is there soon, the others cost little. */
const firstPiece = 64 * 1024;
const laterPieces = 1024 * 1024;
/** So much is not passed on yet: {@link JsonBytes.rewind} may take some of it back. */
const keptBack = 4096;
const lineFeed = 0x0a;

const quote = 0x22;
const base64Letters = Buffer.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
);
/** By byte, what JSON.stringify writes for it where that is something else. */
const escapes = Array.from({ length: 0x80 }, (_, byte) =>
  Buffer.from(JSON.stringify(String.fromCharCode(byte)).slice(1, -1)),
);
const beyondAscii = 0x80;
/** How many bytes more a byte of a string takes in JSON. */
const growth = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x80 ? (escapes[byte]?.length ?? 1) - 1 : beyondAscii,
);

/** Is given some bytes of a text, which hold only while it looks at them. */
export type TakePiece = (piece: Uint8Array) => void;

/** What closes an object or list; its opener is two before it in ASCII. */
export type Closer = 0x7d | 0x5d;
export const closeObject = 0x7d;
export const closeList = 0x5d;

/**
 * JSON text while it is written: bytes in one buffer, used again for the next text. What would be longer
 * than a text can be is handed over.
 */
export class JsonBytes {
  #bytes = Buffer.allocUnsafe(firstSize);
  #at = 0;
  #depth = 0;
  #indent = 0;
  #isAscii = true;
  /** Where the bytes that are still here begin in the text. */
  #passed = 0;
  #due = Number.POSITIVE_INFINITY;
  #take: TakePiece | undefined;

  /**
   * Begins a text: on one line, or with so many spaces for each level. `take` is given the text in pieces
   * of whole lines while it is written.
   */
  begin(indent: number, take?: TakePiece): void {
    this.#at = 0;
    this.#depth = 0;
    this.#indent = indent;
    this.#isAscii = true;
    this.#passed = 0;
    this.#take = take;
    this.#due = take === undefined ? Number.POSITIVE_INFINITY : firstPiece;
  }

  end(): string {
    return this.#bytes.toString(this.#isAscii ? 'latin1' : 'utf8', 0, this.#at);
  }

  /** The same where it is taken in pieces: passes on what is left. */
  endPieces(): void {
    this.#take?.(this.#bytes.subarray(0, this.#at));
  }

  /** Of a long text nothing is kept. */
  letGo(): void {
    this.#take = undefined;
    if (this.#bytes.length > mostKept) this.#bytes = Buffer.allocUnsafe(firstSize);
  }

  /** A place to go back to. */
  get mark(): number {
    return this.#passed + this.#at;
  }

  rewind(mark: number): void {
    if (mark < this.#passed) throw handOver;
    this.#at = mark - this.#passed;
  }

  open(closer: Closer): void {
    this.#byte(closer - 2);
    this.#depth += 1;
  }

  close(closer: Closer): void {
    this.#depth -= 1;
    if (this.#indent > 0 && this.#bytes[this.#at - 1] !== closer - 2) this.#line();
    this.#byte(closer);
  }

  /** Goes on to the next item of what was opened. */
  next(): void {
    const last = this.#bytes[this.#at - 1];
    if (last !== closeObject - 2 && last !== closeList - 2) this.#byte(0x2c);
    if (this.#indent > 0) this.#line();
  }

  /** The name of a member with its quotes and colon, all ASCII. */
  key(text: string): void {
    this.ascii(text);
    if (this.#indent > 0) this.#byte(0x20);
  }

  /** The name of a member, whatever is in it. */
  name(name: string): void {
    const bytes = Buffer.from(name);
    this.string(bytes, 0, bytes.length);
    this.key(':');
  }

  ascii(text: string): void {
    const { length } = text;
    const bytes = this.#room(length);
    let at = this.#at;
    for (let index = 0; index < length; index += 1) bytes[at++] = text.charCodeAt(index);
    this.#at = at;
  }

  /** The UTF-8 of a string, in quotes. */
  string(from: Uint8Array, start: number, end: number): void {
    let more = 0;
    let isAscii = true;
    for (let index = start; index < end; index += 1) {
      const grown = growth[from[index] ?? 0] ?? 0;
      if (grown === beyondAscii) isAscii = false;
      else more += grown;
    }
    if (!isAscii) {
      if (!isUtf8(from.subarray(start, end))) throw handOver;
      this.#isAscii = false;
    }
    const bytes = this.#room(end - start + more + 2);
    bytes[this.#at++] = quote;
    if (more > 0) this.#escaped(from, start, end);
    else if (end - start > longBytes) {
      bytes.set(from.subarray(start, end), this.#at);
      this.#at += end - start;
    } else for (let index = start; index < end; index += 1) bytes[this.#at++] = from[index] ?? 0;
    bytes[this.#at++] = quote;
  }

  /** Bytes as base64, in quotes. */
  base64(from: Buffer, start: number, end: number): void {
    const bytes = this.#room(Math.ceil((end - start) / 3) * 4 + 2);
    bytes[this.#at++] = quote;
    if (end - start > longBytes)
      this.#at += bytes.write(from.toString('base64', start, end), this.#at, 'latin1');
    else this.#shortBase64(from, start, end);
    bytes[this.#at++] = quote;
  }

  /** An integer that a number holds exactly, not the negative zero. */
  integer(value: number): void {
    this.#room(17);
    const size = Math.abs(value);
    if (value < 0) this.#bytes[this.#at++] = 0x2d;
    if (size < 1e9) this.#digits(size, digitsOf(size));
    else {
      const high = Math.floor(size / 1e9);
      this.#digits(high, digitsOf(high));
      this.#digits(size - high * 1e9, 9);
    }
  }

  /** The 64-bit integer of two halves, in quotes. */
  long(low: number, high: number, isSigned: boolean): void {
    const bytes = this.#room(22);
    bytes[this.#at++] = quote;
    if (isSigned && high >= 0x80000000) {
      bytes[this.#at++] = 0x2d;
      this.#unsigned(-low >>> 0, (low === 0 ? -high : ~high) >>> 0);
    } else this.#unsigned(low, high);
    this.#byte(quote);
  }

  /** Long division by 10^9, in steps that a number holds exactly. */
  #unsigned(low: number, high: number): void {
    const first = Math.floor(high / 1e9);
    const upper = (high - first * 1e9) * 0x10000 + (low >>> 16);
    const second = Math.floor(upper / 1e9);
    const lower = (upper - second * 1e9) * 0x10000 + (low & 0xffff);
    const third = Math.floor(lower / 1e9);
    const quotient = first * 0x100000000 + second * 0x10000 + third;
    if (quotient > 0) this.integer(quotient);
    const rest = lower - third * 1e9;
    this.#digits(rest, quotient > 0 ? 9 : digitsOf(rest));
  }

  /** The last digits of a number below 10^11. */
  #digits(value: number, count: number): void {
    const bytes = this.#bytes;
    let left = value;
    for (let at = this.#at + count - 1; at >= this.#at; at -= 1) {
      const rest = Math.floor(left / 10);
      bytes[at] = 0x30 + (left - rest * 10);
      left = rest;
    }
    this.#at += count;
  }

  #escaped(from: Uint8Array, start: number, end: number): void {
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = start; index < end; index += 1) {
      const byte = from[index] ?? 0;
      const text = growth[byte] === 0 ? undefined : escapes[byte];
      if (text === undefined) bytes[at++] = byte;
      else for (let letter = 0; letter < text.length; letter += 1) bytes[at++] = text[letter] ?? 0;
    }
    this.#at = at;
  }

  #shortBase64(from: Uint8Array, start: number, end: number): void {
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = start; index < end; index += 3) {
      const first = from[index] ?? 0;
      const second = index + 1 < end ? (from[index + 1] ?? 0) : 0;
      const third = index + 2 < end ? (from[index + 2] ?? 0) : 0;
      bytes[at++] = base64Letters[first >> 2] ?? 0;
      bytes[at++] = base64Letters[((first & 3) << 4) | (second >> 4)] ?? 0;
      bytes[at++] = base64Letters[((second & 15) << 2) | (third >> 6)] ?? 0;
      bytes[at++] = base64Letters[third & 63] ?? 0;
    }
    const padding = (3 - ((end - start) % 3)) % 3;
    for (let pad = 1; pad <= padding; pad += 1) bytes[at - pad] = 0x3d;
    this.#at = at;
  }

  #line(): void {
    if (this.#at >= this.#due) this.#passOn();
    const spaces = this.#depth * this.#indent;
    const bytes = this.#room(spaces + 1);
    let at = this.#at;
    bytes[at++] = lineFeed;
    for (const end = at + spaces; at < end; at += 1) bytes[at] = 0x20;
    this.#at = at;
  }

  #passOn(): void {
    const size = this.#bytes.lastIndexOf(lineFeed, this.#at - keptBack) + 1;
    this.#due = size === 0 ? this.#at * 2 : laterPieces;
    if (size === 0) return;
    this.#take?.(this.#bytes.subarray(0, size));
    this.#bytes.copyWithin(0, size, this.#at);
    this.#passed += size;
    this.#at -= size;
  }

  #byte(byte: number): void {
    this.#room(1)[this.#at++] = byte;
  }

  /** The buffer with room for so many more bytes. */
  #room(more: number): Buffer {
    const size = this.#at + more;
    if (size <= this.#bytes.length) return this.#bytes;
    if (size > constants.MAX_STRING_LENGTH) throw handOver;
    const grown = Buffer.allocUnsafe(Math.min(size * 2, constants.MAX_STRING_LENGTH));
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
    return grown;
  }
}

function digitsOf(value: number): number {
  let count = 1;
  for (let power = 10; power <= value; power *= 10) count += 1;
  return count;
}
