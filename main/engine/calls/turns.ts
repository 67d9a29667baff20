/** Lets acts happen in the order in which they were asked for, also when some must wait for something. */
export class Turns {
  #last: Promise<void> | undefined;

  /** Whether something waits, so that whoever comes now has to wait behind it. */
  get isWaiting(): boolean {
    return this.#last !== undefined;
  }

  /**
   * Acts with the value once it is there, and all that was asked for before has acted or failed. What an
   * act answers holds up nobody.
   */
  take<T, R>(value: T | Promise<T>, act: (value: T) => R | Promise<R>): Promise<R> {
    return new Promise((resolve, reject) => {
      const turn = Promise.allSettled([this.#last, value])
        .then(() => value)
        .then((known) => resolve(act(known)))
        .catch(reject)
        .finally(() => {
          if (this.#last === turn) this.#last = undefined;
        });
      this.#last = turn;
    });
  }
}
