/** Of a block; each number takes four bytes. */
const blockLength = 16 * 1024;

/** Where in a log what was found is, in order: four bytes each, so that a million cost 4 MB. */
export class FoundList {
  readonly #blocks: Uint32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(seq: number): void {
    const at = this.#length % blockLength;
    if (at === 0) this.#blocks.push(new Uint32Array(blockLength));
    const block = this.#blocks.at(-1);
    if (block !== undefined) block[at] = seq;
    this.#length += 1;
  }

  /** Those from `from` to before `to`, as far as they exist. */
  slice(from: number, to: number): readonly number[] {
    const end = Math.min(to, this.#length);
    return Array.from({ length: Math.max(0, end - from) }, (_, offset) => {
      const at = from + offset;
      return this.#blocks[Math.floor(at / blockLength)]?.[at % blockLength] ?? 0;
    });
  }
}
