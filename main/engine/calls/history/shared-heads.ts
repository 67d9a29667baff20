import { randomUUID } from 'node:crypto';
import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { headBytes } from '../log/call-head.ts';
import { createWhole, readWhole, writeWhole } from './whole-files.ts';

/** The head of a call as it stands in a file with others. */
export interface SharedHead {
  readonly callId: string;
  readonly text: string;
  readonly bytes: number;
  /** When the file was written, in milliseconds since 1970. */
  readonly writtenAt: number;
}

const ourNames = /^[\w-]{1,64}\.calls(?:\.new)?$/;
const aside = '.new';
/** What is not so, such as a line that was cut, is no call's. */
const line = /^([\w-]{1,64}) (\{.*\})$/;

/** Heads of short calls that ended at about the same time, in files of a line each: `<callId> <head>`. */
export class SharedHeads {
  readonly #folder: string;
  /** What is changed and deleted, one after the other. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes one more file. Rejects when the disk refuses. */
  async write(heads: readonly (readonly [callId: string, text: string])[]): Promise<void> {
    const lines = heads.map(([callId, text]) => `${callId} ${text}\n`);
    if (!lines.every((one) => line.test(one.trimEnd()))) throw new Error('A call has no sound id');
    await createWhole(join(this.#folder, `${randomUUID()}.calls`), lines.join(''), headBytes);
  }

  /** All heads in those of these files that can be read. */
  async read(names: readonly string[]): Promise<readonly SharedHead[]> {
    const found: SharedHead[] = [];
    for (const name of names.filter((one) => ourNames.test(one) && !one.endsWith(aside))) {
      const path = join(this.#folder, name);
      const { mtimeMs: writtenAt = 0 } = (await lstat(path).catch(() => undefined)) ?? {};
      for (const [callId, text] of await linesOf(path))
        found.push({ callId, text, bytes: Buffer.byteLength(text), writtenAt });
    }
    return found;
  }

  /** Of these files; what cannot be deleted stays. */
  delete(names: readonly string[], callIds: ReadonlySet<string>): Promise<void> {
    const ours = names.filter((name) => ourNames.test(name));
    const done = this.#work.then(async () => {
      for (const name of ours)
        await this.#deleteIn(join(this.#folder, name), callIds).catch(() => {});
    });
    this.#work = done;
    return done;
  }

  async #deleteIn(path: string, callIds: ReadonlySet<string>): Promise<void> {
    // One that was being put in place when an earlier process ended.
    if (path.endsWith(aside)) return rm(path, { force: true });
    const lines = await linesOf(path);
    const left = lines.filter(([callId]) => !callIds.has(callId));
    if (left.length === lines.length) return;
    if (left.length === 0) return rm(path, { force: true });
    const text = left.map(([callId, head]) => `${callId} ${head}\n`).join('');
    await writeWhole(path, text, headBytes);
  }
}

async function linesOf(path: string): Promise<readonly (readonly [string, string])[]> {
  const bytes = await readWhole(path, headBytes).catch(() => undefined);
  return (bytes?.toString('utf8') ?? '').split('\n').flatMap((one) => {
    const [, callId, text] = line.exec(one) ?? [];
    return callId === undefined || text === undefined ? [] : [[callId, text] as const];
  });
}
