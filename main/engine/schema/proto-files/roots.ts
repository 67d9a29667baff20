import { basename, dirname, join } from 'node:path';
import type { ImportRoot } from '#app/contract/schema.ts';
import { type Candidate, FileIndex } from './file-index.ts';
import { isBelow, nameBelow } from './file-names.ts';
import { Folders } from './folders.ts';
import { FoldersAbove } from './folders-above.ts';
import { nearest } from './nearness.ts';
import { Once } from './once.ts';
import { Surroundings } from './surroundings.ts';

/** What an import leads to. */
export interface Found {
  /** Real path. */
  readonly file: string;
  /** Files that may have been meant just as well; the nearest is used. */
  readonly rivals: readonly string[];
}

/**
 * The folders that imports are looked up in; all are real paths.
 *
 * Import paths that were given come first, in their order. Then comes the file that is nearest to the
 * importing one (`nearness.ts`), among all that were given and those in the folders above it, up to its
 * repository, and in the customary folders in these. Then the other folders that were given.
 *
 * What it learns of the disk it keeps: it serves one reading.
 */
export class Roots {
  /** Import paths, in order. */
  readonly given: readonly string[];
  readonly #ignored: ReadonlySet<string>;
  readonly #index = new FileIndex();
  readonly #folders = new Folders();
  readonly #surroundings = new Surroundings();
  /** Folders of which the index has all files. */
  readonly #known = new Set<string>();
  /** Folders that were added, and those of files that were, with why. */
  readonly #own = new Map<string, string>();
  /** Found because an import was found from there, with why. */
  readonly #found = new Map<string, string>();
  readonly #above: FoldersAbove;
  readonly #near = new Once<Promise<Found | undefined>>();

  constructor(given: readonly string[], ignored: Iterable<string> = []) {
    this.given = given;
    this.#ignored = new Set(ignored);
    this.#above = new FoldersAbove(this.#folders, (root) => this.#ignored.has(root));
  }

  /** The folders that were found because imports led there. */
  get inferred(): readonly string[] {
    return [...this.#found.keys()];
  }

  /** All of them with why, in the order of {@link searched}. */
  explained(): readonly ImportRoot[] {
    const explain = (how: ImportRoot['how'], roots: Iterable<readonly [string, string]>) =>
      [...roots].map(([path, reason]): ImportRoot => ({ path, how, reason }));
    return [
      ...explain(
        'given',
        this.given.map((path) => [path, 'It was given as an import path.']),
      ),
      ...explain('own', this.#own),
      ...explain('found', this.#found),
    ];
  }

  /** Takes in a folder that a person gave, or that of a file. */
  addOwn(folder: string, reason: string): void {
    if (this.#ignored.has(folder) || this.given.includes(folder)) return;
    if (!this.#own.has(folder)) this.#own.set(folder, reason);
  }

  /** Takes in files that were given; `folder` is one of which these are all. */
  addFiles(files: Iterable<string>, folder?: string): void {
    this.#index.add(files);
    if (folder !== undefined) this.#known.add(folder);
  }

  /** The name of a file below the import paths given: relative to the first that holds it. */
  givenName(file: string): string | undefined {
    return firstName(this.given, file);
  }

  /** The name of a file below any root: of those that were found, the one furthest down. */
  name(file: string): string | undefined {
    const found = [...this.#found.keys()].sort((a, b) => b.length - a.length);
    return firstName([...this.given, ...found, ...this.#own.keys()], file);
  }

  /** Looks an import up. */
  async find(name: string, importer: string): Promise<Found | undefined> {
    for (const root of this.given) {
      const path = join(root, name);
      const file = this.#index.has(path) ? path : await this.#folders.file(root, name);
      if (file !== undefined) return { file, rivals: [] };
    }
    // All files of a folder mean the same by a name, but that none means itself.
    const from = basename(importer) === basename(name) ? importer : dirname(importer);
    return this.#near.get(`${from}\0${name}`, () => this.#findNear(name, importer));
  }

  /** Searches what is around the importing file, for a name that leads nowhere else. */
  async findAround(
    name: string,
    importer: string,
    signal: AbortSignal,
  ): Promise<Found | undefined> {
    // A bare name may be anybody's.
    if (!name.includes('/')) return undefined;
    const { searched } = await this.#above.levels(dirname(importer));
    return this.#use(await this.#surroundings.candidates(searched, name, signal), name, importer);
  }

  /** A folder further away that would make the import resolve. */
  async propose(name: string, importer: string, signal: AbortSignal): Promise<string | undefined> {
    const { searched, beyond } = await this.#above.levels(dirname(importer));
    const all = [...searched, ...beyond];
    const candidates = await this.#surroundings.candidates(all, name, signal);
    return nearest(candidates, dirname(importer))?.nearest.root;
  }

  /** Where an import was looked up, and how far up. */
  async searched(importer: string): Promise<{ roots: readonly string[]; upTo: string }> {
    const { near } = await this.#above.levels(dirname(importer));
    const upTo = near.at(-1) ?? dirname(importer);
    return { roots: [...this.given, ...this.#own.keys(), ...this.#found.keys()], upTo };
  }

  async #findNear(name: string, importer: string): Promise<Found | undefined> {
    const folder = dirname(importer);
    const top = this.#knownAround(folder);
    const candidates = this.#allowed(this.#index.candidates(name), importer);
    const isInside = candidates.some(({ root }) => root === top || (top && isBelow(top, root)));
    if (!isInside) {
      const from = top === undefined ? folder : dirname(top);
      candidates.push(...(await this.#above.candidates(from, name)));
    }
    const found = this.#use(candidates, name, importer);
    if (found !== undefined) return found;
    for (const root of this.#own.keys()) {
      const file = await this.#folders.file(root, name);
      if (file !== undefined) return { file, rivals: [] };
    }
    return undefined;
  }

  /** The outermost folder around a folder of which all files are known. */
  #knownAround(folder: string): string | undefined {
    const around = [...this.#known].filter((one) => one === folder || isBelow(one, folder));
    return around.sort((a, b) => a.length - b.length)[0];
  }

  #allowed(candidates: readonly Candidate[], importer: string): Candidate[] {
    return candidates.filter(({ file, root }) => file !== importer && !this.#ignored.has(root));
  }

  #use(candidates: readonly Candidate[], name: string, importer: string): Found | undefined {
    const found = nearest(this.#allowed(candidates, importer), dirname(importer));
    if (found === undefined) return undefined;
    const { file, root } = found.nearest;
    if (!this.#own.has(root) && !this.#found.has(root))
      this.#found.set(root, `${basename(importer)} imports "${name}", which is at ${file}.`);
    return { file, rivals: found.rivals.map((rival) => rival.file) };
  }
}

function firstName(roots: readonly string[], file: string): string | undefined {
  for (const root of roots) {
    const name = nameBelow(root, file);
    if (name !== undefined) return name;
  }
  return undefined;
}
