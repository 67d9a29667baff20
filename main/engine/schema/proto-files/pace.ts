import { setImmediate } from 'node:timers/promises';
import type { ReadPhase } from '#app/contract/schema.ts';
import type { OnProgress } from '../progress.ts';

const RUN_MS = 25;
const TELL_MS = 100;

/** Lets long work be heard of and stopped: now and then it stands back for whatever else waits. */
export class Pace {
  readonly signal: AbortSignal;
  readonly #onProgress: OnProgress;
  #rested = performance.now();
  #told = 0;

  constructor(signal: AbortSignal, onProgress: OnProgress) {
    this.signal = signal;
    this.#onProgress = onProgress;
  }

  /** Whether it is time to {@link rest}. */
  get isDue(): boolean {
    return performance.now() - this.#rested > RUN_MS;
  }

  /** Tells at once what begins and cannot be told more of. */
  begin(phase: ReadPhase, total: number): void {
    this.#told = performance.now();
    this.#onProgress(phase, total, total);
  }

  /** Rejects with the signal's reason when the work is to end. */
  async rest(phase: ReadPhase, done: number, total: number): Promise<void> {
    if (performance.now() - this.#told > TELL_MS) {
      this.#told = performance.now();
      this.#onProgress(phase, done, total);
    }
    await setImmediate();
    this.#rested = performance.now();
    this.signal.throwIfAborted();
  }
}
