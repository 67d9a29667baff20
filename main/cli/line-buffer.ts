import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** So many characters are written at once at most; what comes slowly is written as it comes. */
const mostAtOnce = 65_536;

/** Writes lines together that come together: each by itself would cost more than what is in it. */
export class LineBuffer {
  readonly #stdout: Writable;
  readonly #onFull: (drained: Promise<void>) => void;
  #text = '';
  #timer: NodeJS.Immediate | undefined;
  /** Pieces of long lines that the reader has taken. */
  taken = 0;

  /** `onFull` hears when the reader is slower than the writer, with the way to go on. */
  constructor(stdout: Writable, onFull: (drained: Promise<void>) => void) {
    this.#stdout = stdout;
    this.#onFull = onFull;
  }

  add(line: string): void {
    this.#text += `${line}\n`;
    if (this.#text.length >= mostAtOnce) this.flush();
    else this.#timer ??= setImmediate(() => this.flush());
  }

  flush(): void {
    clearImmediate(this.#timer);
    this.#timer = undefined;
    const text = this.#text;
    this.#text = '';
    if (text === '' || this.#stdout.write(text)) return;
    this.#onFull(new Promise((resolve) => this.#stdout.once('drain', resolve)));
  }

  /** A line that may be longer than a text can be. No other may be added until it is written. */
  async addInPieces(pieces: Iterable<string>): Promise<void> {
    this.flush();
    for (const piece of pieces) {
      // A piece behind another is not even made before that one is read.
      if (this.#stdout.writableNeedDrain) await once(this.#stdout, 'drain');
      this.#stdout.write(piece);
      this.taken += 1;
    }
    this.#stdout.write('\n');
  }
}
