import { handOver } from './hand-over.ts';
import type { PlannedField } from './planned-field.ts';
import type { Writing } from './writing.ts';

const lowNumbers = 64;

/** Finds where the fields of a message are, since JSON has them in the order of the type. */
export class FieldIndex {
  /** By their numbers: few types have large ones. */
  readonly #low: readonly (PlannedField | undefined)[];
  readonly #high: ReadonlyMap<number, PlannedField>;
  readonly #size: number;

  /** The slots of fields come first, then those of oneofs. */
  constructor(fields: readonly PlannedField[]) {
    const byNumber = new Map(fields.map((field) => [field.number, field]));
    this.#low = Array.from({ length: lowNumbers }, (_, number) => byNumber.get(number));
    this.#high = byNumber;
    this.#size = Math.max(0, ...fields.map(({ slot, oneof }) => Math.max(slot, oneof) + 1));
  }

  /**
   * Reads the message up to the end of the wire. Answers where the starts of the fields are kept, by their
   * slots, until whoever asked drops them. What protobufjs would merge, or overwrite, is handed over.
   */
  read(writing: Writing): number {
    const { wire, depth } = writing;
    const base = writing.frame(this.#size);
    const end = wire.len;
    let newest = -1;
    while (wire.pos < end) {
      const start = wire.pos;
      const tag = wire.tag();
      const type = tag & 7;
      const number = tag >>> 3;
      const field = this.#field(number, type);
      wire.skipType(type, depth, number);
      if (field === undefined) {
        writing.hasUnknown = true;
        newest = -1;
        continue;
      }
      const { slot, oneof } = field;
      if (!writing.isKnown(base + slot)) writing.know(base + slot, start);
      else if (!field.isMany || slot !== newest) throw handOver;
      if (oneof !== -1) {
        if (writing.isKnown(base + oneof)) throw handOver;
        writing.know(base + oneof, start);
      }
      newest = slot;
    }
    if (wire.pos !== end) throw handOver;
    return base;
  }

  /** Reads the message up to the end of the wire, if it decodes, and notes whether all of it is known. */
  check(writing: Writing): void {
    const { wire, depth } = writing;
    const end = wire.len;
    while (wire.pos < end) {
      const tag = wire.tag();
      const type = tag & 7;
      const number = tag >>> 3;
      const field = this.#field(number, type);
      if (field !== undefined) field.check(writing, type);
      else {
        writing.hasUnknown = true;
        wire.skipType(type, depth, number);
      }
    }
    if (wire.pos !== end) throw handOver;
  }

  /** The one that such a value belongs to: of another wire type, it belongs to none. */
  #field(number: number, type: number): PlannedField | undefined {
    const field = number < lowNumbers ? this.#low[number] : this.#high.get(number);
    if (field === undefined) return undefined;
    return type === field.wire || (type === 2 && field.isPackable) ? field : undefined;
  }
}
