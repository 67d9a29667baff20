import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** A message that is too odd to be written from its bytes is decoded whole. */
const MEGABYTES = 4096;

/** Starts the thread that writes the texts of large messages; its code is a text as for `startReader`. */
export function startTextWriter(): Worker {
  const file = fileURLToPath(new URL('../texts/text-thread.cjs', import.meta.url));
  return new Worker(readFileSync(file, 'utf8'), {
    eval: true,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  });
}
