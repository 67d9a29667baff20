/** So much at once: enough for each message of a call that is no flood. */
const atOnceMs = 50;
const share = 0.05;
/** When there is no time left, so many messages go by before the clock is looked at again. */
const passed = 15;

/**
 * The time there is to check messages as they come: a twentieth of what a call takes. Where a flood leaves more to be
 * done some messages go unchecked, and whoever looks at one that does not decode sees that then.
 */
export class CheckTime {
  readonly #begin = performance.now();
  #spent = 0;
  #passing = 0;

  /** Does the work if there is time left for it. */
  spend(work: () => void): void {
    if (this.#passing > 0) {
      this.#passing -= 1;
      return;
    }
    const since = performance.now();
    if (this.#spent > atOnceMs + share * (since - this.#begin)) {
      this.#passing = passed;
      return;
    }
    work();
    this.#spent += performance.now() - since;
  }
}
