import { recordBytes } from './event-record.ts';

/** Events in a piece at most. */
export const pieceEvents = 8192;
/** What the events of a piece hold together, of one that is larger all: copied from memory, which others wait for. */
export const pieceBytes = 512 * 1024;
/** The same when it is read from the disk, which nobody waits for. */
export const diskPieceBytes = 2 * 1024 * 1024;
const usualSize = pieceEvents * recordBytes + diskPieceBytes;
const mostKept = 3;

/** The memory of pieces, used again: what is handed to another thread comes back. */
export class PieceBuffers {
  readonly #free: ArrayBuffer[] = [];

  /** Holds at least so many bytes, whatever they are. */
  readonly take = (size: number): ArrayBuffer =>
    size > usualSize ? new ArrayBuffer(size) : (this.#free.pop() ?? new ArrayBuffer(usualSize));

  giveBack(buffer: ArrayBuffer): void {
    if (buffer.byteLength === usualSize && this.#free.length < mostKept) this.#free.push(buffer);
  }
}
