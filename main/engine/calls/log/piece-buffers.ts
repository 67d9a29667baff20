import { recordBytes } from './event-record.ts';

/** Events in a piece at most. */
export const pieceEvents = 4096;
/** What the events of a piece hold, together; of one that is larger, all. */
export const pieceBytes = 512 * 1024;
const usualSize = pieceEvents * recordBytes + pieceBytes;
const mostKept = 4;

/** The memory of pieces, used again: what is handed to another thread comes back. */
export class PieceBuffers {
  readonly #free: ArrayBuffer[] = [];

  /** Holds at least so many bytes, all of them zero. */
  readonly take = (size: number): ArrayBuffer => {
    if (size > usualSize) return new ArrayBuffer(size);
    const buffer = this.#free.pop();
    if (buffer === undefined) return new ArrayBuffer(usualSize);
    new Uint8Array(buffer).fill(0);
    return buffer;
  };

  giveBack(buffer: ArrayBuffer): void {
    if (buffer.byteLength === usualSize && this.#free.length < mostKept) this.#free.push(buffer);
  }
}
