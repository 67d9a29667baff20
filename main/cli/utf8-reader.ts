import { isUtf8 } from 'node:buffer';
import { Failure } from '#app/contract/result.ts';

const newline = 0x0a;

/** Reads text as it comes, which may be within a letter. What is not UTF-8 is refused with its line. */
export class Utf8Reader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #what: string;
  #line = 1;
  #isBegun = false;

  /** @param what whose text it is: `standard input` */
  constructor(what: string) {
    this.#what = what;
  }

  /** Throws a usage `Failure`. */
  take(piece: Buffer): string {
    if (!this.#isBegun && isUtf16(piece))
      throw new Failure('usage', `What ${this.#what} holds is UTF-16`, 'Write it as UTF-8');
    this.#isBegun = true;
    const text = this.#decoded(piece, true);
    for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, at + 1))
      this.#line += 1;
    return text;
  }

  /** At the end: throws a usage `Failure` where that is within a letter. */
  end(): void {
    this.#decoded(Buffer.alloc(0), false);
  }

  #decoded(piece: Buffer, isMore: boolean): string {
    try {
      return this.#decoder.decode(piece, { stream: isMore });
    } catch {
      const line = this.#line + wrongLine(piece);
      throw new Failure('usage', `Line ${line} of ${this.#what} is not UTF-8 text`);
    }
  }
}

/** By the mark that it begins with. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Of a piece, which may begin and end within a letter; the first line is 0. */
function wrongLine(piece: Buffer): number {
  for (let line = 0, from = 0; ; line += 1) {
    const end = piece.indexOf(newline, from);
    if (end === -1 || !isUtf8(piece.subarray(line === 0 ? rest(piece) : from, end))) return line;
    from = end + 1;
  }
}

/** Where the first letter begins that is in the piece as a whole. */
function rest(piece: Buffer): number {
  const longest = 3;
  const begin = piece.subarray(0, longest).findIndex((byte) => byte >> 6 !== 0b10);
  return begin === -1 ? Math.min(longest, piece.length) : begin;
}
