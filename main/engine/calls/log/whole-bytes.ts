import type { ByteSource } from './byte-source.ts';

/** Bytes that are all in memory. */
export class WholeBytes implements ByteSource {
  readonly #bytes: Buffer;

  readonly gaps = [];

  constructor(base64: string) {
    this.#bytes = Buffer.from(base64, 'base64');
  }

  get end(): number {
    return this.#bytes.length;
  }

  peek(position: number, length: number): Buffer | undefined {
    return this.has(position, length)
      ? this.#bytes.subarray(position, position + length)
      : undefined;
  }

  has(position: number, length: number): boolean {
    return position + length <= this.#bytes.length;
  }

  async read(position: number, length: number): Promise<Buffer> {
    const target = Buffer.alloc(length);
    await this.readInto(target, position);
    return target;
  }

  async readInto(target: Buffer, position: number): Promise<void> {
    this.#bytes.copy(target, 0, position, position + target.length);
  }
}
