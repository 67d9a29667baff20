import type { FoundNews } from '#app/contract/call-filter.ts';
import type { TimelineRow } from '#app/contract/calls.ts';
import type { CommandInput } from '#app/contract/commands.ts';
import { Failure } from '#app/contract/result.ts';
import type { CallTimeline } from '../call-timeline.ts';
import type { Decoder } from '../decoder/decoder.ts';
import { LogFilter } from './log-filter.ts';

interface Running {
  readonly filterId: string;
  readonly filter: LogFilter;
}

/** The filters over the calls of one listener, one at most for each call. */
export class CallFilters {
  readonly #running = new Map<string, Running>();
  /** Which filter was asked for last of each call. */
  readonly #newest = new Map<string, string>();
  readonly #decoder: Decoder;
  readonly #timelineOf: (callId: string) => CallTimeline;
  readonly #tell: (news: FoundNews) => void;

  /** `timelineOf` throws for a call that is not held. */
  constructor(
    decoder: Decoder,
    timelineOf: (callId: string) => CallTimeline,
    tell: (news: FoundNews) => void,
  ) {
    this.#decoder = decoder;
    this.#timelineOf = timelineOf;
    this.#tell = tell;
  }

  /** See `calls.filter`. Rejects with a `Failure`; the call's earlier filter goes on then. */
  async begin({ callId, filterId, filter }: CommandInput<'calls.filter'>): Promise<void> {
    const timeline = this.#timelineOf(callId);
    this.#newest.set(callId, filterId);
    const begun = await LogFilter.begin(timeline, this.#decoder, filter, (found) =>
      this.#tell({ callId, filterId, ...found }),
    );
    // Another may have been asked for meanwhile, or none any more.
    if (this.#newest.get(callId) !== filterId) return begun.stop();
    this.#running.get(callId)?.filter.stop();
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

  /** See `calls.stopFilter`. */
  stop({ callId, filterId, keepsFound = false }: CommandInput<'calls.stopFilter'>): void {
    if (this.#newest.get(callId) !== filterId) return;
    const running = this.#running.get(callId);
    if (keepsFound && running?.filterId === filterId) running.filter.stop();
    else this.stopOf(callId);
  }

  /** The call is let go of. */
  stopOf(callId: string): void {
    this.#newest.delete(callId);
    this.#running.get(callId)?.filter.stop();
    this.#running.delete(callId);
  }

  /** The listener is gone, or begins anew. */
  stopAll(): void {
    for (const callId of [...this.#newest.keys(), ...this.#running.keys()]) this.stopOf(callId);
  }
}
