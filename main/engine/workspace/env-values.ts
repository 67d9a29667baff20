import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readWhole } from './disk/whole-file.ts';

/** What `{{env.NAME}}` can stand for: the process's environment, and what it lacks from `.env`. */
export async function envValues(
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const source of [await dotEnv(root), environment])
    for (const [name, value] of Object.entries(source))
      if (value !== undefined) values.set(name, value);
  return values;
}

async function dotEnv(root: string): Promise<NodeJS.Dict<string>> {
  try {
    const read = await readWhole(join(root, '.env'));
    return read === undefined ? {} : parseEnv(read.text);
  } catch {
    // One that cannot be read has no values: what asks for one is told that there is none.
    return {};
  }
}
