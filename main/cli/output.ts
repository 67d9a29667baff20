import type { Readable, Writable } from 'node:stream';
import type { KeptReadings } from '#engine';

/** Standard output, input and error, and the working folder: a test gives its own. */
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

/** Writes one line, whatever was written before. */
export function writeLine(stdout: Writable, line: string): void {
  stdout.write(`${line}\n`);
}
