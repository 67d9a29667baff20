const firstSize = 4096;
/** What a larger message needs is not kept for the next. */
const mostKept = 1_000_000;
/** From so many characters on a call into Node is cheaper than a loop. */
const longText = 40;

/** A payload as it is written, its lengths put in place when they are known. */
export class WireBytes {
  #bytes = Buffer.allocUnsafe(firstSize);
  /** Where the next byte comes; may be set back. */
  at = 0;

  /** All that was written, as bytes of its own; then begins anew. */
  take(): Buffer {
    const written = this.#bytes.subarray(0, this.at);
    const taken = this.#bytes.length > mostKept ? written : Buffer.from(written);
    this.drop();
    return taken;
  }

  /** Begins anew. */
  drop(): void {
    this.at = 0;
    if (this.#bytes.length > mostKept) this.#bytes = Buffer.allocUnsafe(firstSize);
  }

  #need(count: number): Buffer {
    const size = this.at + count;
    if (size <= this.#bytes.length) return this.#bytes;
    const larger = Buffer.allocUnsafe(Math.max(size, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.at);
    this.#bytes = larger;
    return larger;
  }

  /** A whole number from 0 up, below 2^53. */
  varint(value: number): void {
    const bytes = this.#need(8);
    let left = value;
    while (left >= 0x80000000) {
      bytes[this.at++] = (left % 128) | 0x80;
      left = Math.floor(left / 128);
    }
    while (left >= 0x80) {
      bytes[this.at++] = (left & 0x7f) | 0x80;
      left >>>= 7;
    }
    bytes[this.at++] = left;
  }

  bigVarint(value: bigint): void {
    const bytes = this.#need(10);
    let left = value;
    while (left >= 0x80n) {
      bytes[this.at++] = Number(left & 0x7fn) | 0x80;
      left >>= 7n;
    }
    bytes[this.at++] = Number(left);
  }

  /** Of a number of 32 bits, with a sign or without. */
  fixed32(value: number): void {
    this.#need(4).writeUInt32LE(value >>> 0, this.at);
    this.at += 4;
  }

  fixed64(value: bigint): void {
    this.#need(8).writeBigUInt64LE(value, this.at);
    this.at += 8;
  }

  float(value: number): void {
    this.at = this.#need(4).writeFloatLE(value, this.at);
  }

  double(value: number): void {
    this.at = this.#need(8).writeDoubleLE(value, this.at);
  }

  /** Text and its length. */
  text(text: string, isAscii: boolean): void {
    if (!isAscii || text.length > longText) {
      const length = Buffer.byteLength(text);
      this.varint(length);
      this.at += this.#need(length).write(text, this.at);
      return;
    }
    this.varint(text.length);
    const bytes = this.#need(text.length);
    for (let index = 0; index < text.length; index += 1) bytes[this.at++] = text.charCodeAt(index);
  }

  /** The bytes of a base64 text without anything odd, and their length. */
  base64(text: string): void {
    const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
    const length = (text.length / 4) * 3 - padding;
    this.varint(length);
    this.at += this.#need(length).write(text, this.at, 'base64');
  }

  raw(given: Uint8Array): void {
    this.#need(given.length).set(given, this.at);
    this.at += given.length;
  }

  /** Begins what has its length before it, and answers where that is; see {@link close}. */
  open(): number {
    this.#need(1);
    this.at += 1;
    return this.at;
  }

  /** Puts the length in the one byte before, or makes room for more. */
  close(start: number): void {
    const { at } = this;
    const length = at - start;
    if (length >= 0x80) {
      this.varint(length);
      const size = this.at - at;
      this.#bytes.copyWithin(start - 1 + size, start, at);
      this.at = start - 1;
      this.varint(length);
      this.at = start - 1 + size + length;
      return;
    }
    this.#bytes[start - 1] = length;
  }

  /** Puts the pieces from `start` on, in the order given. */
  arrange(start: number, pieces: readonly { readonly from: number; readonly to: number }[]): void {
    const before = Buffer.from(this.#bytes.subarray(start, this.at));
    this.at = start;
    for (const { from, to } of pieces) this.raw(before.subarray(from - start, to - start));
  }
}
