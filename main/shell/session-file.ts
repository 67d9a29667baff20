import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Failure } from '#app/contract/result.ts';
import { schemaSources } from '#app/contract/schema.ts';
import {
  mostRequests,
  openRequest,
  type Session,
  session,
  targetDraft,
} from '#app/contract/session.ts';
import { readJson, writeWhole } from '../home/whole-file.ts';

/** What the window had open, in a file of `DUPLEX_HOME`; it is written whole or not at all. */
export class SessionFile {
  readonly #file: string;

  constructor(home: string) {
    this.#file = join(home, 'session.json');
  }

  /**
   * The session of the last time; `undefined` when there is none. Of a file that cannot be understood in
   * full, what can be is taken; the file itself is put aside, and `onDamaged` hears where.
   */
  read(onDamaged: (aside: string) => void): Session | undefined {
    if (!existsSync(this.#file)) return undefined;
    const json = readJson(this.#file);
    const parsed = v.safeParse(session, json);
    if (parsed.success) return parsed.output;
    const aside = `${this.#file}.damaged-${Date.now()}`;
    try {
      renameSync(this.#file, aside);
      onDamaged(aside);
    } catch {
      onDamaged(this.#file);
    }
    return salvaged(json);
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

const parts = v.object({
  target: v.fallback(targetDraft, { address: '', useTls: false, tls: {} }),
  sources: v.fallback(schemaSources, {
    protos: [],
    importPaths: [],
    descriptorSets: [],
    reflection: true,
  }),
  requests: v.array(v.unknown()),
});

/** Each request that is whole, with what it needs around it. */
function salvaged(json: unknown): Session | undefined {
  const parsed = v.safeParse(parts, json);
  if (!parsed.success) return undefined;
  const { target, sources, requests } = parsed.output;
  const whole = requests
    .flatMap((request) => {
      const read = v.safeParse(openRequest, request);
      return read.success ? [read.output] : [];
    })
    .slice(0, mostRequests);
  return { duplex: 1, target, sources, requests: whole, active: whole.length > 0 ? 0 : null };
}
