import { setTimeout as sleep } from 'node:timers/promises';
import type { AppError } from '#app/contract/result.ts';

/** So long is waited before anybody hears of it, and so long again before it is looked once more. */
const quietMs = 1000;
const againMs = 2000;

/** Hears what is waited for, by the server's place, and why it is not there yet. */
export type OnWaiting = (waiting: { readonly place: string; readonly cause: AppError }) => void;

/** Why there is no connection, if there is a reason; rejects when the signal says stop. */
type Look = (signal: AbortSignal) => Promise<AppError | undefined>;

/**
 * Tells what those wait for who wait until a server is ready: grpc-js tries for them again and again, and says
 * nothing. Each cause is told once, and the next when it is another.
 */
export class Patience {
  readonly #tell: (cause: AppError) => void;
  #waiting = 0;
  #looking = new AbortController();
  #told: string | undefined;

  constructor(tell: (cause: AppError) => void) {
    this.#tell = tell;
  }

  /** Somebody waits, until the returned function is called. */
  begin(look: Look): () => void {
    this.#waiting += 1;
    if (this.#waiting === 1) {
      this.#looking = new AbortController();
      // What cannot be looked at is told by the call itself.
      void this.#lookOut(look, this.#looking.signal).catch(() => {});
    }
    return () => {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#looking.abort();
    };
  }

  async #lookOut(look: Look, signal: AbortSignal): Promise<void> {
    for (let ms = quietMs; ; ms = againMs) {
      await sleep(ms, undefined, { signal, ref: false });
      const cause = await look(signal);
      signal.throwIfAborted();
      if (cause === undefined || cause.message === this.#told) continue;
      this.#told = cause.message;
      this.#tell(cause);
    }
  }
}
