import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Schema } from '#engine/schema/schema.ts';
import { Turns } from '#engine/schema/turns.ts';
import { readWhole, writeWhole } from './whole-files.ts';

const hashedAtOnce = 1024 * 1024;
const schemaBytes = 64 * 1024 * 1024;
const ourNames = /^([0-9a-f]{64})\.binpb(\.new)?$/;

/** The schemas that decode the calls of a folder, each once: `<sha256>.binpb`, a `FileDescriptorSet`. */
export class SchemaFiles {
  readonly #folder: string;
  readonly #hashes = new WeakMap<Schema['definitions'], string>();
  /** Those that are in the folder for sure. */
  readonly #kept = new Set<string>();
  /** What calls that are held are decoded with. */
  readonly #wanted = new Map<string, string>();
  readonly #known = new Map<string, WeakRef<Schema>>();
  /** What is written and deleted, one after the other. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * The name of the schema as it is now, once it is in the folder, where it stays until the call is
   * released. Rejects when the disk refuses.
   */
  async keep(callId: string, schema: Schema): Promise<string> {
    const sha256 = this.#hashes.get(schema.definitions) ?? (await this.#hash(schema));
    this.#wanted.set(callId, sha256);
    return this.#inTurn(async () => {
      if (!this.#kept.has(sha256))
        await writeWhole(this.#path(sha256), await schema.descriptorSetInTurns(), schemaBytes);
      this.#kept.add(sha256);
      return sha256;
    });
  }

  release(callId: string): void {
    this.#wanted.delete(callId);
  }

  /** Rejects when it is not there, or not the one that was kept. */
  async read(sha256: string): Promise<Schema> {
    const known = this.#known.get(sha256)?.deref();
    if (known !== undefined) return known;
    const bytes = await readWhole(this.#path(sha256), schemaBytes);
    if (hashOf(bytes) !== sha256) throw new Error('Its schema is not the one it was');
    const schema = Schema.fromDescriptorSet(bytes);
    this.#known.set(sha256, new WeakRef(schema));
    return schema;
  }

  /** Deletes those that neither these nor calls that are held need; what cannot be deleted stays. */
  keepOnly(used: ReadonlySet<string>): Promise<void> {
    return this.#inTurn(async () => {
      for (const name of await readdir(this.#folder).catch(() => [])) {
        const [, sha256] = ourNames.exec(name) ?? [];
        const isWanted =
          sha256 && (used.has(sha256) || [...this.#wanted.values()].includes(sha256));
        if (!sha256 || isWanted) continue;
        this.#kept.delete(sha256);
        await rm(join(this.#folder, name), { force: true }).catch(() => {});
      }
    });
  }

  #path(sha256: string): string {
    return join(this.#folder, `${sha256}.binpb`);
  }

  async #hash(schema: Schema): Promise<string> {
    const { definitions } = schema;
    const sha256 = await hashInTurns(await schema.descriptorSetInTurns());
    this.#hashes.set(definitions, sha256);
    return sha256;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => {});
    return done;
  }
}

async function hashInTurns(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  const turns = new Turns();
  for (let from = 0; from < bytes.length; from += hashedAtOnce) {
    hash.update(bytes.subarray(from, from + hashedAtOnce));
    if (turns.areDue) await turns.others();
  }
  return hash.digest('hex');
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
