/** At most this often a call that goes on is written. */
const writeMs = 1000;
/** A call that is over by then is written once. */
const firstMs = 100;

/** Decides when the recording of one call is written: soon, seldom, and only when there is news. */
export class Recorder {
  readonly #write: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #isDue = false;
  #isStopped = false;

  /** `write` never rejects. */
  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** Something happened. */
  note(): void {
    if (this.#isStopped) return;
    this.#isDue = true;
    const wait = Math.max(firstMs, this.#writtenAt + writeMs - performance.now());
    this.#timer ??= setTimeout(() => void this.flush(), wait);
  }

  /** Writes what was not written yet, now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isDue) return;
    this.#isDue = false;
    this.#writtenAt = performance.now();
    await this.#write();
  }

  stop(): void {
    this.#isStopped = true;
    this.#isDue = false;
    clearTimeout(this.#timer);
  }
}
