import { basename, dirname } from 'node:path';
import type { Diagnostic } from '#app/contract/schema.ts';
import { isImportable } from './file-names.ts';
import { BinaryFile, type FileReader } from './file-reader.ts';
import type { FoundFile } from './found-file.ts';
import type { GivenFiles } from './given-files.ts';
import { ImportFaults } from './import-faults.ts';
import { definesSomething, type KeptFile, type KeptImport } from './kept-file.ts';
import type { Pace } from './pace.ts';
import type { Roots } from './roots.ts';

export interface LoadedFiles {
  /**
   * Files of the person's own, and those they import, by their import names; then the files that
   * come with Duplex and are imported.
   */
  readonly files: readonly FoundFile[];
  /** Those that import something that was not found, as diagnostics name them. */
  readonly lacking: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads files and all that they import. Each file is read once, however many names lead to it. */
export async function loadFiles(
  given: GivenFiles,
  reader: FileReader,
  pace: Pace,
): Promise<LoadedFiles> {
  const loading = new Loading(given.roots, reader, pace);
  await loading.loadAll(given.files);
  return loading.result();
}

class Loading {
  readonly #roots: Roots;
  readonly #reader: FileReader;
  readonly #pace: Pace;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #faults = new ImportFaults();
  /** By real path. Unreadable files, and copies, are in it as undefined. */
  readonly #read = new Map<string, KeptFile | undefined>();
  /** By text: the first file that holds it. */
  readonly #byText = new Map<string, string>();
  /** Files that hold the same as another, which stands for them. */
  readonly #copies = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #taken = new Map<string, string>();
  readonly #bundled = new Map<string, KeptFile>();
  /** Per importing file: what it calls a file, and the real path behind it. */
  readonly #links = new Map<string, Map<string, string>>();

  constructor(roots: Roots, reader: FileReader, pace: Pace) {
    this.#roots = roots;
    this.#reader = reader;
    this.#pace = pace;
  }

  async loadAll(files: readonly string[]): Promise<void> {
    for (const file of files) {
      if (this.#pace.isDue) await this.#pace.rest('parsing', this.#read.size, files.length);
      const name = this.#roots.givenName(file);
      this.#readFile(file);
      if (name !== undefined && !this.#copies.has(file)) this.#claim(file, name);
    }
    // Grows while imports bring further files.
    for (const [file, kept] of this.#read) {
      for (const one of kept?.imports ?? []) {
        if (this.#pace.isDue) await this.#pace.rest('parsing', this.#read.size, this.#read.size);
        if (kept !== undefined) await this.#follow(file, kept, one);
      }
    }
    for (const file of files) {
      if (this.#names.has(file) || this.#copies.has(file)) continue;
      this.#claim(file, this.#roots.name(file) ?? basename(file));
    }
  }

  async result(): Promise<LoadedFiles> {
    const files: FoundFile[] = [];
    for (const [path, kept] of this.#read) {
      const name = this.#names.get(path);
      if (kept === undefined || name === undefined) continue;
      const links = this.#links.get(path);
      const imports = kept.imports.map(
        (one) => this.#names.get(links?.get(one.name) ?? '') ?? one.name,
      );
      files.push({ kept, name, imports, isOwn: true });
    }
    for (const [name, kept] of this.#bundled) {
      // The person's file by that name may have come later, and stands for it then.
      if (this.#taken.has(name)) continue;
      files.push({ kept, name, imports: kept.imports.map((one) => one.name), isOwn: false });
    }
    const faults = await this.#faults.diagnostics(this.#roots, this.#pace.signal);
    const { lacking } = this.#faults;
    return { files, lacking, diagnostics: [...this.#diagnostics, ...faults] };
  }

  async #follow(file: string, kept: KeptFile, { name, place }: KeptImport): Promise<void> {
    if (!isImportable(name)) {
      this.#report(kept, place, `"${name}" cannot be imported`, NAME_HINT);
      return;
    }
    const near = await this.#roots.find(name, file);
    if (near === undefined && this.#addBundled(name)) return;
    const found = near ?? (await this.#roots.findAround(name, file, this.#pace.signal));
    const at = { name, importer: file, shownAs: kept.shownAs, place };
    if (found === undefined) {
      this.#faults.missing(at);
      return;
    }
    this.#faults.found(at, found);
    const imported = found.file;
    if (!this.#read.has(imported)) this.#readFile(imported);
    const used = this.#copies.get(imported) ?? imported;
    const links = this.#links.get(file) ?? new Map<string, string>();
    this.#links.set(file, links.set(name, used));
    if (!this.#names.has(used)) this.#claim(used, name);
  }

  /** Gives a file its import name; a name that another file has gets the folder before it. */
  #claim(file: string, wanted: string): void {
    let name = wanted;
    for (let folder = dirname(file); this.#taken.has(name); folder = dirname(folder)) {
      name = `${basename(folder) || '_'}/${name}`;
    }
    this.#names.set(file, name);
    this.#taken.set(name, file);
  }

  #readFile(file: string): void {
    try {
      const kept = this.#reader.file(file);
      const original = this.#byText.get(kept.hash);
      if (original !== undefined) this.#copies.set(file, original);
      this.#read.set(file, original === undefined ? kept : undefined);
      if (original === undefined && definesSomething(kept)) this.#byText.set(kept.hash, file);
    } catch (error) {
      this.#read.set(file, undefined);
      const reason = error instanceof Error ? error.message : String(error);
      this.#diagnostics.push({
        severity: 'error',
        file: this.#reader.shownAs(file),
        message: `this file cannot be read: ${reason}`,
        ...(error instanceof BinaryFile && { hint: BINARY_HINT }),
      });
    }
  }

  /** Adds a bundled file and what it imports, unless the person has files by those names. */
  #addBundled(name: string): boolean {
    if (this.#bundled.has(name) || this.#taken.has(name)) return true;
    const kept = this.#reader.bundled(name);
    if (kept === undefined) return false;
    this.#bundled.set(name, kept);
    for (const one of kept.imports) this.#addBundled(one.name);
    return true;
  }

  #report(file: KeptFile, place: KeptImport['place'], message: string, hint: string): void {
    this.#diagnostics.push({
      severity: 'error',
      file: file.shownAs,
      line: place.line,
      column: place.column,
      message,
      hint,
    });
  }
}

const BINARY_HINT =
  'Where it is to be a descriptor set, write it again, with protoc --include_imports --descriptor_set_out=FILE or buf build -o FILE.binpb.';

const NAME_HINT =
  'Imports are relative to an import path, with slashes, and without "." and ".." in them.';
