import { type FileHandle, lstat, open, readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { type ByteRange, type ByteSource, gapsBetween } from './byte-source.ts';

/** Bytes on the disk that begin at `start` of all that was appended. */
interface Segment {
  readonly start: number;
  size: number;
}

/** How large the files may become. */
interface SegmentLimits {
  /** Of all together; beyond it the oldest are deleted, without the first, which says how it began. */
  readonly most: number;
  /** Of one: a piece that would make it longer begins another. */
  readonly segment: number;
}

/**
 * Appended bytes on the disk, in files named `<name>.<start>.<kind>`: one unless there are very many.
 * Whoever appends closes it.
 */
export class SegmentFiles implements ByteSource {
  readonly #folder: string;
  readonly #name: string;
  readonly #kind: string;
  readonly #segment: number;
  #most: number;
  readonly #segments: Segment[];
  #writing: FileHandle | undefined;
  /** What lies before it is let go when there is a reason to look. */
  #wantedFrom = 0;

  constructor(
    folder: string,
    name: string,
    kind: string,
    limits: SegmentLimits,
    segments: readonly Segment[] = [],
  ) {
    this.#folder = folder;
    this.#name = name;
    this.#kind = kind;
    this.#segment = limits.segment;
    this.#most = limits.most;
    this.#segments = [...segments];
  }

  /** Those that an earlier process left, to be read. Rejects when they are not what one would leave. */
  static async found(folder: string, name: string, kind: string): Promise<SegmentFiles> {
    const segments: Segment[] = [];
    for (const file of await readdir(folder)) {
      const [of, start = '', is, ...more] = file.split('.');
      if (of !== name || is !== kind || more.length > 0 || !/^\d{1,15}$/.test(start)) continue;
      const found = await lstat(join(folder, file));
      if (!found.isFile()) throw new Error(`${file} is not a file`);
      segments.push({ start: Number(start), size: found.size });
    }
    segments.sort((one, other) => one.start - other.start);
    let end = 0;
    for (const { start, size } of segments) {
      if (start < end) throw new Error(`${name}.${start}.${kind} begins within the file before it`);
      end = start + size;
    }
    return new SegmentFiles(folder, name, kind, { most: 0, segment: 0 }, segments);
  }

  /** Where the last file ends. */
  get end(): number {
    const last = this.#segments.at(-1);
    return last === undefined ? 0 : last.start + last.size;
  }

  /** What is there, file by file. */
  get ranges(): readonly ByteRange[] {
    return this.#segments.map(({ start, size }) => ({ from: start, to: start + size }));
  }

  get gaps(): readonly ByteRange[] {
    return gapsBetween(this.ranges);
  }

  /** How large all together may become from now on; beyond it the oldest are deleted when another is begun. */
  bound(most: number): void {
    this.#most = most;
  }

  /** What lies before a position is no longer wanted: whole files of it go when another is begun. */
  letGoBefore(position: number): void {
    this.#wantedFrom = position;
  }

  peek(): undefined {
    return undefined;
  }

  has(position: number, length: number): boolean {
    const segment = this.#segments.findLast(({ start }) => start <= position);
    return segment !== undefined && position + length <= segment.start + segment.size;
  }

  /**
   * Writes pieces behind what is there, each whole into one file. Rejects when the disk refuses; what was
   * written of that piece is then taken back, and those before it are there.
   */
  async append(pieces: readonly Buffer[]): Promise<void> {
    for (const piece of pieces) {
      const { segment, file } = await this.#segmentFor(piece.length);
      try {
        await writeAll(file, piece, segment.size);
        segment.size += piece.length;
      } catch (error) {
        await file.truncate(segment.size).catch(() => {});
        throw error;
      }
    }
  }

  /** Takes off the disk what lies at `to` and behind it; nothing may be being written. Rejects when that cannot be. */
  async cut(to: number): Promise<void> {
    await this.close();
    for (let last = this.#segments.at(-1); last !== undefined; last = this.#segments.at(-1)) {
      const left = to - last.start;
      if (left >= last.size) return;
      if (left > 0) {
        await truncate(this.#path(last.start), left);
        last.size = left;
        return;
      }
      await rm(this.#path(last.start), { force: true });
      this.#segments.pop();
    }
  }

  async read(position: number, length: number): Promise<Buffer> {
    const target = Buffer.alloc(length);
    await this.readInto(target, position);
    return target;
  }

  /** Reads what is there of the bytes at `position` to where it belongs in the target. */
  async readInto(target: Buffer, position: number): Promise<void> {
    for (const { start, size } of [...this.#segments]) {
      const from = Math.max(position, start);
      const to = Math.min(position + target.length, start + size);
      if (from >= to) continue;
      const file = await open(this.#path(start), 'r');
      try {
        await readAll(file, target.subarray(from - position, to - position), from - start);
      } finally {
        await file.close();
      }
    }
  }

  /** Nothing is appended any more. */
  async close(): Promise<void> {
    const file = this.#writing;
    this.#writing = undefined;
    await file?.close();
  }

  async #segmentFor(length: number): Promise<{ segment: Segment; file: FileHandle }> {
    const last = this.#segments.at(-1);
    if (last !== undefined && this.#writing !== undefined) {
      if (last.size + length <= this.#segment) return { segment: last, file: this.#writing };
      await this.close();
    }
    const segment = { start: this.end, size: 0 };
    // What is there already is somebody else's.
    const file = await open(this.#path(segment.start), 'wx', 0o600);
    this.#writing = file;
    this.#segments.push(segment);
    await this.#letGo(Math.max(length, this.#segment));
    return { segment, file };
  }

  /** Makes room for so much: all that a file may become, since pieces are added to it. */
  async #letGo(length: number): Promise<void> {
    let sum = this.#segments.reduce((total, { size }) => total + size, length);
    while (this.#segments.length > 2) {
      const oldest = this.#segments[1];
      const isWanted = oldest !== undefined && oldest.start + oldest.size > this.#wantedFrom;
      if (isWanted && sum <= this.#most) return;
      const [gone] = this.#segments.splice(1, 1);
      if (gone === undefined) return;
      sum -= gone.size;
      await rm(this.#path(gone.start), { force: true });
    }
  }

  #path(start: number): string {
    return join(this.#folder, `${this.#name}.${start}.${this.#kind}`);
  }
}

async function writeAll(file: FileHandle, piece: Buffer, at: number): Promise<void> {
  let written = 0;
  while (written < piece.length)
    written += (await file.write(piece, written, piece.length - written, at + written))
      .bytesWritten;
}

/** A file that has become shorter leaves zeros. */
async function readAll(file: FileHandle, target: Buffer, from: number): Promise<void> {
  let read = 0;
  while (read < target.length) {
    const { bytesRead } = await file.read(target, read, target.length - read, from + read);
    if (bytesRead === 0) return;
    read += bytesRead;
  }
}
