import type { FoundNews } from '#app/contract/call-filter.ts';
import type { TimelineRow } from '#app/contract/calls.ts';
import type { CommandInput } from '#app/contract/commands.ts';
import { Failure } from '#app/contract/result.ts';
import type { CallTimeline } from '../call-timeline.ts';
import { LogFilter } from './log-filter.ts';

interface Running {
  readonly filterId: string;
  readonly filter: LogFilter;
}

/** The filters over the calls of one listener, one at most for each call. */
export class CallFilters {
  readonly #running = new Map<string, Running>();
  readonly #timelineOf: (callId: string) => CallTimeline;
  readonly #tell: (news: FoundNews) => void;

  /** `timelineOf` throws for a call that is not held. */
  constructor(timelineOf: (callId: string) => CallTimeline, tell: (news: FoundNews) => void) {
    this.#timelineOf = timelineOf;
    this.#tell = tell;
  }

  /** See `calls.filter`. Rejects with a `Failure`; the call's earlier filter goes on then. */
  async begin({ callId, filterId, filter }: CommandInput<'calls.filter'>): Promise<void> {
    const begun = new LogFilter(this.#timelineOf(callId), filter, (found) =>
      this.#tell({ callId, filterId, ...found }),
    );
    this.stopOf(callId);
    this.#running.set(callId, { filterId, filter: begun });
  }

  /** Rejects with a usage `Failure` when there is no such filter. */
  async rows({
    callId,
    filterId,
    from,
    count,
  }: CommandInput<'calls.foundRows'>): Promise<readonly TimelineRow[]> {
    const running = this.#running.get(callId);
    if (running?.filterId !== filterId)
      throw new Failure('usage', 'This filter is over', 'Filter the timeline again');
    return running.filter.rows(from, count);
  }

  stop({ callId, filterId }: CommandInput<'calls.stopFilter'>): void {
    if (this.#running.get(callId)?.filterId === filterId) this.stopOf(callId);
  }

  /** The call is let go of. */
  stopOf(callId: string): void {
    this.#running.get(callId)?.filter.stop();
    this.#running.delete(callId);
  }

  /** The listener is gone, or begins anew. */
  stopAll(): void {
    for (const callId of [...this.#running.keys()]) this.stopOf(callId);
  }
}
