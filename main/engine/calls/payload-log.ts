const blockBytes = 4 * 1024 * 1024;

/**
 * Payloads one after the other in large blocks, so that millions of messages cost the collector
 * nothing. Beyond `limit` bytes the oldest blocks are let go.
 */
export class PayloadLog {
  readonly #limit: number;
  #blocks: { readonly start: number; readonly bytes: Buffer; used: number }[] = [];
  #end = 0;
  #kept = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Keeps a copy; returns its position. */
  append(payload: Buffer): number {
    let block = this.#blocks.at(-1);
    if (block === undefined || block.used + payload.length > block.bytes.length) {
      block = this.#newBlock(payload.length);
    }
    payload.copy(block.bytes, block.used);
    const position = block.start + block.used;
    block.used += payload.length;
    this.#end = block.start + block.bytes.length;
    return position;
  }

  /** The payload, or `undefined` once it was let go. The bytes must not be changed. */
  read(position: number, length: number): Buffer | undefined {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#blocks[middle]?.start ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    const block = this.#blocks[low];
    if (block === undefined || position < block.start) return undefined;
    return block.bytes.subarray(position - block.start, position - block.start + length);
  }

  #newBlock(needed: number): { readonly start: number; readonly bytes: Buffer; used: number } {
    // A first small block: most calls have a handful of small messages.
    const size = Math.max(needed, this.#blocks.length === 0 ? 4096 : blockBytes);
    const block = { start: this.#end, bytes: Buffer.allocUnsafeSlow(size), used: 0 };
    this.#end += size;
    this.#kept += size;
    this.#blocks.push(block);
    while (this.#kept > this.#limit && this.#blocks.length > 1) {
      this.#kept -= this.#blocks.shift()?.bytes.length ?? 0;
    }
    return block;
  }
}
