import { setTimeout as pause } from 'node:timers/promises';
import type { FoundNews, TimelineFilter } from '#app/contract/call-filter.ts';
import type { TimelineRow } from '#app/contract/calls.ts';
import type { CallTimeline } from '../call-timeline.ts';
import type { Decoder } from '../decoder/decoder.ts';
import { LogWalk } from '../decoder/log-walk.ts';
import { faultText } from '../fault-text.ts';
import { Pace } from '../pace.ts';
import { FoundList } from './found-list.ts';

/** How a filter goes on, without whose it is. */
export type Found = Omit<FoundNews, 'callId' | 'filterId'>;

const newestRows = 100;
/** What comes in such a time is looked at together. */
const gatherMs = 20;

/** Looks for what a filter finds in a log, and in what comes to it, until it is stopped. */
export class LogFilter {
  readonly #timeline: CallTimeline;
  readonly #walk: LogWalk;
  readonly #tell: (found: Found) => void;
  readonly #pace = new Pace(() => this.#report());
  readonly #stopFollowing: readonly (() => void)[];
  #found = new FoundList();
  #looked = 0;
  #told = 0;
  #fault: string | undefined;
  #isLooking = false;
  #isStopped = false;

  private constructor(timeline: CallTimeline, walk: LogWalk, tell: (found: Found) => void) {
    this.#timeline = timeline;
    this.#walk = walk;
    this.#tell = tell;
    const look = () => {
      if (!this.#isLooking) void this.#look();
    };
    this.#stopFollowing = [timeline.onGrown(look), timeline.schema.onLearned(look)];
    this.#pace.note();
    look();
  }

  /** Rejects with a usage `Failure` for a filter that the messages cannot be compared by. */
  static async begin(
    timeline: CallTimeline,
    decoder: Decoder,
    filter: TimelineFilter,
    tell: (found: Found) => void,
  ): Promise<LogFilter> {
    return new LogFilter(timeline, await LogWalk.begin(timeline, decoder, { filter }), tell);
  }

  /** What was found, `from` … `from + count - 1`, as far as it exists. */
  rows(from: number, count: number): Promise<readonly TimelineRow[]> {
    return this.#timeline.view.rowsAt(this.#found.slice(from, from + count));
  }

  stop(): void {
    this.#isStopped = true;
    for (const stop of this.#stopFollowing) stop();
    this.#pace.stop();
    this.#walk.close();
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    try {
      while (this.#hasMore) {
        await this.#lookOnce();
        if (!this.#isStopped) await pause(gatherMs);
      }
      this.#isLooking = false;
    } catch (error) {
      this.#fault = faultText(error);
      this.#pace.note();
    }
  }

  get #hasMore(): boolean {
    const { log } = this.#timeline;
    return !this.#isStopped && (this.#looked < log.count || this.#walk.isOutdated);
  }

  async #lookOnce(): Promise<void> {
    const { log } = this.#timeline;
    if (this.#walk.isOutdated) await this.#beginAnew();
    for await (const { from, count, found } of this.#walk.from(this.#looked, () => log.count)) {
      if (this.#isStopped) return;
      for (const seq of found) this.#found.push(seq);
      this.#looked = from + count;
      this.#pace.note();
    }
  }

  /** With the types that are known now. */
  async #beginAnew(): Promise<void> {
    await this.#walk.renew();
    this.#found = new FoundList();
    this.#looked = 0;
    this.#told = 0;
  }

  async #report(): Promise<void> {
    const { log, isOver } = this.#timeline;
    const looked = this.#looked;
    const of = log.count;
    const matches = this.#found.length;
    const from = Math.max(this.#told, matches - newestRows);
    this.#told = matches;
    const newest = await this.rows(from, matches - from);
    if (this.#isStopped) return;
    const fault = this.#fault;
    const isDone = isOver && looked === of;
    this.#tell({ looked, of, matches, newest, isDone, ...(fault !== undefined && { fault }) });
  }
}
