import { counted } from '#app/core/counted.ts';
import type { OtherCallEvent } from '../call-event.ts';
import type { ByteSource } from './byte-source.ts';
import type { CallHead } from './call-head.ts';
import { CallLog } from './call-log.ts';
import { type EventLog, type LoggedEvent, RecordedEvents } from './event-log.ts';
import { recordBytes } from './event-record.ts';
import type { LogPiece, PieceWanted } from './log-piece.ts';
import { Tally, type Totals } from './tally.ts';

const interrupted = {
  type: 'end',
  code: null,
  status: 'INTERRUPTED',
  message: 'Duplex ended before this call did',
  details: [],
  trailers: [],
} as const;

/** Where the two parts of a log are. */
export interface LogSources {
  readonly records: ByteSource;
  readonly contents: ByteSource;
}

/** So many records are looked at in one go. */
const portion = 10_000;

/** The log of a call that an earlier process held; it has an end, and nothing is added to it. */
export class StoredLog implements EventLog {
  readonly totals: Totals;
  readonly count: number;
  readonly lacking: number;
  /** How many events were let go of. */
  readonly letGo: number;
  /** Why what came after the events lacks. */
  readonly cutOff: string | undefined;
  readonly #events: RecordedEvents;
  readonly #stored: number;
  /** What follows the events in the files. */
  readonly #after: readonly OtherCallEvent[];

  private constructor(
    events: RecordedEvents,
    stored: number,
    totals: Totals,
    after: readonly OtherCallEvent[],
    gone: Pick<StoredLog, 'lacking' | 'letGo' | 'cutOff'>,
  ) {
    this.lacking = gone.lacking;
    this.letGo = gone.letGo;
    this.cutOff = gone.cutOff;
    this.#events = events;
    this.#stored = stored;
    this.#after = after;
    const tally = new Tally(totals);
    for (const event of after) tally.add(event);
    this.totals = tally.totals;
    this.count = stored + after.length;
  }

  /** Reads what was written after the head, and no more. Rejects when a file cannot be read. */
  static async read(head: CallHead, sources: LogSources): Promise<StoredLog> {
    const events = new RecordedEvents(sources.records, sources.contents);
    const there = Math.floor(sources.records.end / recordBytes);
    if (head.end !== undefined) {
      const stored = Math.min(there, head.events);
      const gone = await goneFrom(events, head, stored);
      const lost = gone.cutOff;
      const last = await events.read(stored - 1, Math.min(1, stored), 0);
      const isWhole = lost === undefined && last[0]?.type === 'end';
      return new StoredLog(events, stored, head, isWhole ? [] : tail(head, lost), gone);
    }
    const tally = new Tally(head);
    const stored = await addRest(events, tally, head.events, there);
    const gone = await goneFrom(events, head, stored);
    const after = tally.end === undefined ? tail(tally.totals, gone.cutOff) : [];
    return new StoredLog(events, stored, tally.totals, after, gone);
  }

  recent(): undefined {
    return undefined;
  }

  async read(
    from: number,
    count: number,
    most = Number.POSITIVE_INFINITY,
  ): Promise<readonly LoggedEvent[]> {
    const to = Math.min(from + count, this.count);
    const stored = Math.min(to, this.#stored) - from;
    const first = stored > 0 ? await this.#events.read(from, stored, most) : [];
    const after = this.#after.slice(
      Math.max(0, from - this.#stored),
      Math.max(0, to - this.#stored),
    );
    return [...first, ...after];
  }

  async readPiece(wanted: PieceWanted): Promise<LogPiece> {
    const left = this.#stored - wanted.from;
    if (left > 0) return this.#events.readPiece({ ...wanted, count: Math.min(left, wanted.count) });
    const tail = new CallLog(Number.POSITIVE_INFINITY);
    for (const event of this.#after) tail.append(event);
    const piece = await tail.readPiece({ ...wanted, from: -left });
    return { ...piece, from: wanted.from };
  }
}

/** Counts the events from `from` on, until the end or one that is not whole; tells how many there are. */
async function addRest(
  events: RecordedEvents,
  tally: Tally,
  from: number,
  there: number,
): Promise<number> {
  let at = Math.min(from, there);
  while (at < there) {
    const count = Math.min(portion, there - at);
    const records = await events.records(at, count);
    const sound = records.indexOf(undefined);
    const whole = sound === -1 ? count : sound;
    for (const event of await events.read(at, whole, 0)) {
      tally.add(event);
      at += 1;
      if (tally.end !== undefined) return at;
    }
    if (whole < count) break;
  }
  return at;
}

function tail(
  { elapsed, end }: Pick<Totals, 'elapsed' | 'end'>,
  lost: string | undefined,
): readonly OtherCallEvent[] {
  const told: OtherCallEvent[] =
    lost === undefined ? [] : [{ at: elapsed, type: 'warning', text: lost }];
  return [...told, { at: elapsed, ...(end === undefined ? interrupted : { type: 'end', ...end }) }];
}

/** What is not there of the call, `stored` events of which are in the files. */
async function goneFrom(
  events: RecordedEvents,
  { events: written, cutOff, lacking = 0 }: CallHead,
  stored: number,
): Promise<Pick<StoredLog, 'lacking' | 'letGo' | 'cutOff'>> {
  const letGo = await events.countLetGo(stored);
  const damaged = Math.max(0, written - stored);
  if (cutOff === undefined)
    return { letGo, lacking: damaged, cutOff: damaged > 0 ? lostText(damaged) : undefined };
  const missing = lacking + damaged;
  const text = missing > 0 ? `${cutOff}: ${counted(missing, 'event')} of this call` : cutOff;
  return { letGo, lacking: missing, cutOff: text };
}

function lostText(events: number): string {
  const what = events === 1 ? '1 event' : `${events} events`;
  return `${what} that came here cannot be read: the file in which Duplex kept them is cut or damaged`;
}
