/** At most this often a listener is told how something goes on: 15 times a second. */
export const progressMs = 66;

/** Tells at once after a quiet time, then at most every {@link progressMs}, as long as there is news. */
export class Pace {
  readonly #tell: () => void | Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #isTelling = false;
  #isStopped = false;

  /** What `tell` began to tell is told before the next begins. */
  constructor(tell: () => void | Promise<void>) {
    this.#tell = tell;
  }

  /** There is news. */
  note(): void {
    this.#isDue = true;
    if (!this.#isStopped && !this.#isTelling)
      this.#timer ??= setTimeout(() => void this.#tick(), 0);
  }

  /** Nothing is told any more. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #tick(): Promise<void> {
    this.#timer = undefined;
    if (!this.#isDue || this.#isStopped) return;
    this.#isDue = false;
    this.#isTelling = true;
    try {
      await this.#tell();
    } finally {
      this.#isTelling = false;
    }
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#tick(), progressMs);
  }
}
