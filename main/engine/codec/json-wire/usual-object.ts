import { handOver } from '../wire-json/hand-over.ts';
import type { FieldPlan } from './field-plans.ts';
import type { ObjectPlan, Reading } from './reading.ts';

/** A message whose JSON is an object of its fields. */
export class UsualObject implements ObjectPlan {
  readonly #fields: ReadonlyMap<string, FieldPlan>;
  readonly #size: number;

  constructor(fields: ReadonlyMap<string, FieldPlan>) {
    this.#fields = fields;
    const slots = [...fields.values()].map(({ slot, oneof }) => Math.max(slot, oneof) + 1);
    this.#size = Math.max(0, ...slots);
  }

  read(reading: Reading): void {
    const { source, out } = reading;
    source.take(0x7b);
    if (source.takes(0x7d)) return;
    const first = out.at;
    /** Where each field that was given ends, by its slot. */
    const ends = new Array<number>(this.#size).fill(-1);
    const slots: number[] = [];
    let isInOrder = true;
    do {
      const name = source.string();
      const field = this.#fields.get(name);
      if (field === undefined) throw handOver;
      source.take(0x3a);
      field.read(reading, name);
      const { slot, oneof } = field;
      if (ends[slot] !== -1 || (oneof !== -1 && ends[oneof] !== -1)) throw handOver;
      ends[slot] = out.at;
      if (oneof !== -1) ends[oneof] = out.at;
      if (slot < (slots.at(-1) ?? 0)) isInOrder = false;
      slots.push(slot);
    } while (source.goesOn(0x7d));
    if (!isInOrder) arrange(reading, first, slots, ends);
  }
}

/** Fields are written in the order of their numbers, whatever that of their JSON is. */
function arrange(
  { out }: Reading,
  first: number,
  slots: readonly number[],
  ends: readonly number[],
): void {
  let from = first;
  const pieces = slots.map((slot) => {
    const piece = { slot, from, to: ends[slot] ?? from };
    from = piece.to;
    return piece;
  });
  pieces.sort((one, other) => one.slot - other.slot);
  out.arrange(first, pieces);
}
