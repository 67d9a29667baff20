import { basename, dirname, join } from 'node:path';
import type { ImportRoot } from '#app/contract/schema.ts';
import { editDistance } from '#app/core/edit-distance.ts';
import { bundledNames } from '../bundled/bundled-text.ts';
import { type BufDependency, type BufModule, isOfModule } from './buf/module.ts';
import type { BufWorkspaces } from './buf/workspaces.ts';
import { ExplainedRoots } from './explained-roots.ts';
import { isBelow, nameBelow } from './file-names.ts';
import { skippedFolders } from './find-files.ts';
import { Folders } from './folders.ts';
import { FoldersAbove } from './folders-above.ts';
import { type Candidate, KnownFiles } from './known-files.ts';
import { nearest } from './nearness.ts';
import { Once } from './once.ts';
import { inRenamedFolder } from './renamed-folder.ts';
import { Surroundings } from './surroundings.ts';

const MOST_SHOWN = 8;
/** Letters left out, doubled, swapped or wrong, where a name is a misspelt one. */
const MOST_MISTYPED = 2;

/** What an import leads to. */
export interface Found {
  /** Real path. */
  readonly file: string;
  /** Files that may have been meant just as well; the nearest is used. */
  readonly rivals: readonly string[];
}

/**
 * The folders that imports are looked up in; all are real paths. An import is looked up
 *
 * 1. in the import paths that were given, in their order;
 * 2. in the modules of the importing file's buf workspace, its own first;
 * 3. among all that was given, in the folders above, up to the repository, and in the customary ones
 *    in these: the file that is nearest to the importing one counts (`nearness.ts`);
 * 4. in the other folders that were given, in what buf has fetched for the workspace, and in what was
 *    given where a folder may have been renamed (`renamed-folder.ts`);
 * 5. among the files that come with Duplex, which the caller asks for;
 * 6. everywhere around, in a bounded search, and there in renamed folders too; by a bare name, only where
 *    the repository has just one such file.
 *
 * What it learns of the disk it keeps: it serves one reading.
 */
export class Roots {
  readonly #given: readonly string[];
  readonly #workspaces: BufWorkspaces;
  readonly #explained: ExplainedRoots;
  readonly #files = new KnownFiles();
  readonly #folders = new Folders();
  readonly #surroundings = new Surroundings();
  readonly #above: FoldersAbove;
  /** Folders of which all files are known. */
  readonly #whole = new Set<string>();
  readonly #found = new Once<Promise<Found | undefined>>();
  readonly #renamed = new Once<Promise<readonly Candidate[]>>();

  /** `given` are import paths in order; `ignored` must not become roots unless they are given. */
  constructor(given: readonly string[], ignored: Iterable<string>, workspaces: BufWorkspaces) {
    this.#given = given;
    this.#workspaces = workspaces;
    this.#explained = new ExplainedRoots(ignored);
    for (const root of given) this.#explained.add(root, 'given', 'It was given as an import path.');
    this.#above = new FoldersAbove(this.#folders, (root) => this.#explained.isIgnored(root));
  }

  /** All roots that were used, with why. */
  explained(): readonly ImportRoot[] {
    return this.#explained.list();
  }

  /** Takes in a folder that a person gave, or that of a file. */
  addOwn(folder: string, reason: string): void {
    this.#explained.add(folder, 'own', reason);
  }

  /** Takes in files that were given; `folder` is one of which these are all. */
  addFiles(files: Iterable<string>, folder?: string): void {
    this.#files.add(files);
    if (folder !== undefined) this.#whole.add(folder);
  }

