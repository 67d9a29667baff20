import type { CallEvent } from '../call-event.ts';
import { ByteLog, cutBytes } from './byte-log.ts';
import { type EventLog, type LoggedEvent, RecordedEvents } from './event-log.ts';
import { readRecord, recordBytes, recordOf } from './event-record.ts';
import type { LogPiece, PieceWanted } from './log-piece.ts';
import type { SegmentFiles } from './segment-files.ts';
import { otherEventBytes } from './stored-event.ts';

/** Where the two parts of a log are kept beside memory. */
export interface LogFiles {
  readonly records: SegmentFiles;
  readonly contents: SegmentFiles;
}

/** What is known of where events begin, when the old are let go. */
interface Mark {
  readonly seq: number;
  /** Where its content begins. */
  readonly content: number;
}

const eventsOfMark = 256;

/**
 * All events of one call by `seq`: a record of 40 bytes each, and what they hold, raw; whoever looks at
 * a message decodes it. Each of the two holds `limit` bytes in memory at most; what is older is in the
 * files, or let go where there are none.
 */
export class CallLog implements EventLog {
  readonly lacking = 0;
  readonly records: ByteLog;
  readonly contents: ByteLog;
  readonly #events: RecordedEvents;
  #count = 0;
  readonly #newest: number | undefined;
  /** Where some of the events begin, the oldest that is kept first. */
  readonly #marks: Mark[] = [];

  /** `newest`: that many of the newest events are kept, and few more. */
  constructor(limit: number, files?: LogFiles, newest?: number) {
    this.#newest = newest;
    this.records = new ByteLog(limit, files?.records);
    this.contents = new ByteLog(limit, files?.contents);
    this.#events = new RecordedEvents(this.records, this.contents);
  }

  get count(): number {
    return this.#count;
  }

  /** How much was appended in all, */
  get bytes(): number {
    return this.records.end + this.contents.end;
  }

  /** and how much of it was written to the disk. */
  get written(): number {
    return this.records.written + this.contents.written;
  }

  /** Bytes of either part that were let go of. */
  get goneBytes(): number {
    return [...this.records.gaps, ...this.contents.gaps].reduce(
      (sum, { from, to }) => sum + to - from,
      0,
    );
  }

  /** How many events are not whole any more. Rejects when a file cannot be read. */
  countLetGo(): Promise<number> {
    return this.#events.countLetGo(this.#count);
  }

  append(event: CallEvent): void {
    const { at } = event;
    if (this.#newest !== undefined && this.#count % eventsOfMark === 0)
      this.#letGoOld(this.#newest);
    if ('payload' in event) {
      const { payload, wireBytes = -1 } = event;
      const index = event.type === 'sent' ? -event.index : event.index;
      const position = this.contents.append(payload);
      this.records.append(recordOf(at, position, payload.length, index, wireBytes));
    } else {
      const content = otherEventBytes(event);
      const position = this.contents.append(content);
      this.records.append(recordOf(at, position, content.length, 0, -1));
    }
    this.#count += 1;
  }

  /**
   * Where contents left no room for the records of them: takes so many of the newest off the disk that the records of
   * the others have room, and a head. Rejects when that cannot be.
   */
  async giveWay(): Promise<void> {
    const { written } = this.contents;
    const records = Buffer.concat(this.records.unwritten());
    for (let at = records.length - recordBytes; at >= 0; at -= recordBytes) {
      const { position = written } = readRecord(records, at) ?? {};
      if (written - position >= at + cutBytes) return this.contents.cut(position);
    }
  }

  /**
   * Takes the newest events off the disk, of about {@link cutBytes}, or all that there are: for something that is
   * worth more. Only when both parts are given up. Rejects when that cannot be.
   */
  async giveBack(): Promise<void> {
    const { records, contents } = this;
    const most = Math.min(records.written, Math.ceil(cutBytes / recordBytes) * recordBytes);
    const from = records.written - most;
    const newest = await records.read(from, most);
    let to = { record: from, content: contents.written };
    for (let at = most - recordBytes; at >= 0; at -= recordBytes) {
      const record = readRecord(newest, at);
      if (record === undefined) continue;
      to = { record: from + at, content: record.position };
      if (most - at + contents.written - record.position >= cutBytes) break;
    }
    await records.cut(to.record);
    await contents.cut(to.content);
  }

  #letGoOld(newest: number): void {
    this.#marks.push({ seq: this.#count, content: this.contents.end });
    const wanted = this.#marks.findLastIndex(({ seq }) => seq <= this.#count - newest);
    if (wanted < 1) return;
    this.#marks.splice(0, wanted);
    const [{ seq, content } = { seq: 0, content: 0 }] = this.#marks;
    this.records.letGoBefore(seq * recordBytes);
    this.contents.letGoBefore(content);
  }

  recent(seq: number): LoggedEvent | undefined {
    return this.#events.recent(seq);
  }

  async read(
    from: number,
    count: number,
    most = Number.POSITIVE_INFINITY,
  ): Promise<readonly LoggedEvent[]> {
    const there = Math.min(count, this.#count - from);
    return there > 0 ? this.#events.read(from, there, most) : [];
  }

  readPiece(wanted: PieceWanted): Promise<LogPiece> {
    return this.#events.readPiece(wanted);
  }
}
