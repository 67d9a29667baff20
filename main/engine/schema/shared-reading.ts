import type { OnProgress } from './progress.ts';

/** What someone who waits for a reading may do. */
export interface Following {
  /** Gives it up. */
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** One piece of work that several wait for. It is stopped when all of them have given it up. */
export class SharedReading<T> {
  readonly outcome: Promise<T>;
  readonly #controller = new AbortController();
  readonly #followers = new Set<Following>();
  #isOver = false;
  #value: T | undefined;

  constructor(work: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>) {
    this.outcome = work(this.#controller.signal, (...progress) => {
      for (const { onProgress } of this.#followers) onProgress?.(...progress);
    }).finally(() => {
      this.#isOver = true;
    });
    this.outcome.then(
      (value) => {
        this.#value = value;
      },
      () => undefined,
    );
  }

  /** What it came to, once it has. */
  get value(): T | undefined {
    return this.#value;
  }

  /** All who waited have given it up: nobody else may wait for it. */
  get isStopped(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Rejects with the reason of the follower's signal when that is aborted first. */
  follow(following: Following = {}): Promise<T> {
    const { signal } = following;
    if (this.#isOver) return this.outcome;
    if (signal === undefined) {
      this.#followers.add(following);
      return this.outcome;
    }
    if (signal.aborted) {
      this.#leave(following);
      return Promise.reject(signal.reason);
    }
    this.#followers.add(following);
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#leave(following);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.outcome.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    });
  }

  /** Whoever waits, nobody will get anything. */
  stop(reason: unknown): void {
    if (!this.#isOver) this.#controller.abort(reason);
  }

  #leave(following: Following): void {
    this.#followers.delete(following);
    if (this.#followers.size === 0 && !this.#isOver) this.#controller.abort();
  }
}
