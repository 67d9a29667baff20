import { FieldIndex } from './field-index.ts';
import { closeObject } from './json-bytes.ts';
import type { PlannedField } from './planned-field.ts';
import type { MessagePlan, Writing } from './writing.ts';

/** A message as an object of its fields. */
export class UsualPlan implements MessagePlan {
  readonly hasOwnForm = false;
  readonly #fields: readonly PlannedField[];
  readonly #index: FieldIndex;

  /** Of all fields that are known, `written` are written. */
  constructor(fields: readonly PlannedField[], written = fields) {
    this.#fields = written;
    this.#index = new FieldIndex(fields);
  }

  check(writing: Writing): void {
    this.#index.check(writing);
  }

  write(writing: Writing): void {
    writing.out.open(closeObject);
    this.writeMembers(writing);
    writing.out.close(closeObject);
  }

  writeMembers(writing: Writing): void {
    const { out } = writing;
    const base = this.#index.read(writing);
    for (const { slot, key, absent, hidesDefault, write } of this.#fields) {
      if (writing.goTo(base + slot)) {
        const { mark } = out;
        out.next();
        out.key(key);
        if (!write(writing) || !hidesDefault) continue;
        out.rewind(mark);
      }
      if (absent === undefined) continue;
      out.next();
      out.key(key);
      out.ascii(absent);
    }
    writing.drop(base);
  }
}
