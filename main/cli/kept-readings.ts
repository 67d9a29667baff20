import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KeptReadings } from '#engine';

/** Large schemas are kept in the folder of all per-user state for the next command. */
export function keptReadings(home: string): KeptReadings {
  let version: string | undefined;
  return {
    folder: join(home, 'schemas'),
    // Only who reads `.proto` files waits for it.
    get version() {
      version ??= createHash('sha1')
        .update(readFileSync(fileURLToPath(import.meta.url)))
        .digest('hex');
      return version;
    },
  };
}
