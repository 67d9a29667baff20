/** A longer time makes a timer of Node fire at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * What one call waits for beside its stream, cut short when the call is cancelled or late. Costs nothing
 * where nothing is waited for, as for most calls.
 */
export class Waiting {
  #abort: AbortController | undefined;
  #isCancelled = false;
  /** The time was over before what was waited for was there. */
  isLate = false;

  /** Aborted when the waiting is cut short. */
  signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.#isCancelled) this.#abort.abort();
    return this.#abort.signal;
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#abort?.abort();
  }

  /**
   * What the work gives; rejects at once with the signal's reason, whatever the work waits for: when the time
   * is over, what `reason` says then.
   */
  async during<T>(
    work: (signal: AbortSignal) => Promise<T>,
    timeoutMs: number | undefined,
    reason: (signal: AbortSignal) => unknown,
  ): Promise<T> {
    const signal = this.signal();
    const working = work(signal);
    let timer: NodeJS.Timeout | undefined;
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      if (timeoutMs !== undefined)
        timer = setTimeout(() => this.#beLate(reason(signal)), Math.min(timeoutMs, longestTimer));
    });
    try {
      return await Promise.race([working, stopped]);
    } finally {
      clearTimeout(timer);
    }
  }

  #beLate(reason: unknown): void {
    this.isLate = true;
    this.#abort?.abort(reason);
  }
}
