import { ByteBlocks } from './byte-blocks.ts';
import { type ByteRange, type ByteSource, gapsBetween } from './byte-source.ts';
import type { SegmentFiles } from './segment-files.ts';

/** So much of the newest on the disk can leave it again and is then still in memory, as long as that may hold it. */
export const cutBytes = 128 * 1024;

/**
 * Bytes that are appended: the newest in memory and, where there are files, all of them there. Beyond
 * `limit` bytes of memory the oldest that are on the disk leave it; without files the oldest are let
 * go, though not the first block, which says how it began.
 */
export class ByteLog implements ByteSource {
  readonly #blocks = new ByteBlocks();
  #limit: number;
  readonly #files: SegmentFiles | undefined;
  #written = 0;
  #wantedFrom = 0;
  /** Whether something is to be written. */
  #isWritten: boolean;

  constructor(limit: number, files?: SegmentFiles) {
    this.#limit = limit;
    this.#files = files;
    this.#isWritten = files !== undefined;
  }

  get end(): number {
    return this.#blocks.end;
  }

  /** How much was written to the disk. */
  get written(): number {
    return this.#written;
  }

  /** Bytes that are to be written and have not been. */
  get pending(): number {
    return this.#isWritten ? this.#blocks.end - this.#written : 0;
  }

  get gaps(): readonly ByteRange[] {
    const ranges = [...(this.#files?.ranges ?? []), ...this.#blocks.ranges];
    return gapsBetween(ranges.sort((one, other) => one.from - other.from));
  }

  /** What lies before a position is no longer wanted: whole blocks and files of it go, not the first. */
  letGoBefore(position: number): void {
    this.#wantedFrom = position;
    this.#files?.letGoBefore(position);
    this.#trim();
  }

  /** Puts a piece at the end; returns where it begins. A large one is not copied: it must not be changed. */
  append(piece: Uint8Array): number {
    const before = this.#blocks.kept;
    const position = this.#blocks.append(piece);
    if (this.#blocks.kept !== before) this.#trim();
    return position;
  }

  peek(position: number, length: number): Buffer | undefined {
    return this.#blocks.peek(position, length);
  }

  has(position: number, length: number): boolean {
    if (this.#blocks.peek(position, length) !== undefined) return true;
    if (position + length > this.#blocks.end) return false;
    const onDisk = Math.min(length, this.#blocks.newestFrom - position);
    return onDisk <= 0 || this.#files?.has(position, onDisk) === true;
  }

  async read(position: number, length: number): Promise<Buffer> {
    const target = Buffer.alloc(length);
    await this.readInto(target, position);
    return target;
  }

  async readInto(target: Buffer, position: number): Promise<void> {
    this.#blocks.copyInto(target, position);
    const onDisk = Math.min(target.length, this.#blocks.newestFrom - position);
    if (onDisk > 0) await this.#files?.readInto(target.subarray(0, onDisk), position);
  }

  /** What is to be written now. */
  unwritten(): readonly Buffer[] {
    return this.pending === 0 ? [] : this.#blocks.from(this.#written);
  }

  /**
   * Writes what {@link unwritten} gave. Rejects when the disk refuses: then it is to be given up; the pieces
   * before the one that it refused are written.
   */
  async write(pieces: readonly Buffer[]): Promise<void> {
    try {
      await this.#files?.append(pieces);
    } finally {
      this.#written = this.#files?.end ?? 0;
      this.#trim();
    }
  }

  /** Nothing more is written; memory may hold so much from now on. What was written can be read. */
  giveUp(limit: number): void {
    this.#isWritten = false;
    this.bound(limit);
  }

  /** Takes off the disk what lies at `to` and behind it; nothing may be being written. Rejects when that cannot be. */
  async cut(to: number): Promise<void> {
    await this.#files?.cut(to);
    this.#written = this.#files?.end ?? 0;
  }

  /** Memory may hold so much from now on. */
  bound(limit: number): void {
    this.#limit = limit;
  }

  async close(): Promise<void> {
    this.#blocks.settle();
    await this.#files?.close();
  }

  #trim(): void {
    const blocks = this.#blocks;
    // What is still to be written stays: the files lack nothing in between.
    const goneBefore = this.#isWritten
      ? Math.min(this.#wantedFrom, this.#written)
      : this.#wantedFrom;
    while (blocks.count > 2 && blocks.endOfBlock(1) <= goneBefore) blocks.drop(1);
    const safe = this.#isWritten ? this.#written - cutBytes : this.#written;
    while (blocks.kept > this.#limit && blocks.count > 1) {
      if (blocks.endOfBlock(0) <= safe) blocks.drop(0);
      else if (this.#isWritten) return;
      else if (blocks.count > 2) blocks.drop(1);
      else return;
    }
  }
}
