import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Diagnostic } from '#app/contract/schema.ts';
import type { FileIndex } from '../file-index.ts';
import { SchemaFile } from '../schema-file.ts';
import type { FoundFile } from './found-file.ts';
import type { KeptFile } from './kept-file.ts';
import type { LinkedFile, LinkedFiles } from './linked-file.ts';

/** What a reading leaves for those to come. */
export interface LeftBehind {
  readonly kept: ReadonlyMap<string, KeptFile>;
  readonly files: readonly FoundFile[];
  readonly linked: LinkedFiles;
}

interface Written {
  readonly kept: readonly KeptFile[];
  readonly files: readonly (Omit<FoundFile, 'kept'> & { readonly path: string })[];
  readonly linked: readonly WrittenFile[];
}

interface WrittenFile {
  readonly index: FileIndex;
  readonly size: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly extensions: readonly string[];
  readonly isUnsettled: boolean;
}

const MAX_FILES = 8;
const MAX_BYTES = 1024 ** 3;
const HASH = 'sha1';
const HASH_BYTES = 20;

/**
 * Keeps on the disk what readings left, one file for each set of options. It is only where to begin
 * from: each file behind a schema is looked at again, as after any other reading. So it can be out of
 * date, but not wrong: what another version wrote, or what is damaged, is as good as nothing.
 */
export class TreeCache {
  readonly #folder: string;
  readonly #version: Buffer;
  #saving: Promise<void> = Promise.resolve();

  /** @param version differs wherever the code that writes and reads differs */
  constructor(folder: string, version: string) {
    this.#folder = folder;
    this.#version = createHash(HASH).update(version).digest();
  }

  /** What was left by a reading with this key; undefined when there is nothing of use. */
  load(key: string): LeftBehind | undefined {
    try {
      const bytes = readFileSync(this.#file(key));
      const isOwn = bytes.subarray(0, HASH_BYTES).equals(this.#version);
      const rest = bytes.subarray(2 * HASH_BYTES);
      const sum = createHash(HASH).update(rest).digest();
      if (!isOwn || !bytes.subarray(HASH_BYTES, 2 * HASH_BYTES).equals(sum)) return undefined;
      const size = rest.readUInt32LE(0);
      const written: Written = deserialize(rest.subarray(4, 4 + size));
      return leftBehind(written, rest.subarray(4 + size));
    } catch {
      return undefined;
    }
  }

  /** Writes in its own time; what cannot be written disturbs nothing. */
  save(key: string, left: LeftBehind): void {
    this.#saving = this.#saving.then(() => this.#save(key, left)).catch(() => undefined);
  }

  /** Lets what was left with one key count for another too, in its own time and without a copy. */
  share(from: string, key: string): void {
    this.#saving = this.#saving
      .then(() => this.#put(key, (aside) => link(this.#file(from), aside)))
      .catch(() => undefined);
  }

  /** Notes that it was of use. */
  touch(key: string): void {
    const now = new Date();
    this.#saving = this.#saving
      .then(() => utimes(this.#file(key), now, now))
      .catch(() => undefined);
  }

  /** Resolves when everything is written. */
  saved(): Promise<void> {
    return this.#saving;
  }

  async #save(key: string, left: LeftBehind): Promise<void> {
    const linked = [...left.linked.values()];
    const meta = serialize(writtenOf(left));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(meta.length);
    const parts = [size, meta, ...linked.map(({ file }) => file.bytes)];
    const sum = createHash(HASH);
    for (const part of parts) sum.update(part);
    const bytes = Buffer.concat([this.#version, sum.digest(), ...parts]);
    await this.#put(key, (aside) => writeFile(aside, bytes, { mode: 0o600 }));
  }

  /** It is there as a whole or not at all. */
  async #put(key: string, make: (aside: string) => Promise<void>): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const aside = join(this.#folder, `${randomUUID()}.part`);
    try {
      await make(aside);
      await rename(aside, this.#file(key));
    } finally {
      await rm(aside, { force: true });
    }
    await this.#letGo();
  }

  /** Lets go what was not used for longest, beyond so many. */
  async #letGo(): Promise<void> {
    const names = await readdir(this.#folder);
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#folder, name);
        const { mtimeMs, size } = await stat(path);
        return { path, mtimeMs, size };
      }),
    );
    let total = 0;
    for (const [index, { path, size }] of files.sort((a, b) => b.mtimeMs - a.mtimeMs).entries()) {
      total += size;
      if (index >= MAX_FILES || total > MAX_BYTES) await rm(path, { force: true });
    }
  }

  #file(key: string): string {
    return join(this.#folder, `${createHash(HASH).update(key).digest('hex')}.schema`);
  }
}

function writtenOf({ kept, files, linked }: LeftBehind): Written {
  return {
    kept: [...kept.values()],
    files: files.map(({ kept: { path }, name, imports, isOwn }) => ({
      path,
      name,
      imports,
      isOwn,
    })),
    linked: [...linked.values()].map(({ file, ...rest }) => ({
      ...rest,
      index: file.index,
      size: file.bytes.length,
    })),
  };
}

function leftBehind({ kept, files, linked }: Written, bytes: Buffer): LeftBehind {
  const byPath = new Map(kept.map((one) => [one.path, one]));
  let start = 0;
  return {
    kept: byPath,
    files: files.flatMap(({ path, ...file }) => {
      const one = byPath.get(path);
      return one === undefined ? [] : [{ ...file, kept: one }];
    }),
    linked: new Map(
      linked.map(({ index, size, ...rest }): [string, LinkedFile] => {
        const file = SchemaFile.fromIndex(bytes.subarray(start, start + size), index);
        start += size;
        return [index.name, { ...rest, file }];
      }),
    ),
  };
}
