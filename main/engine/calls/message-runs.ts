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

/** What is given on as one message. */
export interface GivenMessage extends MessagePrefix {
  /** It stands for these instead: whole messages, each behind its prefix. */
  readonly run?: readonly Buffer[];
}

/** Larger messages are given on as they come: the cost of a message is little of what they cost. */
const mostJoined = 16 * 1024;
/** A message of nothing. */
const token = Buffer.alloc(prefixLength);

/**
 * Follows gRPC's messages through the chunks of a body, wherever these are cut. Small ones are kept here, and for all
 * that lie behind each other whoever reads the body next gets an empty message, so that what a message costs there is
 * paid once for a hundred. What is given on is told in its order to {@link next}, and what it stands for. Behind the
 * prefix of one that is too large nothing is given on, and it not before all else was asked for: who reads it forgets
 * the rest.
 */
export class MessageRuns {
  readonly #most: number;
  /** Bytes that a message of a run may have. */
  readonly #mostJoined: number;
  /** Is given on before it is whole. */
  #open: MessagePrefix | undefined;
  /** Bytes of the open message that are still to come. */
  #left = 0;
  /** Of a prefix that comes in pieces: few do. */
  #part: Buffer | undefined;
  #partLength = 0;
  /** A small message behind its prefix that is not whole, and how much of it is there. */
  #held: Buffer | undefined;
  #heldLength = 0;
  #given: GivenMessage[] = [];
  #asked = 0;
  /** Of the message that is too large. */
  #refused: MessagePrefix | undefined;
  #isRefusedGiven = false;

  readonly #keepsPacked: boolean;

  /**
   * `most`: bytes of the largest message that may be received; with 0 each is given on as it comes. `keepsPacked`: what
   * is compressed is given on as if it were not, to be unpacked by who gets it.
   */
  constructor(most: number, keepsPacked = false) {
    this.#most = most;
    this.#keepsPacked = keepsPacked;
    this.#mostJoined = Math.min(most, mostJoined);
  }

  /** Whether messages were given on that are whole and were not asked for. */
  get hasNext(): boolean {
    const isLastWhole = this.#open === undefined && !this.#isRefusedGiven;
    return this.#asked < this.#given.length - (isLastWhole ? 0 : 1);
  }

  /** What was given on after what was asked for last; `undefined` when nothing was. */
  next(): GivenMessage | undefined {
    const given = this.#given[this.#asked];
    if (given === undefined) return undefined;
    this.#asked += 1;
    if (this.#asked === this.#given.length) {
      this.#given = [];
      this.#asked = 0;
    }
    return given;
  }

  /** The same, if it stands for messages that are whole. */
  nextRun(): GivenMessage | undefined {
    return this.#given[this.#asked]?.run === undefined ? undefined : this.next();
  }

  /** Of what was given on and not asked for the first message that is no run; else of one that is not whole. */
  get pending(): MessagePrefix | undefined {
    const first = this.#given.slice(this.#asked).find(({ run }) => run === undefined);
    return first ?? this.#refused ?? (this.#held && prefixAt(this.#held, 0));
  }

