import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** A few messages of the largest size, as text. */
const MEGABYTES = 4096;
/** What is decoded lives for a moment only. */
const YOUNG_MEGABYTES = 32;

/** Starts the thread that decodes timelines; it is given its code as text, as the one that reads `.proto` files. */
export function startDecoder(): Worker {
  const file = fileURLToPath(new URL('../decoder/decoder-thread.cjs', import.meta.url));
  return new Worker(readFileSync(file, 'utf8'), {
    eval: true,
    resourceLimits: {
      maxOldGenerationSizeMb: MEGABYTES,
      maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
    },
  });
}
