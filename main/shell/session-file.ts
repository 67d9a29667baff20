import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Failure } from '#app/contract/result.ts';
import { type Session, session } from '#app/contract/session.ts';

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
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch {
      return undefined;
    }
    const parsed = v.safeParse(session, parsedJson(text));
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
    const aside = `${this.#file}.new`;
    try {
      writeFileSync(aside, JSON.stringify(value), { mode: 0o600 });
      renameSync(aside, this.#file);
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

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
