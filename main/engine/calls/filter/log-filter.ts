import { setImmediate as turn } from 'node:timers/promises';
import type { FoundNews, TimelineFilter } from '#app/contract/call-filter.ts';
import type { TimelineRow } from '#app/contract/calls.ts';
import type { CallTimeline } from '../call-timeline.ts';
import { Pace } from '../pace.ts';
import { FoundList } from './found-list.ts';
import { type Matcher, matcherOf } from './matcher.ts';

/** How a filter goes on, without whose it is. */
export type Found = Omit<FoundNews, 'callId' | 'filterId'>;

const newestRows = 100;
/** Events that are looked at in one go. */
const portion = 100;

/** Looks for what a filter finds in a log, and in what comes to it, until it is stopped. */
export class LogFilter {
  readonly #timeline: CallTimeline;
  readonly #tell: (found: Found) => void;
  readonly #matcher: Matcher;
  readonly #found = new FoundList();
  readonly #pace = new Pace(() => void this.#report());
  readonly #stopFollowing: () => void;
  #looked = 0;
  #told = 0;
  #isLooking = false;
  #isStopped = false;

  /** Throws a usage `Failure` for a filter that the messages cannot be compared by. */
  constructor(timeline: CallTimeline, filter: TimelineFilter, tell: (found: Found) => void) {
    this.#timeline = timeline;
    this.#tell = tell;
    this.#matcher = matcherOf(filter, timeline.schema.codecs(timeline.method));
    this.#stopFollowing = timeline.onGrown(() => void this.#look());
    void this.#look();
    this.#pace.note();
  }

  /** What was found, `from` … `from + count - 1`, as far as it exists. */
  rows(from: number, count: number): Promise<readonly TimelineRow[]> {
    return this.#timeline.view.rowsAt(this.#found.slice(from, from + count));
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopFollowing();
    this.#pace.stop();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const { log } = this.#timeline;
    const most = this.#matcher.needsContents ? Number.POSITIVE_INFINITY : 0;
    while (this.#looked < log.count && !this.#isStopped) {
      const events = await log.read(this.#looked, portion, most);
      for (const event of events) {
        if (this.#matcher.matches(event)) this.#found.push(this.#looked);
        this.#looked += 1;
      }
      this.#pace.note();
      await turn();
    }
    this.#isLooking = false;
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
    this.#tell({ looked, of, matches, newest, isDone: isOver && looked === of });
  }
}
