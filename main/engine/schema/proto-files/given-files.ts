import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, parse, resolve } from 'node:path';
import type { Diagnostic } from '#app/contract/schema.ts';
import { moduleCacheFolder } from './buf/module-cache.ts';
import { BufWorkspaces } from './buf/workspaces.ts';
import { isBelow } from './file-names.ts';
import { findProtoFiles, isFolder, isOfBuf, realFile } from './find-files.ts';
import {
  emptyFolder,
  missingFile,
  missingImportPath,
  neitherFileNorFolder,
  noBufFolder,
  tooManyFiles,
} from './given-faults.ts';
import { levelsAbove } from './levels.ts';
import { Roots } from './roots.ts';

export interface ProtoFilesOptions {
  /** `.proto` files, folders that are searched for them, or a `buf.yaml`, which stands for its folder. */
  readonly protos: readonly string[];
  /** Folders of buf: the files of their modules are given. */
  readonly bufDirs?: readonly string[];
  /** Import roots, in order. */
  readonly importPaths: readonly string[];
  /** Folders that must not become roots by themselves. */
  readonly ignoredRoots?: readonly string[];
  /** The source info of the files is to be whole: it is what declarations and comments take without it. */
  readonly wholeSourceInfo?: boolean;
  /** What relative paths are relative to. */
  readonly cwd: string;
  /** Where buf keeps the modules it has fetched; the environment tells when it is not given. */
  readonly bufModules?: string;
}

export interface GivenFiles {
  /** Real paths. */
  readonly files: readonly string[];
  /** Real paths of the folders that were searched. */
  readonly folders: readonly string[];
  /** Files of buf that say which files and roots there are. */
  readonly settings: readonly string[];
  readonly roots: Roots;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the files that a person named, and the roots that follow from where they are. */
export async function findGivenFiles(
  options: ProtoFilesOptions,
  signal: AbortSignal,
): Promise<GivenFiles> {
  const { protos, bufDirs = [], importPaths, ignoredRoots = [], cwd } = options;
  const faults: Diagnostic[] = [];
  const given: string[] = [];
  for (const path of importPaths) {
    const folder = resolve(cwd, path);
    if (await isFolder(folder)) given.push(await realpath(folder));
    else faults.push(missingImportPath(path, folder));
  }
  const ignored = await Promise.all(ignoredRoots.map((path) => realOf(resolve(cwd, path))));
  const workspaces = new BufWorkspaces(cwd, options.bufModules ?? moduleCacheFolder(process.env));
  const roots = new Roots([...new Set(given)], ignored, workspaces);
  const giving = new Giving(roots, workspaces, await realOf(resolve(cwd)), signal);
  for (const path of protos) {
    const places = isAbsolute(path) ? [path] : [cwd, ...given].map((root) => resolve(root, path));
    const folder = await firstFolder(places);
    const file = folder === undefined ? await firstFile(places) : undefined;
    if (folder !== undefined) await giving.addFolder(folder);
    else if (file !== undefined && isOfBuf(file)) await giving.addModules(dirname(file), path);
    else if (file !== undefined) await giving.addFile(file);
    else faults.push((await neitherFileNorFolder(path, places)) ?? missingFile(path, places));
  }
  for (const path of bufDirs) {
    const folder = await firstFolder([resolve(cwd, path)]);
    if (folder !== undefined) await giving.addModules(folder, path);
    else faults.push(missingFile(path, [resolve(cwd, path)]));
  }
  const diagnostics = [...faults, ...giving.faults, ...workspaces.diagnostics];
  const { folders } = giving;
  return { files: [...giving.files], folders, settings: workspaces.files, roots, diagnostics };
}

/** Takes in what was given, one after the other. */
class Giving {
  readonly files = new Set<string>();
  /** That were looked into. */
  readonly folders: string[] = [];
  readonly faults: Diagnostic[] = [];
  readonly #roots: Roots;
  readonly #workspaces: BufWorkspaces;
  readonly #cwd: string;
  readonly #signal: AbortSignal;

  constructor(roots: Roots, workspaces: BufWorkspaces, cwd: string, signal: AbortSignal) {
    this.#roots = roots;
    this.#workspaces = workspaces;
    this.#cwd = cwd;
    this.#signal = signal;
  }

  async addFolder(folder: string): Promise<void> {
    await this.#readAbove(folder);
    this.#roots.addOwn(folder, 'It was added.');
    await this.#search(folder, folder);
  }

  async addFile(file: string): Promise<void> {
    await this.#readAbove(dirname(file));
    this.files.add(file);
    this.#roots.addFiles([file]);
    if (this.#roots.givenName(file) !== undefined) return;
    // As for protoc, the current folder is a root for what is below it.
    if (isBelow(this.#cwd, file) && this.#cwd !== parse(this.#cwd).root)
      this.#roots.addOwn(this.#cwd, 'It is the current folder.');
    this.#roots.addOwn(dirname(file), `It holds ${basename(file)}, which was added.`);
  }

  /** Adds the files of the modules in a folder of buf, or of the one that the folder is in. */
  async addModules(folder: string, path: string): Promise<void> {
    await this.#readAbove(folder);
    const workspace = await this.#workspaces.read(folder);
    const roots = workspace?.modules.map(({ root }) => root) ?? [];
    const inside = roots.filter((root) => root === folder || isBelow(folder, root));
    const isInModule = roots.length === 0 && this.#workspaces.of(folder) !== undefined;
    if (inside.length === 0 && !isInModule) {
      // What is wrong with one that is there has been told.
      if (workspace === undefined) this.faults.push(noBufFolder(path, folder));
      this.#roots.addOwn(folder, 'It was added.');
    }
    for (const root of inside.length === 0 ? [folder] : inside) await this.#search(root, folder);
  }

  /** Adds the files below a folder, without those that buf leaves out of what was given. */
  async #search(folder: string, given: string): Promise<void> {
    const { files, folders, bufFolders, cut } = await findProtoFiles(folder, this.#signal);
    this.folders.push(...folders);
    for (const one of bufFolders) await this.#workspaces.read(one);
    for (const file of files) if (!this.#workspaces.leavesOut(file, given)) this.files.add(file);
    this.#roots.addFiles(files, cut ? undefined : folder);
    if (files.length === 0) this.faults.push(emptyFolder(folder));
    if (cut) this.faults.push(tooManyFiles(folder, files.length));
  }

  /** Outer folders first: inner ones may be modules of theirs. */
  async #readAbove(folder: string): Promise<void> {
    this.#signal.throwIfAborted();
    const { near } = await levelsAbove(folder);
    for (const level of near.toReversed()) await this.#workspaces.read(level);
  }
}

function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function firstFolder(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) if (await isFolder(place)) return realpath(place);
  return undefined;
}

async function firstFile(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) {
    const file = await realFile(place);
    if (file !== undefined) return file;
  }
  return undefined;
}
