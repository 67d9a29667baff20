import { resolve } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import type { Engine } from '#engine';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './output.ts';
import { readWholeSchema } from './read-schema.ts';
import { schemaRefOf } from './request.ts';
import { expectAtMost } from './schema-commands.ts';
import { writeWhole } from './write-whole.ts';

/** Writes the schema as a `FileDescriptorSet`. */
export async function compile(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const [target = '-'] = expectAtMost(positionals, 1, 'duplex compile [TARGET] -o FILE');
  const { output } = values;
  if (output === undefined || output === '')
    throw new Failure('usage', '-o is missing', 'Give a file to write, or - for standard output');
  const schema = await readWholeSchema(engine, schemaRefOf(target, values), terminal);
  const bytes = schema.compile({ sourceInfo: values['source-info'] === true });
  if (output === '-') terminal.stdout.write(bytes);
  else await writeWhole(resolve(terminal.cwd, output), bytes);
  return 0;
}
