/** Bytes: one that says whether the message is compressed, four with its length. */
export const prefixLength = 5;

/** What stands before each message on the wire. */
export interface MessagePrefix {
  /** 1 for a compressed message, 0 for any other; gRPC knows no other value. */
  readonly flag: number;
  /** Of the message, as it is there. */
  readonly length: number;
}

/** Whether a prefix is none of gRPC's, so that nothing behind it can be read. */
export function isMisframed({ flag }: MessagePrefix): boolean {
  return flag > 1;
}

/** A message that is not whole; without a prefix, not even that is. */
export interface UnfinishedMessage {
  readonly prefix: MessagePrefix | undefined;
  readonly came: number;
}

/**
 * Finds the prefixes of gRPC's messages in the chunks of a body, wherever these are cut, and keeps none
 * of the bytes. Each prefix is told once, to `next`, in the order of the messages.
 */
export class MessagePrefixes {
  #open: MessagePrefix | undefined;
  /** Of a prefix that came in pieces: few do. */
  #part: Buffer | undefined;
  #partLength = 0;
  /** Bytes of the open message that are still to come. */
  #left = 0;
  #found: MessagePrefix[] = [];
  #asked = 0;

  /** The prefix after the one that was asked for last; `undefined` when it has not come. */
  next(): MessagePrefix | undefined {
    const prefix = this.#found[this.#asked];
    if (prefix === undefined) return undefined;
    this.#asked += 1;
    if (this.#asked === this.#found.length) {
      this.#found = [];
      this.#asked = 0;
    }
    return prefix;
  }

  /** What has begun to come and is not whole, with the bytes of it that came; `undefined` between messages. */
  get unfinished(): UnfinishedMessage | undefined {
    if (this.#open !== undefined)
      return { prefix: this.#open, came: this.#open.length - this.#left };
    return this.#partLength > 0 ? { prefix: undefined, came: this.#partLength } : undefined;
  }

  take(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#open !== undefined) {
        const taken = Math.min(this.#left, chunk.length - at);
        at += taken;
        this.#left -= taken;
        if (this.#left === 0) this.#open = undefined;
      } else at += this.#takePrefix(chunk, at);
    }
  }

  #takePrefix(chunk: Buffer, at: number): number {
    if (this.#partLength === 0 && chunk.length - at >= prefixLength) {
      this.#begin(chunk, at);
      return prefixLength;
    }
    this.#part ??= Buffer.alloc(prefixLength);
    const taken = Math.min(prefixLength - this.#partLength, chunk.length - at);
    chunk.copy(this.#part, this.#partLength, at, at + taken);
    this.#partLength += taken;
    if (this.#partLength < prefixLength) return taken;
    this.#partLength = 0;
    this.#begin(this.#part, 0);
    return taken;
  }

  #begin(bytes: Buffer, at: number): void {
    const prefix = { flag: bytes.readUInt8(at), length: bytes.readUInt32BE(at + 1) };
    this.#found.push(prefix);
    this.#left = prefix.length;
    this.#open = prefix.length === 0 ? undefined : prefix;
  }
}
