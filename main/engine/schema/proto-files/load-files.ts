import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Diagnostic } from '#app/contract/schema.ts';
import { bundledFile } from '../bundled/bundled-files.ts';
import { parseFile } from '../parse/parse-file.ts';
import type { ParsedFile, ParsedImport } from '../parse/parsed-file.ts';
import { isImportable, shownPath } from './file-names.ts';
import type { GivenFiles } from './given-files.ts';
import { ImportFaults } from './import-faults.ts';
import type { Roots } from './roots.ts';

const MAX_BYTES = 32 * 1024 * 1024;

export interface LoadedFiles {
  /** Files of the person's own, and those they import, by their import names. */
  readonly own: readonly ParsedFile[];
  /** Bundled files that those import. */
  readonly bundled: readonly ParsedFile[];
  /** Imports that were not found, each of which has its diagnostic. */
  readonly missing: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads files and all that they import. Each file is read once, however many names lead to it. */
export async function loadFiles(
  given: GivenFiles,
  cwd: string,
  signal: AbortSignal,
): Promise<LoadedFiles> {
  const loading = new Loading(given.roots, cwd, signal);
  await loading.loadAll(given.files);
  return loading.result();
}

class Loading {
  readonly #roots: Roots;
  readonly #cwd: string;
  readonly #signal: AbortSignal;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #missing = new Set<string>();
  readonly #faults = new ImportFaults();
  /** By real path. Unreadable files, and copies, are in it as undefined. */
  readonly #parsed = new Map<string, ParsedFile | undefined>();
  /** By text: the first file that holds it. */
  readonly #byText = new Map<string, string>();
  /** Files that hold the same as another, which stands for them. */
  readonly #copies = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #taken = new Map<string, string>();
  readonly #bundled = new Map<string, ParsedFile>();
  /** Per importing file: what it calls a file, and the real path behind it. */
  readonly #links = new Map<string, Map<string, string>>();

  constructor(roots: Roots, cwd: string, signal: AbortSignal) {
    this.#roots = roots;
    this.#cwd = cwd;
    this.#signal = signal;
  }

  async loadAll(files: readonly string[]): Promise<void> {
    for (const file of files) {
      const name = this.#roots.givenName(file);
      await this.#read(file);
      if (name !== undefined && !this.#copies.has(file)) this.#claim(file, name);
    }
    // Grows while imports bring further files.
    for (const [file, parsed] of this.#parsed) {
      for (const one of parsed?.imports ?? []) {
        this.#signal.throwIfAborted();
        if (parsed !== undefined) await this.#follow(file, parsed, one);
      }
    }
    for (const file of files) {
      if (this.#names.has(file) || this.#copies.has(file)) continue;
      this.#claim(file, this.#roots.name(file) ?? basename(file));
    }
  }

  async result(): Promise<LoadedFiles> {
    const own: ParsedFile[] = [];
    for (const [file, parsed] of this.#parsed) {
      const name = this.#names.get(file);
      if (parsed === undefined || name === undefined) continue;
      const links = this.#links.get(file);
      const realName = (imported: string): string =>
        this.#names.get(links?.get(imported) ?? '') ?? imported;
      parsed.file.name = name;
      parsed.file.dependency = parsed.file.dependency.map(realName);
      parsed.file.optionDependency = parsed.file.optionDependency.map(realName);
      const imports = parsed.imports.map((one) => ({ ...one, name: realName(one.name) }));
      own.push({ ...parsed, name, imports });
    }
    const bundled = [...this.#bundled.values()];
    const faults = await this.#faults.diagnostics(this.#roots, this.#signal);
    const diagnostics = [...this.#diagnostics, ...faults];
    return { own, bundled, missing: this.#missing, diagnostics };
  }

  async #follow(file: string, parsed: ParsedFile, { name, place }: ParsedImport): Promise<void> {
    if (!isImportable(name)) {
      this.#report(parsed, { name, place }, `"${name}" cannot be imported`, NAME_HINT);
      return;
    }
    const near = await this.#roots.find(name, file);
    if (near === undefined && this.#addBundled(name)) return;
    const found = near ?? (await this.#roots.findAround(name, file, this.#signal));
    const at = { name, importer: file, shownAs: parsed.shownAs, place };
    if (found === undefined) {
      this.#missing.add(name);
      this.#faults.missing(at);
      return;
    }
    this.#faults.found(at, found);
    const imported = found.file;
    if (!this.#parsed.has(imported)) await this.#read(imported);
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

  async #read(file: string): Promise<void> {
    this.#signal.throwIfAborted();
    const shownAs = shownPath(this.#cwd, file);
    try {
      const { size } = await stat(file);
      if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`);
      const text = new TextDecoder().decode(await readFile(file, { signal: this.#signal }));
      if (text.includes('\0'))
        throw new Error('it is binary: neither .proto text nor a whole descriptor set');
      const original = this.#byText.get(text);
      if (original !== undefined) this.#copies.set(file, original);
      const parsed = original === undefined ? parseFile(file, text, shownAs) : undefined;
      this.#parsed.set(file, parsed);
      if (parsed !== undefined && definesSomething(parsed)) this.#byText.set(text, file);
    } catch (error) {
      this.#signal.throwIfAborted();
      this.#parsed.set(file, undefined);
      const reason = error instanceof Error ? error.message : String(error);
      this.#diagnostics.push({
        severity: 'error',
        file: shownAs,
        message: `this file cannot be read: ${reason}`,
      });
    }
  }

  /** Adds a bundled file and what it imports, unless the person has files by those names. */
  #addBundled(name: string): boolean {
    if (this.#bundled.has(name) || this.#taken.has(name)) return true;
    const text = bundledFile(name);
    if (text === undefined) return false;
    const parsed = parseFile(name, text);
    this.#bundled.set(name, parsed);
    for (const one of parsed.imports) this.#addBundled(one.name);
    return true;
  }

  #report(file: ParsedFile, { name, place }: ParsedImport, message: string, hint: string): void {
    this.#missing.add(name);
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

/** Two files that define nothing are no copies: what they pass on may differ. */
function definesSomething({ file }: ParsedFile): boolean {
  return [file.messageType, file.enumType, file.service, file.extension].some(
    (list) => list.length > 0,
  );
}

const NAME_HINT =
  'Imports are relative to an import path, with slashes, and without "." and ".." in them.';
