import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Failure } from '#app/contract/result.ts';
import { type Session, session } from '#app/contract/session.ts';
import { readJson, writeWhole } from './whole-file.ts';

/** What the window had open, in a file of `DUPLEX_HOME`; it is written whole or not at all. */
export class SessionFile {
  readonly #file: string;

  constructor(home: string) {
    this.#file = join(home, 'session.json');
  }

  /**
   * The session of the last time; `undefined` when there is none. A file that cannot be understood is
   * put aside as `session.json.damaged`, never overwritten.
   */
  read(): Session | undefined {
    if (!existsSync(this.#file)) return undefined;
    const parsed = v.safeParse(session, readJson(this.#file));
    if (parsed.success) return parsed.output;
    try {
      renameSync(this.#file, `${this.#file}.damaged`);
    } catch {
      // It stays where it is; the next write goes on top.
    }
    return undefined;
  }

  /** Throws a `Failure` when the session cannot be kept: the window then says so. */
  write(value: Session): void {
    try {
      writeWhole(this.#file, value);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Failure(
        'internal',
        `What is open cannot be kept for the next start: ${reason}`,
        `Make room, or make ${this.#file} writable`,
      );
    }
  }
}
