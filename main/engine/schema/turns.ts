import { setImmediate } from 'node:timers/promises';

/** Work longer than this is felt where somebody types or looks at something that moves. */
const sliceMs = 8;

/** Gives other work in this thread its turn while something long is done: every few milliseconds. */
export class Turns {
  #since = performance.now();

  /** To be asked often: waiting costs more than asking. */
  get areDue(): boolean {
    return performance.now() - this.#since >= sliceMs;
  }

  async others(): Promise<void> {
    await setImmediate();
    this.#since = performance.now();
  }
}
