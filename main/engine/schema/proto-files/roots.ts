import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { nameBelow } from './file-names.ts';
import { realFile } from './find-files.ts';

const MAX_LEVELS_UP = 12;
const MAX_FOLDERS_DOWN = 200;

/** The folders that imports are looked up in; all are real paths. */
export class Roots {
  /** Given by the person, in order. */
  readonly given: readonly string[];
  /** Folders that were added, and those of files that were, where no import path holds them. */
  readonly #own: string[] = [];
  /** Found above or below those, because an import was found from there. */
  readonly #inferred: string[] = [];

  constructor(given: readonly string[]) {
    this.given = given;
  }

  get inferred(): readonly string[] {
    return this.#inferred;
  }

  addOwn(folder: string): void {
    if (!this.#all().includes(folder)) this.#own.push(folder);
  }

  /** The name of a file below the import paths given: relative to the first that holds it. */
  givenName(file: string): string | undefined {
    return firstName(this.given, file);
  }

  /** The name of a file below any root. */
  name(file: string): string | undefined {
    return firstName(this.#all(), file);
  }

  /** Looks an import up in all roots, those that hold the importing file before the others. */
  async find(name: string, importer: string): Promise<{ file?: string; searched: string[] }> {
    const searched: string[] = [];
    const near = this.#own.filter((root) => nameBelow(root, importer) !== undefined);
    for (const root of new Set([...this.given, ...near, ...this.#all()])) {
      searched.push(root);
      const file = await realFile(join(root, name));
      if (file !== undefined) return { file, searched };
    }
    return { searched };
  }

  /** Looks for a known file whose path ends with the import: what is before that is a root. */
  inferFromKnown(name: string, known: Iterable<string>): string | undefined {
    const end = `/${name}`;
    for (const file of known) {
      if (!file.replaceAll('\\', '/').endsWith(end)) continue;
      this.#inferred.push(file.slice(0, -end.length));
      return file;
    }
    return undefined;
  }

  /**
   * Looks for a root that makes an import resolve: from the importing file upwards, then one level
   * below the other roots. What is found is used from then on.
   */
  async inferAround(name: string, importer: string): Promise<string | undefined> {
    for (const root of [...foldersAbove(importer), ...(await this.#foldersBelow())]) {
      const file = await realFile(join(root, name));
      if (file === undefined) continue;
      this.#inferred.push(root);
      return file;
    }
    return undefined;
  }

  #all(): readonly string[] {
    return [...this.given, ...this.#inferred, ...this.#own];
  }

  async #foldersBelow(): Promise<string[]> {
    const below: string[] = [];
    for (const root of [...this.given, ...this.#own]) {
      const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
      const folders = entries.filter((entry) => entry.isDirectory()).slice(0, MAX_FOLDERS_DOWN);
      below.push(...folders.map((folder) => join(root, folder.name)));
    }
    return below;
  }
}

function foldersAbove(file: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(file); folders.length < MAX_LEVELS_UP; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) break;
  }
  return folders;
}

function firstName(roots: readonly string[], file: string): string | undefined {
  for (const root of roots) {
    const name = nameBelow(root, file);
    if (name !== undefined) return name;
  }
  return undefined;
}
