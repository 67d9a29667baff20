import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TimelineEvent } from '#app/contract/calls.ts';

/** Folders of recordings for a test. The caller deletes them. */
export class TestFolders {
  readonly #folder = mkdtempSync(join(tmpdir(), 'duplex-recordings-'));
  #count = 0;

  /** A path that is free. */
  make(): string {
    this.#count += 1;
    return join(this.#folder, String(this.#count));
  }

  /** The folder as it is now, for another process: what this one writes later never reaches it. */
  asAfterKill(folder: string): string {
    const copy = this.make();
    cpSync(folder, copy, { recursive: true });
    return copy;
  }

  delete(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** Whether the recording of the call is there and has an event of the type. */
export function isRecorded(folder: string, callId: string, type: TimelineEvent['type']): boolean {
  const file = join(folder, `${callId}.ndjson`);
  return existsSync(file) && readFileSync(file, 'utf8').includes(`"type":"${type}"`);
}
