import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const MEGABYTES = 8192;
/** Most of what is read lives for a moment only: with room for it, little time goes into cleaning up. */
const YOUNG_MEGABYTES = 64;

/**
 * Starts the thread that reads `.proto` files. It is given its code as text: so it runs from inside an
 * archive too, which only this thread knows how to read.
 *
 * @param folder where it leaves what it read for the next time
 */
export function startReader(folder: string): Worker {
  const file = fileURLToPath(new URL('../reader/reader-thread.cjs', import.meta.url));
  const code = readFileSync(file, 'utf8');
  return new Worker(code, {
    eval: true,
    workerData: { folder, version: createHash('sha1').update(code).digest('hex') },
    resourceLimits: {
      maxOldGenerationSizeMb: MEGABYTES,
      maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
    },
  });
}
