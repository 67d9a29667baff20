const QUIET_MS = 100;
const LONGEST_MS = 2000;

/** Tells once of many changes that come together: when it is quiet, or has not been for long. */
export class Burst {
  readonly #onQuiet: () => void;
  #first: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(onQuiet: () => void) {
    this.#onQuiet = onQuiet;
  }

  changed(): void {
    const now = performance.now();
    this.#first ??= now;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(QUIET_MS, this.#first + LONGEST_MS - now));
    this.#timer = setTimeout(() => {
      this.#first = undefined;
      this.#onQuiet();
    }, wait);
  }

  /** Nothing is told from then on, until something changes again. */
  close(): void {
    clearTimeout(this.#timer);
    this.#first = undefined;
  }
}