  /** The name of a file below the first import path that holds it, or in its module of buf. */
  givenName(file: string): string | undefined {
    const named = firstName(this.#given, file);
    if (named !== undefined) return named;
    const [module] = this.#workspaces.modulesFor(file);
    if (module === undefined || this.#explained.isIgnored(module.root)) return undefined;
    this.#explainModule(module);
    return nameBelow(module.root, file);
  }

  /** The name of a file below any root: of those that were found, the one furthest down. */
  name(file: string): string | undefined {
    const found = this.#explained.paths('found').toSorted((a, b) => b.length - a.length);
    return this.givenName(file) ?? firstName([...found, ...this.#explained.paths('own')], file);
  }

  /** Looks an import up, all but where Duplex has a file of its own by that name. */
  async find(name: string, importer: string): Promise<Found | undefined> {
    for (const root of this.#given) {
      const file = await this.#fileAt(root, name);
      if (file !== undefined) return { file, rivals: [] };
    }
    // All files of a folder mean the same by a name, but that none means itself.
    const from = basename(importer) === basename(name) ? importer : dirname(importer);
    return this.#found.get(`${from}\0${name}`, () => this.#find(name, importer));
  }

  /** Searches what is around the importing file, for a name that leads nowhere else. */
  async findAround(
    name: string,
    importer: string,
    signal: AbortSignal,
  ): Promise<Found | undefined> {
    const { searched, isInRepository } = await this.#above.levels(dirname(importer));
    const isBare = !name.includes('/');
    // Outside of a repository, a bare name may be anybody's.
    if (isBare && !isInRepository) return undefined;
    const around = await this.#surroundings.candidates(searched, name, signal);
    if (isBare) return this.#takeOnly(around, searched.at(-1) ?? '', name, importer);
    const found = this.#use(around, name, importer);
    if (found !== undefined) return found;
    const alike = await this.#surroundings.alike(searched, name, signal);
    return this.#use(await inRenamedFolder(name, alike), name, importer);
  }

  /**
   * Folders further away, or one that must not be used, that would make the import resolve: the nearest
   * first, then those that may be meant just as well.
   */
  async propose(
    name: string,
    importer: string,
    signal: AbortSignal,
  ): Promise<readonly Candidate[]> {
    for (const root of this.#explained.ignored) {
      const file = await this.#fileAt(root, name);
      if (file !== undefined) return [{ file, root }];
    }
    const { searched, beyond } = await this.#above.levels(dirname(importer));
    const alike = await this.#surroundings.alike(searched, name, signal);
    const renamed = await inRenamedFolder(name, [...this.#files.alike(name), ...alike]);
    const unused = renamed.find(({ root }) => this.#explained.isIgnored(root));
    if (unused !== undefined) return [unused];
    const all = [...searched, ...beyond];
    const candidates = await this.#surroundings.candidates(all, name, signal);
    const found = nearest(candidates, dirname(importer));
    return found === undefined ? [] : [found.nearest, ...found.rivals];
  }

  /** An import name of a file that is known, a letter or two from this one. */
  similar(name: string): string | undefined {
    const isNear = (one: string): boolean =>
      editDistance(name, one, MOST_MISTYPED) <= MOST_MISTYPED;
    const isLikely = (one: string): boolean => Math.abs(one.length - name.length) <= MOST_MISTYPED;
    for (const file of this.#files.all()) {
      const own = this.name(file);
      if (own !== undefined && isLikely(own) && isNear(own)) return own;
    }
    return bundledNames().find((one) => isLikely(one) && isNear(one));
  }

  /** Where an import that was not found was looked up, in words. */
  async searched(importer: string): Promise<readonly string[]> {
    const { near, searched } = await this.#above.levels(dirname(importer));
    const roots = this.explained().map(({ path }) => path);
    const places = roots.slice(0, MOST_SHOWN);
    if (roots.length > MOST_SHOWN) places.push(`${roots.length - MOST_SHOWN} more folders`);
    places.push(`the folders above up to ${near.at(-1)}`);
    const around = searched.at(-1);
    if (around !== undefined)
      places.push(`${this.#surroundings.isCut ? 'some' : 'all'} of ${around}`);
    return [...places, 'the files that come with Duplex'];
  }

  /** What the buf workspace of a file asks for and buf has not fetched. */
  absentDependencies(file: string): readonly BufDependency[] {
    const workspace = this.#workspaces.of(file);
    const cached = new Set(workspace?.cached.map(({ name }) => name));
    return workspace?.dependencies.filter(({ name }) => !cached.has(name)) ?? [];
  }

  async #find(name: string, importer: string): Promise<Found | undefined> {
    const inModule = await this.#findInModules(name, importer);
    if (inModule !== undefined) return { file: inModule, rivals: [] };
    const near = this.#use(await this.#candidates(name, importer), name, importer);
    if (near !== undefined) return near;
    for (const root of this.#explained.paths('own')) {
      const file = await this.#fileAt(root, name);
      if (file !== undefined) return { file, rivals: [] };
    }
    for (const { root, name: module } of this.#workspaces.of(importer)?.cached ?? []) {
      const file = await this.#fileAt(root, name);
      if (file === undefined) continue;
      this.#explained.add(root, 'buf', `It holds ${module}, as buf has fetched it.`);
      return { file, rivals: [] };
    }
    const alike = this.#files.alike(name);
    const renamed = await this.#renamed.get(name, () => inRenamedFolder(name, alike));
    return this.#use(renamed, name, importer);
  }

  async #findInModules(name: string, importer: string): Promise<string | undefined> {
    for (const module of this.#workspaces.modulesFor(importer)) {
      if (this.#explained.isIgnored(module.root)) continue;
      const file = await this.#fileAt(module.root, name);
      if (file === undefined || !isOfModule(module, join(module.root, name))) continue;
      this.#explainModule(module);
      return file;
    }
    return undefined;
  }

  /** Files that a name can mean, where these may be nearest. */
  async #candidates(name: string, importer: string): Promise<readonly Candidate[]> {
    const folder = dirname(importer);
    const top = this.#wholeAround(folder);
    const known = this.#allowed(this.#files.candidates(name), importer);
    if (top === undefined) return [...known, ...(await this.#above.candidates(folder, name))];
    // What is further up is no nearer.
    if (known.some(({ root }) => root === top || isBelow(top, root))) return known;
    return [...known, ...(await this.#above.candidates(dirname(top), name))];
  }

  /** The outermost folder around a folder of which all files are known. */
  #wholeAround(folder: string): string | undefined {
    let outermost: string | undefined;
    for (const one of this.#whole) {
      const isOuter = outermost === undefined || one.length < outermost.length;
      if (isOuter && (one === folder || isBelow(one, folder))) outermost = one;
    }
    return outermost;
  }

  async #fileAt(root: string, name: string): Promise<string | undefined> {
    const path = join(root, name);
    return this.#files.has(path) ? path : this.#folders.file(root, name);
  }

  #allowed(candidates: readonly Candidate[], importer: string): readonly Candidate[] {
    return candidates.filter(
      ({ file, root }) => file !== importer && !this.#explained.isIgnored(root),
    );
  }

  #use(candidates: readonly Candidate[], name: string, importer: string): Found | undefined {
    const found = nearest(this.#allowed(candidates, importer), dirname(importer));
    if (found === undefined) return undefined;
    const { file, root } = found.nearest;
    const reason = `${basename(importer)} imports "${name}", which is at ${file}.`;
    this.#explained.add(root, 'found', reason);
    return { file, rivals: found.rivals.map((rival) => rival.file) };
  }

  /** Uses the one file that would be found if the folder were given as a whole. */
  #takeOnly(
    candidates: readonly Candidate[],
    folder: string,
    name: string,
    importer: string,
  ): Found | undefined {
    const own = this.#allowed(candidates, importer).filter(
      ({ file }) =>
        nameBelow(folder, file)
          ?.split('/')
          .some((part) => skippedFolders.has(part)) === false,
    );
    const isOnly = own.length === 1 && !this.#surroundings.isCut;
    return isOnly ? this.#use(own, name, importer) : undefined;
  }

  #explainModule({ root, at, excludes }: BufModule): void {
    const without = excludes.length > 0 ? `, without ${excludes.join(', ')}` : '';
    this.#explained.add(root, 'buf', `It is a module of ${at.file}${without}.`);
  }
}

function firstName(roots: readonly string[], file: string): string | undefined {
  for (const root of roots) {
    const name = nameBelow(root, file);
    if (name !== undefined) return name;
  }
  return undefined;
}
