const chunkLength = 65_536;

/** A list of numbers that only grows, 8 bytes each, without ever being copied as a whole. */
export class NumberColumn {
  readonly #chunks: Float64Array[] = [];
  #length = 0;

  push(value: number): void {
    const at = this.#length % chunkLength;
    let chunk = this.#chunks.at(-1);
    if (chunk === undefined || at === 0) {
      chunk = new Float64Array(chunkLength);
      this.#chunks.push(chunk);
    }
    chunk[at] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#chunks[Math.floor(index / chunkLength)]?.[index % chunkLength] ?? 0;
  }
}
