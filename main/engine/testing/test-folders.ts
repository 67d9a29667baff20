import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallHead, readHead } from '#engine/calls/log/call-head.ts';

/** Folders of histories for a test. The caller deletes them. */
export class TestFolders {
  readonly #folder = mkdtempSync(join(tmpdir(), 'duplex-history-'));
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

/** What the history has of a call by now, beside its events. */
export function keptHead(folder: string, callId: string): CallHead | undefined {
  const file = join(folder, `${callId}.json`);
  return existsSync(file) ? readHead(callId, readFileSync(file, 'utf8')) : undefined;
}

/** Whether the history has all of a call that has ended. */
export function isKept(folder: string, callId: string): boolean {
  return keptHead(folder, callId)?.end !== undefined;
}
