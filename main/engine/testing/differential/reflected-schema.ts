import { diagnosticText } from '#app/contract/schema.ts';
import { readDescriptorSet } from '#engine/schema/descriptor-set/read-descriptor-set.ts';
import type { Schema } from '#engine/schema/schema.ts';
import { quietEngine } from '../recorded-call.ts';
import { startReflectionServer } from '../reflection-server.ts';
import { reflection } from '../sources.ts';

/**
 * The schema of a descriptor set as a client has it of a server that reflects it, one file for each
 * question. Throws when something of it did not arrive.
 */
export async function reflectedSchema(set: Uint8Array): Promise<Schema> {
  const files = readDescriptorSet(set);
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const bySymbol = new Map(files.flatMap((file) => file.symbols.map(({ name }) => [name, file])));
  const one = (bytes: Uint8Array | undefined) => bytes && [bytes];
  // Nobody asks for a file that only extends and that no other imports.
  const rest = files.filter(({ symbols }) => symbols.length === 0).map(({ bytes }) => bytes);
  let isFirst = true;
  const withRest = (answer: readonly Uint8Array[] | undefined) => {
    if (!isFirst) return answer;
    isFirst = false;
    return answer && [...answer, ...rest];
  };
  const server = await startReflectionServer({
    services: files.flatMap(({ symbols }) => symbols.slice(0, 1).map(({ name }) => name)),
    bySymbol: (symbol) => withRest(one(bySymbol.get(symbol)?.bytes)),
    byName: (name) => one(byName.get(name)),
  });
  const engine = quietEngine();
  try {
    const target = { address: server.address };
    const schema = await engine.schema({ target, sources: reflection });
    const [told] = schema.summary.diagnostics;
    if (told !== undefined) throw new Error(diagnosticText(told));
    return schema;
  } finally {
    await engine.close();
    server.close();
  }
}
