import type { PlayRhythm } from '#app/contract/player.ts';

/** When each message of a playing is due. */
export class Rhythm {
  readonly #rhythm: PlayRhythm;
  readonly #random: () => number;
  #due: number | undefined;
  #lastAt = 0;
  #gap = 0;

  /** `random` gives numbers from 0 to below 1. */
  constructor(rhythm: PlayRhythm, random: () => number = Math.random) {
    this.#rhythm = rhythm;
    this.#random = random;
  }

  /**
   * Milliseconds from the first message to the next, which was sent `at` in the call that it is of. One that
   * lies before its predecessor begins another round, and follows it as that followed its own.
   */
  next(at: number): number {
    if (this.#due === undefined) this.#due = 0;
    else this.#due += this.#gapTo(at);
    this.#lastAt = at;
    return this.#due;
  }

  #gapTo(at: number): number {
    const rhythm = this.#rhythm;
    switch (rhythm.kind) {
      case 'fast':
        return 0;
      case 'interval':
        return rhythm.ms * (1 + rhythm.jitter * (2 * this.#random() - 1));
      case 'recorded':
        if (at >= this.#lastAt) this.#gap = (at - this.#lastAt) / rhythm.speed;
        return this.#gap;
    }
  }
}
