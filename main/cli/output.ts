import type { Readable, Writable } from 'node:stream';

/** Standard output, input and error, and the working folder: a test gives its own. */ import type { KeptReadings } from '#engine';

export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
  readonly cwd: string;
  readonly version: string;
  /** Where large schemas are kept for the next command. */
  readonly keptReadings?: KeptReadings;
  /** Calls back at each Ctrl+C until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
}

/** Writes one line; calls `wait` once when the reader is slower than the writer, with the way to go on. */
export function writeLine(
  stdout: Writable,
  line: string,
  wait?: (drained: Promise<void>) => void,
): void {
  const isFull = !stdout.write(`${line}\n`);
  if (isFull && wait !== undefined) wait(new Promise((resolve) => stdout.once('drain', resolve)));
}
