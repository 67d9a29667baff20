import type { Schema } from '#engine/schema/schema.ts';

/** Schemas are large; they are known to a thread until newer ones are. */
const mostSchemas = 4;

/** What a thread is told of schemas, ahead of what it is asked about them. */
export type SchemaNews =
  /** What messages are decoded with from now on where `schema` says so: a `FileDescriptorSet`. */
  | { readonly ask: 'know'; readonly schema: number; readonly set: Uint8Array }
  | { readonly ask: 'forget'; readonly schema: number };

interface MadeSet {
  readonly definitions: Schema['definitions'];
  readonly set: Uint8Array;
}

/** Which schemas a thread knows, on the side that asks: it is told of them when they are needed. */
export class ToldSchemas {
  readonly #tell: (news: SchemaNews) => void;
  /** By the definitions; those that were needed last are last. */
  readonly #numbers = new Map<Schema['definitions'], number>();
  #last = 0;

  constructor(tell: (news: SchemaNews) => void) {
    this.#tell = tell;
  }

  /** What {@link numberOf} will need of a schema that the thread does not know, made in turns with other work. */
  async setFor(schema: Schema): Promise<MadeSet | undefined> {
    const { definitions } = schema;
    if (this.#numbers.has(definitions)) return undefined;
    return { definitions, set: await schema.descriptorSetInTurns() };
  }

  /** The number under which the thread knows the schema as it is now, for what is asked of it next. */
  numberOf(schema: Schema, made?: MadeSet): number {
    const { definitions } = schema;
    const known = this.#numbers.get(definitions);
    this.#numbers.delete(definitions);
    if (known === undefined) {
      this.#last += 1;
      // More may have been learned meanwhile.
      const set = made?.definitions === definitions ? made.set : schema.descriptorSet();
      this.#tell({ ask: 'know', schema: this.#last, set });
    }
    const number = known ?? this.#last;
    this.#numbers.set(definitions, number);
    this.#forgetOldest();
    return number;
  }

  #forgetOldest(): void {
    for (const [definitions, schema] of this.#numbers) {
      if (this.#numbers.size <= mostSchemas) return;
      this.#numbers.delete(definitions);
      this.#tell({ ask: 'forget', schema });
    }
  }
}
