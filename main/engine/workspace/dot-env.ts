import { parseEnv } from 'node:util';
import { inside } from './disk/inside.ts';
import { readWhole } from './disk/whole-file.ts';

export const dotEnvName = '.env';

/**
 * What the `.env` of a workspace says. One that is not there, cannot be read, or leads out of the workspace
 * (so that a folder from somewhere never gives away a file of this machine) has no values: what asks for
 * one is told that there is none.
 */
export async function dotEnv(root: string): Promise<ReadonlyMap<string, string>> {
  try {
    const read = await readWhole(await inside(root, dotEnvName));
    const entries = Object.entries(read === undefined ? {} : parseEnv(read.text));
    return new Map(
      entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
  } catch {
    return new Map();
  }
}
