import { ByteBlocks } from './byte-blocks.ts';
import type { ByteSource } from './byte-source.ts';
import type { SegmentFiles } from './segment-files.ts';

/**
 * Bytes that are appended: the newest in memory and, where there are files, all of them there. Beyond
 * `limit` bytes of memory the oldest that are on the disk leave it; without files the oldest are let
 * go, though not the first block, which says how it began.
 */
export class ByteLog implements ByteSource {
  readonly #blocks = new ByteBlocks();
  #limit: number;
  #files: SegmentFiles | undefined;
  #isGivenUp = false;

  constructor(limit: number, files?: SegmentFiles) {
    this.#limit = limit;
    this.#files = files;
  }

  get end(): number {
    return this.#blocks.end;
  }

  /** How much is on the disk. */
  get written(): number {
    return this.#files?.end ?? 0;
  }

  /** Bytes that are to be written and have not been. */
  get pending(): number {
    if (this.#files === undefined || this.#isGivenUp) return 0;
    return this.#blocks.end - this.written;
  }

  /** Room for a piece at the end, which must be filled at once. */
  claim(length: number): Buffer {
    const room = this.#blocks.claim(length);
    if (this.#blocks.kept > this.#limit) this.#trim();
    return room;
  }

  peek(position: number, length: number): Buffer | undefined {
    return this.#blocks.peek(position, length);
  }

  has(position: number, length: number): boolean {
    return (
      this.#blocks.peek(position, length) !== undefined ||
      this.#files?.has(position, length) === true
    );
  }

  async read(position: number, length: number): Promise<Buffer> {
    const target = Buffer.alloc(length);
    this.#blocks.copyInto(target, position);
    const onDisk = Math.min(length, this.#blocks.newestFrom - position);
    if (onDisk > 0) await this.#files?.readInto(target.subarray(0, onDisk), position);
    return target;
  }

  /** What is to be written now. */
  unwritten(): readonly Buffer[] {
    return this.pending === 0 ? [] : this.#blocks.from(this.written);
  }

  /** Writes what {@link unwritten} gave. Rejects when the disk refuses: then it is to be given up. */
  async write(pieces: readonly Buffer[]): Promise<void> {
    await this.#files?.append(pieces);
    this.#trim();
  }

  /** Nothing more is written; memory may hold so much from now on. What was written can be read. */
  giveUp(limit: number): void {
    this.#isGivenUp = true;
    this.#limit = limit;
  }

  async close(): Promise<void> {
    await this.#files?.close();
  }

  #trim(): void {
    const blocks = this.#blocks;
    while (blocks.kept > this.#limit && blocks.count > 1) {
      if (blocks.endOfBlock(0) <= this.written) blocks.drop(0);
      else if (this.#files !== undefined && !this.#isGivenUp) return;
      else if (blocks.count > 2) blocks.drop(1);
      else return;
    }
  }
}
