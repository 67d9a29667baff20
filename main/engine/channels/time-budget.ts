/** The time that several steps share. When it is over, or the signal says stop, what runs is given up. */
export class TimeBudget {
  /** How long was waited in all, for a person: `10 s`. */
  readonly text: string;
  readonly #until: number;
  readonly #signal: AbortSignal | undefined;

  /** `waitedMs`: what there was to wait before is a part of what a person is told. */
  constructor(ms: number, signal?: AbortSignal, waitedMs = ms) {
    this.text = durationText(waitedMs);
    this.#until = performance.now() + ms;
    this.#signal = signal;
  }

  /** A part of what is left: at most `ms`. */
  atMost(ms: number): TimeBudget {
    return new TimeBudget(Math.min(ms, this.left()), this.#signal);
  }

  /** What the work gives; rejects with `ETIMEDOUT` when the time is over, or with the signal's reason. */
  within<T>(work: Promise<T>): Promise<T> {
    let late: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(tooLate()), this.left());
    });
    return this.unlessStopped(Promise.race([work, over])).finally(() => clearTimeout(late));
  }

  /** What the work gives, which bounds its time itself; rejects with the signal's reason. */
  unlessStopped<T>(work: Promise<T>): Promise<T> {
    const signal = this.#signal;
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(signal?.reason);
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop);
      work.then(resolve, reject).finally(() => signal?.removeEventListener('abort', stop));
    });
  }

  /** Milliseconds that are left. */
  left(): number {
    return Math.max(this.#until - performance.now(), 0);
  }
}

function tooLate(): NodeJS.ErrnoException {
  return Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
}

/** To a tenth of a second: `10 s`. */
export function durationText(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

/** The same of a time that may be short: `300 ms`, `2.5 s`. */
export function waitedText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : durationText(ms);
}
