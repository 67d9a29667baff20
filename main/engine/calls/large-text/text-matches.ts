/** Where something was found in a text, in order: bytes. */
export class TextMatches {
  #places = new Float64Array(256);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(places: Float64Array): void {
    const count = this.#count + places.length;
    if (count > this.#places.length) {
      const grown = new Float64Array(Math.max(count, this.#places.length * 2));
      grown.set(this.#places.subarray(0, this.#count));
      this.#places = grown;
    }
    this.#places.set(places, this.#count);
    this.#count = count;
  }

  /** The place of a match; `undefined` where there are not so many. */
  place(index: number): number | undefined {
    return index < this.#count ? this.#places[index] : undefined;
  }

  /** The number of the first match at or behind a place; how many there are where none is. */
  firstFrom(place: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
