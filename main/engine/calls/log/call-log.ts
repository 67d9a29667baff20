import type { CallEvent } from '../call-event.ts';
import { ByteLog } from './byte-log.ts';
import { type EventLog, type LoggedEvent, RecordedEvents } from './event-log.ts';
import { recordOf } from './event-record.ts';
import type { LogPiece, PieceWanted } from './log-piece.ts';
import type { SegmentFiles } from './segment-files.ts';
import { otherEventBytes } from './stored-event.ts';

/** Where the two parts of a log are kept beside memory. */
export interface LogFiles {
  readonly records: SegmentFiles;
  readonly contents: SegmentFiles;
}

/**
 * All events of one call by `seq`: a record of 40 bytes each, and what they hold, raw; whoever looks at
 * a message decodes it. Each of the two holds `limit` bytes in memory at most; what is older is in the
 * files, or let go where there are none.
 */
export class CallLog implements EventLog {
  readonly records: ByteLog;
  readonly contents: ByteLog;
  readonly #events: RecordedEvents;
  #count = 0;

  constructor(limit: number, files?: LogFiles) {
    this.records = new ByteLog(limit, files?.records);
    this.contents = new ByteLog(limit, files?.contents);
    this.#events = new RecordedEvents(this.records, this.contents);
  }

  get count(): number {
    return this.#count;
  }

  append(event: CallEvent): void {
    const { at } = event;
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