  /** What has begun to come, may be received and is not whole, with the bytes of it that came; `undefined` between messages. */
  get unfinished(): UnfinishedMessage | undefined {
    if (this.#open !== undefined)
      return { prefix: this.#open, came: this.#open.length - this.#left };
    if (this.#held !== undefined)
      return { prefix: prefixAt(this.#held, 0), came: this.#heldLength - prefixLength };
    return this.#partLength > 0 ? { prefix: undefined, came: this.#partLength } : undefined;
  }

  /** Takes the next chunk of the body; answers what to give on of it, and of what was held back. */
  take(chunk: Buffer): readonly Buffer[] {
    const pieces: Buffer[] = [];
    let at = 0;
    while (at < chunk.length && this.#refused === undefined) {
      if (this.#open !== undefined) at = this.#passOn(chunk, at, pieces);
      else if (this.#held !== undefined) at = this.#complete(this.#held, chunk, at, pieces);
      else {
        const end = this.#partLength > 0 ? at : this.#endOfRun(chunk, at);
        if (end === at) at = this.#takePrefix(chunk, at, pieces);
        else {
          const isAll = at === 0 && end === chunk.length;
          this.#give([isAll ? chunk : chunk.subarray(at, end)], pieces);
          at = end;
        }
      }
    }
    return pieces;
  }

  /** Whether a message is too large: grpc-js ends the call when it gets its prefix. */
  get isRefusing(): boolean {
    return this.#refused !== undefined;
  }

  /** The prefix that is too large, once, as soon as nothing else is to be asked for. */
  takeRefused(): Buffer | undefined {
    if (this.#refused === undefined || this.#isRefusedGiven || this.hasNext) return undefined;
    this.#given.push(this.#refused);
    this.#isRefusedGiven = true;
    return toBytes(this.#refused);
  }

  /** Where the last ends of the messages from here on that are whole and small. */
  #endOfRun(chunk: Buffer, from: number): number {
    let end = from;
    while (chunk.length - end >= prefixLength) {
      const prefix = prefixAt(chunk, end);
      if (!this.#isJoined(prefix) || chunk.length - end < prefixLength + prefix.length) break;
      end += prefixLength + prefix.length;
    }
    return end;
  }

  /** What was given on is asked for no more. */
  forget(): void {
    this.#given = [];
    this.#asked = 0;
  }

  #passOn(chunk: Buffer, at: number, pieces: Buffer[]): number {
    const end = Math.min(at + this.#left, chunk.length);
    pieces.push(chunk.subarray(at, end));
    this.#left -= end - at;
    if (this.#left === 0) this.#open = undefined;
    return end;
  }

  /** A message that was held back, and what can be joined behind it. */
  #complete(held: Buffer, chunk: Buffer, at: number, pieces: Buffer[]): number {
    const rest = Math.min(at + held.length - this.#heldLength, chunk.length);
    chunk.copy(held, this.#heldLength, at, rest);
    this.#heldLength += rest - at;
    if (this.#heldLength < held.length) return rest;
    this.#held = undefined;
    const end = this.#endOfRun(chunk, rest);
    this.#give(end === rest ? [held] : [held, chunk.subarray(rest, end)], pieces);
    return end;
  }

  /** Of a message that is not whole, or is not joined. */
  #takePrefix(chunk: Buffer, at: number, pieces: Buffer[]): number {
    const end = Math.min(at + prefixLength - this.#partLength, chunk.length);
    this.#part ??= Buffer.alloc(prefixLength);
    const part = this.#part;
    chunk.copy(part, this.#partLength, at, end);
    this.#partLength += end - at;
    if (this.#partLength < prefixLength) return end;
    this.#partLength = 0;
    const prefix = prefixAt(part, 0);
    if (prefix.length > 0 && this.#isJoined(prefix)) {
      this.#held = Buffer.allocUnsafe(prefixLength + prefix.length);
      this.#heldLength = part.copy(this.#held);
      return end;
    }
    if (this.#most > 0 && prefix.length > this.#most) {
      this.#refused = prefix;
      return end;
    }
    this.#given.push(prefix);
    const isKeptPacked = this.#keepsPacked && prefix.flag === 1;
    pieces.push(isKeptPacked ? toBytes({ ...prefix, flag: 0 }) : Buffer.from(part));
    this.#left = prefix.length;
    this.#open = prefix.length === 0 ? undefined : prefix;
    return end;
  }

  #isJoined({ flag, length }: MessagePrefix): boolean {
    return flag === 0 && prefixLength + length <= this.#mostJoined;
  }

  #give(run: readonly Buffer[], pieces: Buffer[]): void {
    this.#given.push({ flag: 0, length: 0, run });
    pieces.push(token);
  }
}

function toBytes({ flag, length }: MessagePrefix): Buffer {
  const bytes = Buffer.alloc(prefixLength);
  bytes.writeUInt8(flag, 0);
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

function prefixAt(bytes: Buffer, at: number): MessagePrefix {
  return { flag: bytes.readUInt8(at), length: bytes.readUInt32BE(at + 1) };
}
