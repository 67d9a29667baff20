import type protobuf from 'protobufjs';
import { handOver } from '../wire-json/hand-over.ts';
import type { JsonCursor } from './json-cursor.ts';
import type { WireBytes } from './wire-bytes.ts';

/** A value of a field's type in JSON: the field itself, an item of its list, or a value of its map. */
export interface JsonElement {
  readonly wire: 0 | 1 | 2 | 5;
  readonly isPackable: boolean;
  /** Writes the next value of the text; whether it is the default. */
  read(reading: Reading): boolean;
}

/** How the JSON object of a message type is read. */
export interface ObjectPlan {
  /** Writes the fields of the next object of the text. */
  read(reading: Reading): void;
}

/** What is deeper is for the whole codec, whose bound none of this reaches: a level of JSON is three of a Struct. */
const mostDepth = 25;

/** One message on its way from its text into its bytes. */
export class Reading {
  readonly planOf: (type: protobuf.Type) => ObjectPlan;
  readonly source: JsonCursor;
  readonly out: WireBytes;
  #depth = 0;

  constructor(planOf: (type: protobuf.Type) => ObjectPlan, source: JsonCursor, out: WireBytes) {
    this.planOf = planOf;
    this.source = source;
    this.out = out;
  }

  /** A message behind its length. */
  message(plan: ObjectPlan): void {
    this.#depth += 1;
    if (this.#depth > mostDepth) throw handOver;
    const start = this.out.open();
    plan.read(this);
    this.out.close(start);
    this.#depth -= 1;
  }

  /** The text of the next value. */
  value(): string {
    return this.source.value(mostDepth - this.#depth);
  }
}
