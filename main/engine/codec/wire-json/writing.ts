import { BufferReader, type Reader, type Type } from 'protobufjs';
import { handOver } from './hand-over.ts';
import { JsonBytes, type TakePiece } from './json-bytes.ts';

/** How messages of one type are written: all that can be known before there is one. */
export interface MessagePlan {
  /** Whether its JSON stands under `value` within an `Any`. */
  readonly hasOwnForm: boolean;
  /** Goes past the message that reaches from the wire's place to its end, if it decodes. */
  check(writing: Writing): void;
  /** Writes the message that reaches from the wire's place to its end. */
  write(writing: Writing): void;
  /** The same without the braces, which stand already. */
  writeMembers(writing: Writing): void;
}

const noBytes = Buffer.alloc(0);

/** So deep messages are followed; protobufjs, which these are handed over to, has bounds of its own. */
const deepest = 50;

/** The message that is being written: where it is read, where its fields are, and its JSON so far. */
export class Writing {
  readonly out = new JsonBytes();
  readonly wire: Reader = new BufferReader(noBytes);
  readonly planOf: (type: Type) => MessagePlan;
  /** Whether a field was met that its type does not know. */
  hasUnknown = false;
  #bytes: Buffer = noBytes;
  #depth = 0;
  /** A stack: of each message that is begun, where its fields begin. */
  #starts = new Int32Array(256);
  #top = 0;

  constructor(planOf: (type: Type) => MessagePlan) {
    this.planOf = planOf;
  }

  /** The JSON text of a message, on one line or with so many spaces for each level. */
  text(plan: MessagePlan, bytes: Buffer, indent: number): string {
    this.#begin(bytes);
    this.hasUnknown = false;
    this.out.begin(indent);
    try {
      plan.write(this);
      return this.out.end();
    } finally {
      this.out.letGo();
      this.#begin(noBytes);
    }
  }

  /** The same in pieces of whole lines, in UTF-8, while it is written. */
  pieces(plan: MessagePlan, bytes: Buffer, indent: number, take: TakePiece): void {
    this.#begin(bytes);
    this.out.begin(indent, take);
    try {
      plan.write(this);
      this.out.endPieces();
    } finally {
      this.out.letGo();
      this.#begin(noBytes);
    }
  }

  /** Whether there are fields in a message, or below it, that its type does not know. */
  check(plan: MessagePlan, bytes: Buffer): boolean {
    this.#begin(bytes);
    this.hasUnknown = false;
    try {
      plan.check(this);
      return this.hasUnknown;
    } finally {
      this.#begin(noBytes);
    }
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  get depth(): number {
    return this.#depth;
  }

  /** Where what comes next, behind its size, ends. */
  sizedEnd(): number {
    const { wire } = this;
    const size = wire.size();
    const end = wire.pos + size;
    if (end > wire.len) throw handOver;
    return end;
  }

  /** Checks the message between the wire's place and `end`, and goes to that. */
  checkMessage(plan: MessagePlan, end: number): void {
    if (this.#depth === deepest) throw handOver;
    this.#depth += 1;
    const { wire } = this;
    const outerEnd = wire.len;
    wire.len = end;
    plan.check(this);
    wire.len = outerEnd;
    this.#depth -= 1;
  }

  /** Writes the message between the wire's place and `end`, or its members alone, and goes to that. */
  message(plan: MessagePlan, end: number, isWithoutBraces = false): void {
    if (this.#depth === deepest) throw handOver;
    this.#depth += 1;
    const { wire } = this;
    const outerEnd = wire.len;
    wire.len = end;
    if (isWithoutBraces) plan.writeMembers(this);
    else plan.write(this);
    wire.len = outerEnd;
    wire.pos = end;
    this.#depth -= 1;
  }

  /** Room for so many places, none of which is known; they are let go by {@link drop}. */
  frame(size: number): number {
    const base = this.#top;
    this.#top += size;
    if (this.#top > this.#starts.length) {
      const grown = new Int32Array(this.#top * 2);
      grown.set(this.#starts);
      this.#starts = grown;
    }
    for (let at = base; at < this.#top; at += 1) this.#starts[at] = -1;
    return base;
  }

  drop(base: number): void {
    this.#top = base;
  }

  isKnown(at: number): boolean {
    return this.#starts[at] !== -1;
  }

  know(at: number, start: number): void {
    this.#starts[at] = start;
  }

  /** Goes to a place that is known; whether it is. */
  goTo(at: number): boolean {
    const start = this.#starts[at] ?? -1;
    if (start === -1) return false;
    this.wire.pos = start;
    return true;
  }

  #begin(bytes: Buffer): void {
    const { wire } = this;
    this.#depth = 0;
    this.#top = 0;
    this.#bytes = bytes;
    wire.buf = bytes;
    wire.pos = 0;
    wire.len = bytes.length;
  }
}
