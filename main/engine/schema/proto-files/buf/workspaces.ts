import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '#app/contract/schema.ts';
import { isBelow, shownPath } from '../file-names.ts';
import { isFolder } from '../find-files.ts';
import { Once } from '../once.ts';
import { type BufYaml, readBufWorkYaml, readBufYaml, wholeFolder } from './buf-yaml.ts';
import { type BufDependency, type BufModule, isOfModule } from './module.ts';
import { type CachedModule, cachedModules } from './module-cache.ts';

const MAX_BYTES = 256 * 1024;
const MAX_DIAGNOSTICS = 50;

/** Modules that import each other's files, as buf sees them. */
export interface BufWorkspace {
  readonly modules: readonly BufModule[];
  /** What they ask for and others keep. */
  readonly dependencies: readonly BufDependency[];
  /** Those of the dependencies, and of theirs, that buf has fetched. */
  readonly cached: readonly CachedModule[];
}

interface Closest {
  readonly module?: BufModule;
  readonly workspace?: BufWorkspace;
}

/** The buf workspaces around and below what was given. */
export class BufWorkspaces {
  readonly #cwd: string;
  readonly #cache: string;
  readonly #workspaces: BufWorkspace[] = [];
  readonly #read = new Map<string, BufWorkspace | undefined>();
  readonly #diagnostics: Diagnostic[] = [];
  /** Paths of the files of buf that were read. */
  readonly files: string[] = [];
  /** By folder of a file. */
  #closest = new Once<Closest>();

  /** `cache` is the folder of the modules that buf has fetched. */
  constructor(cwd: string, cache: string) {
    this.#cwd = cwd;
    this.#cache = cache;
  }

  get all(): readonly BufWorkspace[] {
    return this.#workspaces;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics.toSorted(byPlace).slice(0, MAX_DIAGNOSTICS);
  }

  /**
   * Reads the `buf.work.yaml` or `buf.yaml` of a folder, a real path, if there is one. Outer folders
   * are to be read before inner ones, which may be modules of theirs.
   */
  async read(folder: string): Promise<BufWorkspace | undefined> {
    if (this.#read.has(folder)) return this.#read.get(folder);
    const files = (await this.#work(folder)) ?? [await this.#yaml(folder)];
    const known = files.filter((one) => one !== undefined);
    if (known.length === 0) return undefined;
    const workspace = {
      modules: known.flatMap(({ modules }) => modules),
      dependencies: known.flatMap(({ dependencies }) => dependencies),
      cached: await this.#cachedFor(
        new Set([folder, ...known.flatMap(({ modules }) => modules.map(({ root }) => root))]),
      ),
    };
    for (const { root } of workspace.modules) this.#read.set(root, workspace);
    this.#read.set(folder, workspace);
    this.#workspaces.push(workspace);
    this.#closest = new Once();
    return workspace;
  }

  /** The workspace whose module holds a file most closely. */
  of(file: string): BufWorkspace | undefined {
    return this.#closestTo(file).workspace;
  }

  /** The modules that a file may import from, its own first. */
  modulesFor(file: string): readonly BufModule[] {
    const { module, workspace } = this.#closestTo(file);
    if (module === undefined) return [];
    return [module, ...(workspace?.modules ?? []).filter((one) => one !== module)];
  }

  /** Whether the module that holds a file leaves it out, unless it leaves out the given folder too. */
  leavesOut(file: string, given: string): boolean {
    const { module } = this.#closestTo(file);
    if (module === undefined || isOfModule(module, file)) return false;
    return !isBelow(module.root, given) || isOfModule(module, given);
  }

  #closestTo(file: string): Closest {
    return this.#closest.get(dirname(file), () => {
      let closest: Closest = {};
      for (const workspace of this.#workspaces) {
        for (const module of workspace.modules) {
          const isCloser = module.root.length > (closest.module?.root.length ?? -1);
          if (isCloser && isBelow(module.root, file)) closest = { module, workspace };
        }
      }
      return closest;
    });
  }

  /** Those of the folders that a `buf.work.yaml` names. */
  async #work(folder: string): Promise<readonly BufYaml[] | undefined> {
    const path = join(folder, 'buf.work.yaml');
    const text = await this.#text(path);
    if (text === undefined) return undefined;
    const { folders, diagnostics } = readBufWorkYaml(folder, shownPath(this.#cwd, path), text);
    this.#diagnostics.push(...diagnostics);
    const named: BufYaml[] = [];
    for (const one of folders) {
      const own = await this.#yaml(one.path);
      const modules = own?.modules ?? (await this.#there([wholeFolder(one)]));
      named.push({ modules, dependencies: own?.dependencies ?? [], diagnostics: [] });
    }
    return named;
  }

  async #yaml(folder: string): Promise<BufYaml | undefined> {
    const path = join(folder, 'buf.yaml');
    const text = await this.#text(path);
    if (text === undefined) return undefined;
    const yaml = readBufYaml(folder, shownPath(this.#cwd, path), text);
    this.#diagnostics.push(...yaml.diagnostics);
    return { ...yaml, modules: await this.#there(yaml.modules) };
  }

  /** Those modules whose folders are there, by their real paths. */
  async #there(modules: readonly BufModule[]): Promise<readonly BufModule[]> {
    const found: BufModule[] = [];
    for (const module of modules) {
      if (await isFolder(module.root)) {
        found.push({ ...module, root: await realpath(module.root) });
      } else {
        const message = `the module "${shownPath(this.#cwd, module.root)}" is not a folder`;
        this.#diagnostics.push({ severity: 'warning', ...module.at, message });
      }
    }
    return found;
  }

  async #cachedFor(folders: Iterable<string>): Promise<readonly CachedModule[]> {
    const cached: CachedModule[] = [];
    for (const folder of folders) {
      const lock = await this.#text(join(folder, 'buf.lock'));
      if (lock !== undefined) cached.push(...(await cachedModules(this.#cache, lock)));
    }
    return cached;
  }

  /** The text of a file that is there and of no unreasonable size. */
  async #text(path: string): Promise<string | undefined> {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() !== true) return undefined;
    try {
      if (found.size > MAX_BYTES) throw new Error(`it has ${found.size} bytes`);
      this.files.push(path);
      return await readFile(path, 'utf8');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const file = shownPath(this.#cwd, path);
      this.#diagnostics.push({
        severity: 'warning',
        file,
        message: `this file cannot be read: ${reason}`,
      });
      return undefined;
    }
  }
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return (a.file ?? '') < (b.file ?? '') ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
