/** Of many, those that come first by an order, as if all had been sorted: equal ones as they came. */
export class Best<T> {
  /** In order. */
  readonly all: T[] = [];
  readonly #most: number;
  readonly #order: (a: T, b: T) => number;

  constructor(most: number, order: (a: T, b: T) => number) {
    this.#most = most;
    this.#order = order;
  }

  add(one: T): void {
    const { all } = this;
    if (all.length >= this.#most) {
      const last = all.at(-1);
      if (last === undefined || this.#order(last, one) <= 0) return;
      all.pop();
    }
    let [from, end] = [0, all.length];
    while (from < end) {
      const middle = (from + end) >> 1;
      const at = all[middle];
      if (at !== undefined && this.#order(at, one) <= 0) from = middle + 1;
      else end = middle;
    }
    all.splice(from, 0, one);
  }
}
