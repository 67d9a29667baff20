import { FieldIndex } from './field-index.ts';
import { handOver } from './hand-over.ts';
import type { PlannedField } from './planned-field.ts';
import type { MessagePlan, Writing } from './writing.ts';

/** Writes a message whose fields are found from `base` on, in the order of the type. */
export type WriteOwnForm = (
  writing: Writing,
  base: number,
  fields: readonly PlannedField[],
) => void;

/** A message whose JSON is not an object of its fields. */
export class OwnFormPlan implements MessagePlan {
  readonly hasOwnForm = true;
  readonly #fields: readonly PlannedField[];
  readonly #index: FieldIndex;
  readonly #write: WriteOwnForm;

  constructor(fields: readonly PlannedField[], write: WriteOwnForm) {
    this.#fields = fields;
    this.#index = new FieldIndex(fields);
    this.#write = write;
  }

  check(writing: Writing): void {
    this.#index.check(writing);
  }

  write(writing: Writing): void {
    const base = this.#index.read(writing);
    this.#write(writing, base, this.#fields);
    writing.drop(base);
  }

  writeMembers(): void {
    throw handOver;
  }
}
