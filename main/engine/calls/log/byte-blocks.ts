import type { ByteRange } from './byte-source.ts';

/** Of the blocks beside the first, unless one piece needs more: that has a block of its own, which is used once. */
export const blockBytes = 1024 * 1024;
/** Most calls have a handful of small messages. */
const firstBlockBytes = 4000;
/** Blocks that were let go and wait for new bytes: memory that the system must give anew costs more than the copy. */
const mostSpare = 8;

interface Block {
  readonly start: number;
  readonly bytes: Buffer;
  used: number;
}

/**
 * Pieces of bytes one after the other in large blocks of memory, so that millions of them cost the
 * collector nothing. A piece lies within one block.
 */
export class ByteBlocks {
  readonly #blocks: Block[] = [];
  readonly #spare: Buffer[] = [];
  #newest: Block | undefined;
  #end = 0;
  #kept = 0;

  /** How much was appended in all. */
  get end(): number {
    return this.#end;
  }

  /** Bytes of memory that are taken. */
  get kept(): number {
    return this.#kept;
  }

  /** How many blocks there are. */
  get count(): number {
    return this.#blocks.length;
  }

  /** What is in memory, block by block. */
  get ranges(): readonly ByteRange[] {
    return this.#blocks.map(({ start, used }) => ({ from: start, to: start + used }));
  }

  /** From here on, all is in memory. */
  get newestFrom(): number {
    let at = this.#blocks.length - 1;
    while (at > 0 && this.#endOf(at - 1) === this.#blocks[at]?.start) at -= 1;
    return this.#blocks[at]?.start ?? this.#end;
  }

  /**
   * Puts a piece at the end; returns where it begins. It is copied, but for one that is larger than a block: that is
   * a block as it is, and must not be changed.
   */
  append(piece: Uint8Array): number {
    const { length } = piece;
    if (length > blockBytes) return this.#adopt(piece);
    let block = this.#newest;
    if (block === undefined || block.used + length > block.bytes.length)
      block = this.#begin(length);
    block.bytes.set(piece, block.used);
    block.used += length;
    const position = this.#end;
    this.#end += length;
    return position;
  }

  /** A piece, or part of one, while its block is there: after the next {@link append} it may be another. */
  peek(position: number, length: number): Buffer | undefined {
    const block = this.#blocks[this.#find(position)];
    if (block === undefined) return undefined;
    const from = position - block.start;
    if (from < 0 || from + length > block.used) return undefined;
    return block.bytes.subarray(from, from + length);
  }

  /** What is there from a position on, in its order; without what was let go. */
  from(position: number): readonly Buffer[] {
    return this.#blocks
      .slice(Math.max(0, this.#find(position)))
      .map(({ start, bytes, used }) => bytes.subarray(Math.max(0, position - start), used))
      .filter(({ length }) => length > 0);
  }

  /** Copies what is there of the bytes at `position` to where it belongs in the target. */
  copyInto(target: Buffer, position: number): void {
    for (let at = Math.max(0, this.#find(position)); at < this.#blocks.length; at += 1) {
      const block = this.#blocks[at];
      if (block === undefined || block.start >= position + target.length) return;
      const offset = block.start - position;
      const from = Math.max(0, -offset);
      if (from < block.used) block.bytes.copy(target, Math.max(0, offset), from, block.used);
    }
  }

  /** Where the block ends that is the so-and-so-manyth. */
  endOfBlock(at: number): number {
    return this.#endOf(at);
  }

  /** Lets a block go. */
  drop(at: number): void {
    const [gone] = this.#blocks.splice(at, 1);
    if (gone === undefined) return;
    this.#kept -= gone.bytes.length;
    if (gone.bytes.length === blockBytes && this.#spare.length < mostSpare)
      this.#spare.push(gone.bytes);
  }

  /** Keeps no more memory than what is there needs: nothing more is likely to come. */
  settle(): void {
    this.#spare.length = 0;
  }

  #adopt(piece: Uint8Array): number {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    const { start } = this.#add(bytes, piece.length);
    this.#end += piece.length;
    return start;
  }

  #begin(length: number): Block {
    const size = Math.max(length, this.#end === 0 ? firstBlockBytes : blockBytes);
    const spare = size === blockBytes ? this.#spare.pop() : undefined;
    // Small ones come from Node's pool.
    return this.#add(spare ?? Buffer.allocUnsafe(size), 0);
  }

  #add(bytes: Buffer, used: number): Block {
    const block = { start: this.#end, bytes, used };
    this.#blocks.push(block);
    this.#newest = block;
    this.#kept += bytes.length;
    return block;
  }

  #endOf(at: number): number {
    const block = this.#blocks[at];
    return block === undefined ? 0 : block.start + block.used;
  }

  /** The last block that begins at or before the position; -1 when there is none. */
  #find(position: number): number {
    let low = 0;
    let high = this.#blocks.length - 1;
    // What is asked for is mostly the newest.
    if ((this.#blocks[high]?.start ?? 0) <= position) return high;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if ((this.#blocks[middle]?.start ?? 0) <= position) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }
}
