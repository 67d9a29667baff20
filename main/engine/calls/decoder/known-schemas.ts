import type { MessagePort } from 'node:worker_threads';
import { Schema } from '#engine/schema/schema.ts';
import type { SchemaNews } from './told-schemas.ts';

/** A schema as a thread knows it. */
export class KnownSchema {
  readonly schema: Schema;
  readonly #met = new Set<string>();

  constructor(set: Uint8Array) {
    this.schema = Schema.fromDescriptorSet(set, async (names) => {
      for (const name of names) this.#met.add(name);
      return [];
    });
  }

  /** The types that it was asked for since the last time, and does not define. */
  strangers(): readonly string[] {
    void this.schema.learn();
    const met = [...this.#met];
    this.#met.clear();
    return met;
  }
}

/** The schemas that a thread was told of at its port, on the side that answers. */
export class KnownSchemas {
  readonly #known = new Map<number, KnownSchema>();

  /** It is made before whoever answers at the port: what a question is about is known by then. */
  constructor(port: MessagePort) {
    port.on('message', (news: SchemaNews | { readonly ask: unknown }) => {
      if (!isNews(news)) return;
      if (news.ask === 'know') this.#known.set(news.schema, new KnownSchema(news.set));
      else this.#known.delete(news.schema);
    });
  }

  /** Throws for a number that it was not told. */
  get(schema: number): KnownSchema {
    const known = this.#known.get(schema);
    if (known === undefined) throw new Error('the schema is not known');
    return known;
  }
}

function isNews(news: SchemaNews | { readonly ask: unknown }): news is SchemaNews {
  return news.ask === 'know' || news.ask === 'forget';
}
