import type { Schema } from '#engine/schema/schema.ts';
import type { WrittenHead } from '../log/spool.ts';

/** A call that was over before any of it was written: all of it is in its head. */
export interface ShortCall {
  readonly callId: string;
  readonly schema: Schema;
  readonly head: WrittenHead;
  /** Whether somebody has it open. */
  readonly isHeld: () => boolean;
}

interface WaitingCall extends ShortCall {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface ShortCallsDeps {
  /** Writes calls: one promise for each, in their order. */
  readonly write: (calls: readonly ShortCall[]) => readonly Promise<void>[];
  /** How many calls there may be in all. */
  readonly most: () => number;
}

/** So long after one was written those that ended meanwhile are. */
const restMs = 500;
/** So many are written at once. */
const mostWaiting = 256;

/**
 * Writes short calls that are over: at once after a quiet time, else those of half a second together, so that the
 * disk is never in the way of many. One that newer ones have left no room for by then is not written at all.
 */
export class ShortCalls {
  readonly #deps: ShortCallsDeps;
  readonly #waiting = new Set<WaitingCall>();
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #writtenAt = Number.NEGATIVE_INFINITY;

  constructor(deps: ShortCallsDeps) {
    this.#deps = deps;
  }

  /** Resolves when the call is on the disk, or has no place there any more. Rejects when the disk refuses. */
  add(call: ShortCall): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.add({ ...call, resolve, reject });
      if (this.#waiting.size > this.#deps.most()) this.#dropOldest();
      if (this.#waiting.size >= mostWaiting) void this.flush();
      else this.#timer ??= setTimeout(() => void this.flush(), this.#rest());
    });
  }

  /** Writes those that wait; resolves when all that ever waited are written. Never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.size === 0) return this.#work;
    const calls = [...this.#waiting];
    this.#waiting.clear();
    this.#writtenAt = performance.now();
    this.#work = this.#work.then(() => this.#write(calls));
    return this.#work;
  }

  async #write(calls: readonly WaitingCall[]): Promise<void> {
    const written = this.#deps.write(calls);
    for (const [at, { resolve, reject }] of calls.entries()) written[at]?.then(resolve, reject);
    await Promise.allSettled(written);
  }

  #rest(): number {
    return Math.max(0, this.#writtenAt + restMs - performance.now());
  }

  /** As many others as there may be have ended since then. */
  #dropOldest(): void {
    for (const call of this.#waiting) {
      if (call.isHeld()) continue;
      this.#waiting.delete(call);
      call.resolve();
      return;
    }
  }
}
