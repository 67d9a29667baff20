import { isDiskFull } from '#app/core/disk-failure.ts';
import type { CallHead } from './call-head.ts';
import type { CallLog } from './call-log.ts';
import { readRecord, recordBytes } from './event-record.ts';
import { Tally } from './tally.ts';

/** So long after an event it is on the disk, unless that is slow. */
const writeMs = 400;
/** A call that is over by then is written once. */
const firstMs = 100;
/** So much is written at once. */
const writeBytes = 1024 * 1024;
/** Bytes of records that are written at once where the disk has hardly any room. */
const fewRecords = 100 * recordBytes;
/** A call that is over before any of it was written, and no larger, is in its head: one file, not three. */
const inlineBytes = 16 * 1024;
/** At most this often the head of a call that goes on is written: what it lacks is in the records. */
const headMs = 1000;
/** How far the disk may lag behind before reading from the server stops, and when it goes on. */
const mostPending = 16 * 1024 * 1024;
const fewPending = 4 * 1024 * 1024;

/** What is known of a call beside its events, when it is written. */
export type HeadNow = Omit<CallHead, 'duplex' | 'schema' | 'inline'>;

export type WrittenHead = HeadNow & Pick<CallHead, 'inline'>;

interface SpoolDeps {
  readonly log: CallLog;
  readonly head: () => HeadNow;
  /** Puts the head in place, whole; the first only where there is none. Rejects when the disk refuses. */
  readonly writeHead: (head: WrittenHead, isFirst: boolean) => Promise<void>;
  /** Hears when the disk lags so far behind that nothing more should come, and when it no longer does. */
  readonly onLag: (lags: boolean) => void;
  /** Hears once that the disk refuses: nothing more is written but, if it can be, a head that says so. */
  readonly onRefused: (error: unknown) => void;
}

/** Writes the log of one call to the disk as it grows: soon, in large pieces, and never in its way. */
export class Spool {
  readonly #deps: SpoolDeps;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #isWriting = false;
  #hasBegun = false;
  #headAt = Number.NEGATIVE_INFINITY;
  /** Whether the head lacks what is in the records. */
  #isHeadOld = false;
  #lags = false;
  #isRefused = false;
  #isFinished = false;
  #isInline = false;
  #isStopped = false;

  constructor(deps: SpoolDeps) {
    this.#deps = deps;
  }

  /** Something was appended to the log. */
  note(): void {
    if (this.#isRefused || this.#isFinished || this.#isStopped) return;
    const { pending } = this;
    if (pending > mostPending) this.#tellLag(true);
    if (this.#isWriting) return;
    if (pending >= writeBytes) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), this.#hasBegun ? writeMs : firstMs);
  }

  /** Whether anything of the call is on the disk. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Bytes that wait. */
  get pending(): number {
    const { records, contents } = this.#deps.log;
    return records.pending + contents.pending;
  }

  /** Writes all that was appended until now; never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#work = this.#work.then(() => this.#write());
    return this.#work;
  }

  /** Writes all and closes the files; what is appended after it is written when {@link flush} is asked for. */
  async finish(): Promise<void> {
    this.#isFinished = true;
    await this.flush();
  }

  /** Writes nothing more: the files are about to be deleted. Resolves when none is open. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.flush();
    await this.#close();
  }

  async #write(): Promise<void> {
    if (this.#isStopped) return;
    if (this.#isRefused) return this.#writeLastHead();
    this.#isWriting = true;
    try {
      await this.#writeNow();
    } catch (error) {
      this.#isRefused = true;
      this.#deps.onRefused(error);
      await this.#close();
      await this.#writeLastHead();
    }
    if (this.#isFinished) await this.#close();
    this.#isWriting = false;
    if (this.pending < fewPending) this.#tellLag(false);
    if (this.pending > 0) this.note();
    else if (this.#isHeadOld && !this.#isFinished)
      this.#timer ??= setTimeout(() => void this.flush(), headMs);
  }

  async #writeNow(): Promise<void> {
    const { log, head } = this.#deps;
    // Taken in one moment: no record says of a content that is not there.
    const [contents, records, now] = [log.contents.unwritten(), log.records.unwritten(), head()];
    const isOver = now.end !== undefined;
    const isFirst = !this.#hasBegun;
    if (isFirst && isOver && this.pending <= inlineBytes) this.#isInline = true;
    if (this.#isInline) {
      const inline = { records: base64(records), contents: base64(contents) };
      return this.#writeHead({ ...now, inline });
    }
    // Nothing is there of which no head says what it is.
    if (isFirst) await this.#writeHead(withoutEvents(now));
    try {
      await log.contents.write(contents);
      await log.records.write(records);
    } catch (error) {
      await this.#saveSome();
      throw error;
    }
    this.#isHeadOld ||= records.length > 0;
    if (isOver || performance.now() - this.#headAt >= headMs) await this.#writeHead(now);
  }

  /** After the disk refused more: the records of what it took. */
  async #saveSome(): Promise<void> {
    try {
      await this.#writeSound().catch(async () => {
        await this.#deps.log.giveWay();
        await this.#writeSound();
      });
    } catch {
      // So many of them there are then.
    }
  }

  /** In small pieces, for there is little room. */
  async #writeSound(): Promise<void> {
    const { log } = this.#deps;
    const { written } = log.contents;
    for (const piece of log.records.unwritten()) {
      for (let from = 0; from < piece.length; from += fewRecords) {
        const some = piece.subarray(from, from + fewRecords);
        const sound = soundBytes(some, written);
        await log.records.write([some.subarray(0, sound)]);
        if (sound < some.length) return;
      }
    }
  }

  async #writeHead(now: WrittenHead): Promise<void> {
    if (this.#hasBegun) this.#headAt = performance.now();
    await this.#deps.writeHead(now, !this.#hasBegun);
    this.#hasBegun = true;
    this.#isHeadOld = false;
  }

  /** Of what was not written it says why, and how it ended: that is worth the newest of the events. */
  async #writeLastHead(): Promise<void> {
    if (!this.#hasBegun || this.#isInline) return;
    const { head, log } = this.#deps;
    try {
      await this.#writeHead(head()).catch(async (error: unknown) => {
        if (!isDiskFull(error)) throw error;
        await log.giveBack();
        await this.#writeHead(head());
      });
    } catch {
      // The head before it stays, and the call passes for interrupted once nobody has it open.
    }
  }

  #tellLag(lags: boolean): void {
    if (this.#lags === lags) return;
    this.#lags = lags;
    this.#deps.onLag(lags);
  }

  async #close(): Promise<void> {
    const { records, contents } = this.#deps.log;
    await Promise.all([records.close(), contents.close()]).catch(() => {});
  }
}

function withoutEvents({ end: _end, ...now }: HeadNow): HeadNow {
  return { ...now, ...new Tally().totals, events: 0 };
}

/** Of records the bytes of those, from the first on, whose contents are there. */
function soundBytes(records: Buffer, written: number): number {
  for (let at = 0; at < records.length; at += recordBytes) {
    const record = readRecord(records, at);
    if (record === undefined || record.position + record.bytes > written) return at;
  }
  return records.length;
}

function base64(pieces: readonly Buffer[]): string {
  return Buffer.concat(pieces).toString('base64');
}
