import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { bundledFile } from './bundled/bundled-files.ts';
import { withCommentsOf } from './comments.ts';
import type { TypeReference } from './file-index.ts';
import { restOf, type Taken } from './rest-of-file.ts';
import { SchemaFile } from './schema-file.ts';

/** Files that define no name twice, the first that has a name winning. */
export class FileSet {
  readonly #files = new Map<string, SchemaFile>();
  /** By full name of a message, enum or service: the name of its file. */
  readonly #definers = new Map<string, string>();
  readonly #extensions = new Set<string>();
  /** Names of files that are a part of what their source gave. */
  readonly #rests = new Set<string>();
  /** By the name of a file in use: those that define something of it too. */
  readonly #others = new Map<string, Set<SchemaFile>>();

  /**
   * Adds a file, or what it defines that no other has. Gives the name of what was added; `undefined`
   * when nothing was.
   */
  add(file: SchemaFile): string | undefined {
    const definers = new Set(file.symbols.flatMap(({ name }) => this.#definers.get(name) ?? []));
    const isNamed = this.#files.has(file.name);
    for (const definer of definers) this.#note(definer, file);
    if (!isNamed && definers.size === 0) return this.#add(file);
    const rest = this.#restOf(file);
    if (rest === undefined) return undefined;
    const name = this.#freeName(file.name);
    this.#rests.add(name);
    return this.#add(SchemaFile.of({ ...rest, name }));
  }

  files(): readonly SchemaFile[] {
    return [...this.#files.values()];
  }

  /** By full name of a message, enum or service: the name of its file. */
  definers(): ReadonlyMap<string, string> {
    return this.#definers;
  }

  /** Names of files that are not just as their source gave them, or that others define something of too. */
  disputed(): ReadonlySet<string> {
    return new Set(this.#rests.size === 0 ? this.#others.keys() : this.#files.keys());
  }

  /**
   * To be called when all sources are in: files get the comments that they lack from those that were
   * left out for them, and import what their types are found in now.
   */
  settle(): void {
    for (const [name, others] of this.#others) {
      const file = this.#files.get(name);
      if (file === undefined) continue;
      const commented = [...others].filter(({ index }) => index.isCommented === true);
      this.#files.set(name, withCommentsOf(file, commented));
    }
    if (this.#rests.size === 0) return;
    for (const [name, file] of this.#files) this.#files.set(name, this.#withImports(file));
  }

  /** Imports that no source gave and that come with Duplex. */
  missingDependencies(): readonly string[] {
    const names = this.files().flatMap(({ dependencies }) => dependencies);
    return [...new Set(names)].filter(
      (name) => !this.#files.has(name) && bundledFile(name) !== undefined,
    );
  }

  /** Types that are referred to and defined nowhere. Can be interrupted at each file. */
  *missing(): Generator<undefined, readonly TypeReference[]> {
    const missing = new Map<string, TypeReference>();
    for (const { references } of this.#files.values()) {
      for (const reference of references) {
        if (!this.#definers.has(reference.name)) missing.set(reference.name, reference);
      }
      yield;
    }
    return [...missing.values()];
  }

  #restOf(file: SchemaFile): IFileDescriptorProto | undefined {
    const taken: Taken = {
      symbol: (name) => this.#definers.has(name),
      extension: (extendee, number) => this.#extensions.has(`${extendee}:${number}`),
    };
    // Most files that two sources give are the same: they need not be decoded to see it.
    const isAllTaken =
      file.symbols.every(({ name }) => taken.symbol(name)) &&
      file.index.extensions.every(({ extendee, number }) => taken.extension(extendee, number));
    return isAllTaken ? undefined : restOf(file.descriptor, taken);
  }

  /** A file does not import the rest of another, which has a name of its own; a rest imports nothing new. */
  #withImports(file: SchemaFile): SchemaFile {
    const imported = new Set([file.name, ...file.dependencies]);
    const more = new Set<string>();
    for (const { name } of file.references) {
      const definer = this.#definers.get(name);
      if (definer === undefined || imported.has(definer)) continue;
      if (this.#rests.has(definer) || this.#rests.has(file.name)) more.add(definer);
    }
    if (more.size === 0) return file;
    const { descriptor } = file;
    const dependency: readonly string[] = descriptor.dependency ?? [];
    return SchemaFile.of({ ...descriptor, dependency: [...dependency, ...more] });
  }

  #add(file: SchemaFile): string {
    this.#files.set(file.name, file);
    for (const { name } of file.symbols) this.#definers.set(name, file.name);
    for (const { extendee, number } of file.index.extensions)
      this.#extensions.add(`${extendee}:${number}`);
    return file.name;
  }

  #note(definer: string, file: SchemaFile): void {
    const others = this.#others.get(definer) ?? new Set();
    this.#others.set(definer, others.add(file));
  }

  /** Two versions of a file have one name. */
  #freeName(name: string): string {
    if (!this.#files.has(name)) return name;
    for (let count = 2; ; count += 1) {
      const tried = `${name.replace(/\.proto$/, '')}~${count}.proto`;
      if (!this.#files.has(tried)) return tried;
    }
  }
}
