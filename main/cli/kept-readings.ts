import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KeptReadings } from '#engine';

/** Large schemas are kept in the folder of all per-user state for the next command. */
export function keptReadings(home: string): KeptReadings {
  const code = readFileSync(fileURLToPath(import.meta.url));
  return {
    folder: join(home, 'schemas'),
    version: createHash('sha1').update(code).digest('hex'),
  };
}
