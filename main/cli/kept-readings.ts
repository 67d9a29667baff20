import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KeptReadings } from '#engine';

/** Where large schemas are kept for the next command: in `DUPLEX_HOME`, else in the person's cache. */
export function keptReadings(env: NodeJS.ProcessEnv): KeptReadings {
  const home = env['DUPLEX_HOME'];
  const cache = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const code = readFileSync(fileURLToPath(import.meta.url));
  return {
    folder: join(home ? resolve(home) : join(cache, 'duplex'), 'schemas'),
    version: createHash('sha1').update(code).digest('hex'),
  };
}
