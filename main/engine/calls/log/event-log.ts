import type { OtherCallEvent } from '../call-event.ts';
import { blockBytes } from './byte-blocks.ts';
import type { ByteSource } from './byte-source.ts';
import { type EventRecord, readRecord, recordBytes } from './event-record.ts';
import { countLetGo } from './let-go.ts';
import type { LogPiece, PieceWanted } from './log-piece.ts';
import { readPiece } from './read-piece.ts';
import { ownOtherEvent, toOtherEvent } from './stored-event.ts';

/** Why a payload is not there: its call is larger than what is kept, or a file of it is damaged. */
export type Missing = 'let go' | 'unreadable';

/** What stands in the place of an event of which nothing is known any more; `at` is no later than it was. */
interface LostEvent {
  readonly at: number;
  readonly type: 'warning';
  readonly text: string;
  readonly isLost: true;
}

/** An event of a log. */
export type LoggedEvent =
  | OtherCallEvent
  | LostEvent
  | {
      readonly at: number;
      readonly type: 'sent' | 'received';
      readonly index: number;
      readonly bytes: number;
      readonly wireBytes?: number;
      /** All of it, or as much of its beginning as was asked for. */
      readonly payload: Buffer | Missing;
    };

/** The events of a call by `seq`: of one that goes on, or of one that was kept. */
export interface EventLog {
  readonly count: number;
  /** So many came after those that are here, and were not kept. */
  readonly lacking: number;
  /** An event that is in memory, whole; its payload as long as nothing is appended. */
  recent(seq: number): LoggedEvent | undefined;
  /**
   * The events `from` … `from + count - 1`, as far as they exist; of each payload at least its first
   * `most` bytes. What is not kept of them is said in their place; never rejects.
   */
  read(from: number, count: number, most?: number): Promise<readonly LoggedEvent[]>;
  /** The same events as bytes, or fewer of them where they hold much, at least one; never rejects. */
  readPiece(wanted: PieceWanted): Promise<LogPiece>;
}

/** Neighbours are read in one piece up to this size. */
const pieceBytes = 4 * 1024 * 1024;
/** Of an event that is no message; none is larger. */
const otherBytes = 64 * 1024 * 1024;

/** The log in its two parts: a record of fixed size for each event, and what the events hold. */
export class RecordedEvents {
  readonly #records: ByteSource;
  readonly #contents: ByteSource;

  constructor(records: ByteSource, contents: ByteSource) {
    this.#records = records;
    this.#contents = contents;
  }

  /** An event that is in memory, whole; its payload as long as nothing is appended. */
  recent(seq: number): LoggedEvent | undefined {
    const bytes = this.#records.peek(seq * recordBytes, recordBytes);
    const record = bytes && readRecord(bytes, 0);
    if (record === undefined) return undefined;
    const content = this.#contents.peek(record.position, record.bytes);
    if (content === undefined) return undefined;
    return record.index === 0 ? ownOtherEvent(record.at, content) : toEvent(seq, record, content);
  }

  /** See {@link EventLog.read}; all of the events must have been appended. */
  async read(from: number, count: number, most: number): Promise<readonly LoggedEvent[]> {
    const records = await this.records(from, count);
    const contents = await this.#contentsOf(records, most);
    let at = records.find((record) => record !== undefined)?.at ?? 0;
    return records.map((record, offset) => {
      if (record === undefined) return this.#lost(from + offset, at);
      at = record.at;
      return toEvent(from + offset, record, contents[offset] ?? 'let go');
    });
  }

  /** How many of the first `count` events are not whole any more; rejects when a file cannot be read. */
  countLetGo(count: number): Promise<number> {
    return countLetGo(this.#records, this.#contents, count);
  }

  /** See {@link EventLog.readPiece}. */
  readPiece(wanted: PieceWanted): Promise<LogPiece> {
    return readPiece(this.#records, this.#contents, wanted);
  }

  /** The records of so many events; `undefined` of what is not left. */
  async records(from: number, count: number): Promise<readonly (EventRecord | undefined)[]> {
    const bytes = await this.#records
      .read(from * recordBytes, count * recordBytes)
      .catch(() => Buffer.alloc(count * recordBytes));
    return Array.from({ length: count }, (_, offset) => readRecord(bytes, offset * recordBytes));
  }

  #lost(seq: number, at: number): LoggedEvent {
    const wasDamaged = this.#records.has(seq * recordBytes, recordBytes);
    const text = missingText(wasDamaged ? 'unreadable' : 'let go');
    return { at, type: 'warning', text, isLost: true };
  }

  async #contentsOf(
    records: readonly (EventRecord | undefined)[],
    most: number,
  ): Promise<readonly (Buffer | Missing)[]> {
    const contents: (Buffer | Missing)[] = records.map(() => 'let go');
    let piece: Piece = { start: 0, end: 0, parts: [] };
    for (const [offset, record] of records.entries()) {
      if (record === undefined) continue;
      const length = Math.min(record.bytes, record.index === 0 ? otherBytes : most);
      const inMemory = this.#contents.peek(record.position, length);
      if (inMemory !== undefined)
        contents[offset] = record.bytes > blockBytes ? inMemory : Buffer.from(inMemory);
      else if (length === 0) contents[offset] = Buffer.alloc(0);
      else if (this.#contents.has(record.position, length)) {
        const end = record.position + length;
        const isNear = record.position >= piece.end && end - piece.start <= pieceBytes;
        if (!isNear) {
          await this.#readPiece(piece, contents);
          piece = { start: record.position, end, parts: [] };
        }
        piece.end = end;
        piece.parts.push({ offset, position: record.position, length });
      } else if (record.position + length > this.#contents.end) contents[offset] = 'unreadable';
    }
    await this.#readPiece(piece, contents);
    return contents;
  }

  async #readPiece({ start, end, parts }: Piece, contents: (Buffer | Missing)[]): Promise<void> {
    if (parts.length === 0) return;
    const bytes = await this.#contents.read(start, end - start).catch(() => undefined);
    for (const { offset, position, length } of parts) {
      const from = position - start;
      contents[offset] = bytes?.subarray(from, from + length) ?? 'unreadable';
    }
  }
}

interface Piece {
  readonly start: number;
  end: number;
  readonly parts: { readonly offset: number; readonly position: number; readonly length: number }[];
}

/** What stands in the place of what is not there. */
export function missingText(missing: Missing): string {
  return missing === 'let go'
    ? 'no longer kept: this call is larger than what Duplex keeps of one'
    : 'cannot be read: the file in which Duplex kept it is cut or damaged';
}

/** An event of its record and what it holds. */
export function toEvent(seq: number, record: EventRecord, content: Buffer | Missing): LoggedEvent {
  const { at, bytes, index, wireBytes } = record;
  if (index === 0) return otherEvent(seq, at, content);
  return {
    at,
    type: index < 0 ? 'sent' : 'received',
    index: Math.abs(index),
    bytes,
    ...(wireBytes >= 0 && { wireBytes }),
    payload: content,
  };
}

function otherEvent(seq: number, at: number, content: Buffer | Missing): LoggedEvent {
  if (typeof content === 'string') return { at, type: 'warning', text: missingText(content) };
  try {
    return toOtherEvent(at, content);
  } catch {
    return { at, type: 'warning', text: `Event ${seq} ${missingText('unreadable')}` };
  }
}
