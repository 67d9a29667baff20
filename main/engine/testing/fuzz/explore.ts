import type { Definition } from '#app/contract/definition.ts';
import { Failure } from '#app/contract/result.ts';
import type { ComposedSchema } from '#engine/schema/compose.ts';
import { Schema } from '#engine/schema/schema.ts';
import { differentText } from '../differential/different-text.ts';
import type { Random } from '../random.ts';
import { anyJson } from './random-json.ts';

/** Uses all that a schema offers; what cannot be is a `Failure`. */
export function explore(composed: ComposedSchema, random: Random): void {
  const schema = new Schema(composed);
  for (const file of composed.files.filter(({ name }) => !name.startsWith('google/'))) {
    for (const { kind, name } of file.symbols) {
      orFailure(() => schema.describe(name));
      orFailure(() => schema.describeFile(name));
      orFailure(() => expectLinksInside(schema.definition(name)));
      schema.symbols(name, 10);
      if (kind === 'service') schema.methods(name);
      if (kind !== 'message') continue;
      schema.skeleton(name);
      orFailure(() => schema.messageDoc(name));
      orFailure(() => {
        const codec = schema.codec(name);
        const different = differentText(codec, random.bytes(random.below(60)));
        if (different !== undefined) throw new Error(different);
        codec.encode(anyJson(random), { ignoreUnknown: random.chance(0.5) });
      });
    }
  }
}

function expectLinksInside({ text, links }: Definition): void {
  for (const { from, to, symbol } of links) {
    if (!text.slice(from, to).endsWith(symbol))
      throw new Error(`no ${symbol} at ${from} of ${text}`);
  }
}

/** What is given, or nothing where a `Failure` tells why. */
export function orFailure<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return undefined;
  }
}
