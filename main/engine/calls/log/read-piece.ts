import { setImmediate as turn } from 'node:timers/promises';
import type { ByteSource } from './byte-source.ts';
import type { Missing } from './event-log.ts';
import { type EventRecord, readRecord, recordBytes } from './event-record.ts';
import type { LogPiece, PieceWanted } from './log-piece.ts';
import { diskPieceBytes, pieceBytes } from './piece-buffers.ts';

/** So much is copied before others have their turn. */
const atOnce = 1024 * 1024;

/** Where what the events of a piece hold is. */
interface Extent {
  readonly count: number;
  readonly start: number;
  readonly end: number;
  /** `undefined` for one that is no record, or whose content is nowhere. */
  readonly records: readonly (EventRecord | undefined)[];
  readonly missing: Map<number, Missing>;
}

/**
 * Reads events of a log in one piece: as many as are wanted, or fewer where they hold much. What is not left
 * is said; never rejects.
 */
export async function readPiece(
  records: ByteSource,
  contents: ByteSource,
  wanted: PieceWanted,
): Promise<LogPiece> {
  const { from, count, withContents } = wanted;
  const size = count * recordBytes;
  const first = wanted.buffer(size);
  const head = Buffer.from(first, 0, size);
  head.fill(0);
  await records.readInto(head, from * recordBytes).catch(() => head.fill(0));
  const lost: Missing = records.has(from * recordBytes, size) ? 'unreadable' : 'let go';
  const piece = {
    from,
    count,
    bytes: first,
    held: 0,
    start: 0,
    missing: new Map<number, Missing>(),
    lost,
  };
  if (!withContents) return piece;
  const extent = extentOf(head, count, contents);
  const { start, end } = extent;
  const at = extent.count * recordBytes;
  const bytes = at + end - start <= first.byteLength ? first : wanted.buffer(at + end - start);
  const target = Buffer.from(bytes, at, end - start);
  // Memory that is new is zeros.
  if (bytes === first) target.fill(0);
  else head.copy(Buffer.from(bytes), 0, 0, at);
  const missing = await readContents(contents, extent, target);
  return { ...piece, count: extent.count, bytes, held: end - start, start, missing };
}

/** At least one event, and no more than hold so much together. A record may be anybody's. */
function extentOf(head: Buffer, most: number, contents: ByteSource): Extent {
  const records: (EventRecord | undefined)[] = [];
  const missing = new Map<number, Missing>();
  let start = -1;
  let end = 0;
  let limit = pieceBytes;
  for (let at = 0; at < most; at += 1) {
    const record = readRecord(head, at * recordBytes);
    const next = record === undefined ? end : record.position + record.bytes;
    const isSound = record !== undefined && record.position >= end && next <= contents.end;
    if (isSound) {
      if (start === -1) {
        start = record.position;
        if (contents.peek(start, record.bytes) === undefined) limit = diskPieceBytes;
      } else if (next - start > limit) break;
      end = next;
    } else if (record !== undefined) missing.set(at, 'unreadable');
    records.push(isSound ? record : undefined);
  }
  return { count: records.length, start: Math.max(0, start), end, records, missing };
}

/** What of it is missing. */
async function readContents(
  contents: ByteSource,
  { start, records, missing }: Extent,
  target: Buffer,
): Promise<ReadonlyMap<number, Missing>> {
  const isLeft = contents.has(start, target.length);
  if (isLeft && (await readAt(contents, target, start))) return missing;
  for (const [at, record] of records.entries()) {
    if (record === undefined) continue;
    const { position, bytes } = record;
    const own = target.subarray(position - start, position - start + bytes);
    if (!contents.has(position, bytes)) missing.set(at, 'let go');
    else if (!(await readAt(contents, own, position))) missing.set(at, 'unreadable');
  }
  return missing;
}

/** Whether it could be read. */
async function readAt(contents: ByteSource, target: Buffer, position: number): Promise<boolean> {
  try {
    for (let at = 0; at < target.length; at += atOnce) {
      if (at > 0) await turn();
      await contents.readInto(target.subarray(at, at + atOnce), position + at);
    }
    return true;
  } catch {
    return false;
  }
}
