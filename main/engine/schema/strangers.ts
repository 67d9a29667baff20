import type protobuf from 'protobufjs';
import { composeSources } from './compose.ts';
import { Registry } from './registry.ts';
import type { SchemaFile } from './schema-file.ts';
import type { LookUp } from './source.ts';

/** Bounds what a hostile server can make Duplex ask. */
const mostAsked = 500;
const longestName = 500;
/** Nobody waits longer for the types that are looked for. */
const mostMs = 3000;

/**
 * Types that an `Any` names and the schema does not define. Some servers know them all the same: they
 * are noted when they are met, asked for when somebody says so, and known from then on.
 */
export class Strangers {
  readonly #files: readonly SchemaFile[];
  readonly #lookUp: LookUp | undefined;
  readonly #met = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #learned: SchemaFile[] = [];
  readonly #followers = new Set<() => void>();
  #registry: Registry | undefined;
  #looking: Promise<boolean> | undefined;

  /** @param files the files of the schema */
  constructor(files: readonly SchemaFile[], lookUp: LookUp | undefined) {
    this.#files = files;
    this.#lookUp = lookUp;
  }

  /** The type when it has been learned; else it is noted. */
  readonly type = (name: string): protobuf.Type | undefined => {
    if (this.#registry?.fileOf(name) !== undefined) return this.#registry.type(name);
    const isName = name.length <= longestName && /^[A-Za-z_][\w.]*$/.test(name);
    if (this.#lookUp !== undefined && isName && !this.#asked.has(name)) this.#met.add(name);
    return undefined;
  };

  /** The files of the schema with all that was learned; the same list until there is more. */
  get files(): readonly SchemaFile[] {
    return this.#registry?.files ?? this.#files;
  }

  /** Tells whenever types have been learned, until the answer is called. */
  onLearned(tell: () => void): () => void {
    this.#followers.add(tell);
    return () => this.#followers.delete(tell);
  }

  /**
   * Asks for what was met. Resolves when it is known, or nobody will say, with whether there is anything
   * new; never rejects. `undefined` when there is nothing to wait for.
   */
  learn(): Promise<boolean> | undefined {
    if (this.#met.size === 0) return this.#looking;
    const names = [...this.#met].slice(0, mostAsked - this.#asked.size);
    this.#met.clear();
    for (const name of names) this.#asked.add(name);
    if (names.length === 0) return this.#looking;
    const before = this.#looking;
    const looking = this.#inTime(this.#look(names)).then(async (isNew) => {
      const wasNew = await before;
      if (this.#looking === looking) this.#looking = undefined;
      return isNew || wasNew === true;
    });
    this.#looking = looking;
    return looking;
  }

  async #look(names: readonly string[]): Promise<boolean> {
    const known = this.#registry ?? new Registry(this.#files);
    const fileNames = new Set(known.files.map(({ name }) => name));
    const files = await this.#lookUp?.(names, {
      hasFile: (name) => fileNames.has(name),
      kindOf: (name) => known.symbol(name)?.kind,
    }).catch(() => []);
    if (files === undefined || files.length === 0) return false;
    this.#learned.push(...files);
    const { files: all } = composeSources([
      { files: this.#files, diagnostics: [] },
      { files: this.#learned, diagnostics: [] },
    ]);
    this.#registry = new Registry(all, this.type);
    for (const tell of this.#followers) tell();
    return true;
  }

  /** What comes later is known to whoever looks then. */
  #inTime(looking: Promise<boolean>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), mostMs);
    });
    return Promise.race([looking, late]).finally(() => clearTimeout(timer));
  }
}
