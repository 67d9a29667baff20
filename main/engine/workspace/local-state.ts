import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { diskFailure } from '#app/core/disk-failure.ts';

/** A decision about `{{env.NAME}}`, and the names that it is about. */
const trust = v.object({ trusted: v.boolean(), names: v.array(v.string()) });

const local = v.object({
  /** The workspace's folder, for a person who looks. */
  folder: v.string(),
  environment: v.optional(v.nullable(v.string()), null),
  trust: v.exactOptional(trust),
});
type Local = v.InferOutput<typeof local>;

/** What of a workspace is this person's alone, in `DUPLEX_HOME`. */
export class LocalState {
  /** Where it is; what is deleted goes there too, until it is certain. */
  readonly folder: string;
  #local: Local;

  private constructor(folder: string, kept: Local) {
    this.folder = folder;
    this.#local = kept;
  }

  /** What was kept, or nothing where that cannot be read. */
  static async open(home: string, root: string): Promise<LocalState> {
    const id = createHash('sha256').update(root).digest('hex').slice(0, 16);
    const folder = join(home, 'workspaces', id);
    const read = v.safeParse(local, await jsonOf(join(folder, 'local.json')));
    return new LocalState(folder, read.success ? read.output : { folder: root, environment: null });
  }

  get environment(): string | null {
    return this.#local.environment;
  }

  get trust(): Local['trust'] {
    return this.#local.trust;
  }

  /** Holds from then on; rejects with a `Failure` when it cannot be kept for the next start. */
  async change(change: Partial<Omit<Local, 'folder'>>): Promise<void> {
    this.#local = { ...this.#local, ...change };
    const file = join(this.folder, 'local.json');
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeFile(`${file}.new`, JSON.stringify(this.#local, null, 2), { mode: 0o600 });
      await rename(`${file}.new`, file);
    } catch (error) {
      throw diskFailure(`${file} cannot be written`, error);
    }
  }
}

async function jsonOf(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
