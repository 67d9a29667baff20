/** At most 15 times a second. */
const everyMs = 66;

/** Tells at once after a quiet time, then at most so often, and the last in any case. */
export class Throttled {
  readonly #tell: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #isClosed = false;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** There is something to tell. */
  due(): void {
    this.#isDue = true;
    if (this.#timer === undefined) this.now();
  }

  /** Tells whatever there is. */
  now(): void {
    clearTimeout(this.#timer);
    this.#isDue = false;
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isDue) this.now();
    }, everyMs);
    this.#timer.unref();
    this.#tell();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }
}
