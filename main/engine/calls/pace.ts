/** At most this often a listener is told how something goes on: 15 times a second. */
export const progressMs = 66;

/** Tells at once after a quiet time, then at most every {@link progressMs}, as long as there is news. */
export class Pace {
  readonly #tell: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #isStopped = false;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** There is news. */
  note(): void {
    this.#isDue = true;
    if (!this.#isStopped) this.#timer ??= setTimeout(() => this.#tick(), 0);
  }

  /** Nothing is told any more. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #tick(): void {
    this.#timer = undefined;
    if (!this.#isDue || this.#isStopped) return;
    this.#isDue = false;
    this.#timer = setTimeout(() => this.#tick(), progressMs);
    this.#tell();
  }
}
