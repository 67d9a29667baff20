/** Bytes from one position up to, and without, another. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** Bytes that were appended one after the other and are read by where they begin; not all need be left. */
export interface ByteSource {
  /** How much was appended in all, as far as it can be known. */
  readonly end: number;
  /** What was let go of between what is left, in its order. */
  readonly gaps: readonly ByteRange[];
  /** The bytes when they are in memory, as long as nothing is appended. They must not be changed. */
  peek(position: number, length: number): Buffer | undefined;
  /** Whether all of them are left. */
  has(position: number, length: number): boolean;
  /** The bytes, with zeros where nothing is left. Rejects when a file cannot be read. */
  read(position: number, length: number): Promise<Buffer>;
  /** The same into a target, which keeps what it has where nothing is left. */
  readInto(target: Buffer, position: number): Promise<void>;
}

/** What lies between ranges, the first of which begins first. */
export function gapsBetween(ranges: readonly ByteRange[]): readonly ByteRange[] {
  const gaps: ByteRange[] = [];
  let end = 0;
  for (const { from, to } of ranges) {
    if (from > end) gaps.push({ from: end, to: from });
    end = Math.max(end, to);
  }
  return gaps;
}
