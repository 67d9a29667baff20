import { join } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import type {
  EnvironmentContent,
  FileExcerpt,
  FolderSettings,
  OpenedRequest,
  Revision,
  Saved,
  SavedRequest,
  Workspace,
  WorkspaceMatches,
} from '#app/contract/workspace.ts';
import { Deleted } from './deleted.ts';
import { inside, mustBeThere } from './disk/inside.ts';
import { readWhole } from './disk/whole-file.ts';
import { envValues, picked } from './env-values.ts';
import { environmentFile } from './environment-file.ts';
import { excerptOf } from './excerpt.ts';
import { folderWanted, orderOnly, type WantedFile, workspaceWanted } from './format/wanted.ts';
import { folderFileName } from './item-names.ts';
import {
  copyItem,
  fileNameOf,
  itemName,
  kindOf,
  makeFolder,
  moveItem,
  newRequestPath,
} from './items.ts';
import type { LocalState } from './local-state.ts';
import { type Moved, mayBeHalf, movedBetween } from './moved-files.ts';
import { handOrder, placed } from './order.ts';
import { openRequest, saveRequest, writeOver } from './saving.ts';
import { search } from './search.ts';
import { secretValues } from './secret-values.ts';
import { envNamesOf, folderAt, orderOf, snapshotOf } from './snapshot.ts';
import { trustOf } from './trust.ts';
import { joined, nameOf, parentOf, WorkspaceFiles } from './workspace-files.ts';
import { WorkspaceWatch } from './workspace-watch.ts';

/** What became of saving a file that is no request. */
export interface SavedFile {
  readonly state: 'saved' | 'conflict';
  readonly revision: Revision;
}

export interface WorkspaceDeps {
  readonly local: LocalState;
  readonly onChange: (workspace: Workspace) => void;
  /** Hears before that what has another path now: a request, a folder or an environment. */
  readonly onMove: (moved: Moved) => void;
  readonly environment: NodeJS.ProcessEnv;
  /** For this time the person trusts it, whatever was decided. */
  readonly isTrusted: boolean;
}

/**
 * The workspace in a folder. What changes it is done one after the other, and is done, read again and
 * told when its promise resolves; it rejects with a `Failure` that names what was not done.
 */
export class FolderWorkspace {
  readonly #files: WorkspaceFiles;
  readonly #deps: WorkspaceDeps;
  readonly #deleted: Deleted;
  #current: Workspace;
  #told = '';
  #watch: WorkspaceWatch | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(root: string, deps: WorkspaceDeps) {
    this.#files = new WorkspaceFiles(root);
    this.#deps = deps;
    this.#deleted = new Deleted(join(deps.local.folder, 'deleted'));
    this.#current = {
      ...snapshotOf(this.#files),
      environment: null,
      trust: 'asked',
      askedEnvNames: [],
      envNames: [],
      deleted: [],
    };
  }

  /** @param root absolute path of the folder; it need not be there */
  static async open(root: string, deps: WorkspaceDeps): Promise<FolderWorkspace> {
    const workspace = new FolderWorkspace(root, deps);
    await workspace.refresh();
    await workspace.#deleted.sweep();
    return workspace;
  }

  /** All that is shown of it, as it was when it was last read. */
  get current(): Workspace {
    return this.#current;
  }

  /** From then on what others change in the folder is read again, until it is closed. */
  async watch(): Promise<void> {
    this.#watch ??= new WorkspaceWatch({
      root: this.#files.root,
      folders: () => this.#files.folders,
      refresh: (paths) => this.refresh(paths),
    });
    await this.#watch.follow();
  }

  /** Reads what is other than it was: everything, or these paths. */
  refresh(paths?: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#files.revisions();
      if (paths === undefined) await this.#files.refresh();
      else await this.#files.refreshOnly(paths);
      // Of a move one half may be heard of before the other.
      if (paths !== undefined && mayBeHalf(before, this.#files.revisions()))
        await this.#files.refresh();
      movedBetween(before, this.#files.revisions()).forEach(this.#deps.onMove);
      await this.#tell();
    });
  }

  read(path: string): Promise<OpenedRequest> {
    return openRequest(this.#files.root, path);
  }

  save(path: string, request: SavedRequest, revision: Revision, over?: boolean): Promise<Saved> {
    return this.#change(async (root) => {
      const from = this.#files.lastTextOf(path);
      const saved = await saveRequest(root, path, request, revision, { over, from });
      return [saved, [path]];
    });
  }

  /** See `workspace.createRequest`. */
  createRequest(
    folder: string,
    name: string,
    request: SavedRequest,
    copyOf?: string,
  ): Promise<OpenedRequest> {
    return this.#change(async (root) => {
      const path = await newRequestPath(root, folder, name);
      const from = copyOf === undefined ? undefined : await this.#textOf(copyOf);
      const saved = await saveRequest(root, path, request, null, { from });
      if (saved.state === 'conflict')
        throw new Failure('usage', `There is already a file ${path}`, 'Give it another name');
      return [await openRequest(root, path), [path]];
    });
  }

  createFolder(folder: string, name: string): Promise<string> {
    return this.#change(async (root) => {
      const path = await makeFolder(root, folder, name);
      // git knows files alone: without one the folder would stay on this computer.
      const file = joined(path, folderFileName);
      await writeOver(root, file, folderWanted({}), null);
      return [path, [path, file]];
    });
  }

  /** Writes `duplex.yaml` for the empty path, else the folder's `folder.yaml`. */
  saveFolder(path: string, settings: FolderSettings, revision: Revision): Promise<SavedFile> {
    if (path === '') return this.#saveFile('duplex.yaml', workspaceWanted(settings), revision);
    return this.#saveFile(joined(path, folderFileName), folderWanted(settings), revision);
  }

  async saveEnvironment(
    name: string,
    content: EnvironmentContent,
    revision: Revision,
  ): Promise<SavedFile> {
    const { path, wanted } = environmentFile(name, content);
    return this.#saveFile(path, wanted, revision);
  }

  /** Answers with its new path. */
  rename(path: string, name: string): Promise<string> {
    return this.#change(async (root) => {
      const folder = parentOf(path);
      const kind = kindOf(path);
      const to = joined(folder, fileNameOf(kind, name));
      const [before, after] = [itemName(path), itemName(to)];
      await moveItem(root, path, to);
      const { local, onMove } = this.#deps;
      onMove({ from: path, to });
      if (kind === 'environment' && local.environment === before)
        await local.change({ environment: after });
      const order = kind === 'environment' ? [] : orderOf(this.#files, folder);
      const renamed = order.map((one) => (one === before ? after : one));
      return [to, [path, to, ...(await this.#writeOrder(folder, renamed))]];
    });
  }

  /** See `workspace.move`. */
  move(path: string, folder: string, before?: string | null): Promise<string> {
    return this.#change(async (root) => {
      const to = joined(folder, nameOf(path));
      const name = itemName(path);
      await moveItem(root, path, to);
      this.#deps.onMove({ from: path, to });
      const from = parentOf(path);
      const left = orderOf(this.#files, from).filter((one) => one !== name);
      const touched = [path, to];
      if (from !== folder || before === undefined)
        touched.push(...(await this.#writeOrder(from, left)));
      if (before !== undefined) {
        await this.#files.refreshOnly(touched);
        const target = folderAt(snapshotOf(this.#files).collections, folder);
        if (target === undefined) throw new Failure('usage', `${folder} is not there any more`);
        const order = handOrder(placed(target, to, before), [
          ...orderOf(this.#files, folder),
          name,
        ]);
        touched.push(...(await this.#writeOrder(folder, order)));
      }
      return [to, touched];
    });
  }

  /** Answers with the copy's path. */
  duplicate(path: string): Promise<string> {
    return this.#change(async (root) => {
      const copy = await copyItem(root, path);
      return [copy, [copy]];
    });
  }

  /** What is answered brings it back, until this is closed. */
  delete(path: string): Promise<string> {
    return this.#change(async (root) => {
      kindOf(path);
      return [await this.#deleted.take(root, path), [path]];
    });
  }

  /** Answers with its path. */
  undelete(undo: string): Promise<string> {
    return this.#change(async (root) => {
      const path = await this.#deleted.giveBack(root, undo);
      return [path, [path]];
    });
  }

  search(query: string): Promise<WorkspaceMatches> {
    const textOf = async (path: string) =>
      this.#files.known(path)?.text ??
      (await readWhole(join(this.#files.root, path)).catch(() => undefined))?.text;
    return search(this.#current.collections, query, textOf);
  }

  /** The lines around one of a file. */
  excerpt(path: string, line: number): Promise<FileExcerpt> {
    return excerptOf(this.#files.root, path, line);
  }

  /** Where a file is; rejects where that is not in the workspace. */
  fileOf(path: string): Promise<string> {
    return inside(this.#files.root, path);
  }

  chooseEnvironment(name: string | null): Promise<void> {
    return this.#change(async () => {
      await this.#deps.local.change({ environment: name });
      return [undefined, []];
    });
  }

  /** Decides about names that the files ask for; of any other it is asked again. */
  trust(trusted: boolean, names: readonly string[]): Promise<void> {
    return this.#change(async () => {
      await this.#deps.local.change({ trust: { trusted, names: [...names] } });
      return [undefined, []];
    });
  }

  /** Values for `{{env.NAME}}`, without those that have none. */
  async env(names: readonly string[]): Promise<readonly (readonly [string, string])[]> {
    if (!this.#deps.isTrusted && this.#trust() !== 'trusted')
      throw new Failure(
        'usage',
        `The environment of this computer is not open to the workspace ${this.#files.root}`,
        'Trust the workspace first',
      );
    return picked(await envValues(this.#files.root, this.#deps.environment), names);
  }

  /** See `workspace.secrets`. */
  async secrets(names: readonly string[]): Promise<readonly (readonly [string, string])[]> {
    return [...(await secretValues(this.#current, names, this.#deps.environment))];
  }

  /** What was deleted is gone then. */
  async close(): Promise<void> {
    this.#watch?.close();
    await this.#turn.catch(() => {});
    await this.#deleted.close();
  }

  /** Of a request, also of one that is gone. */
  async #textOf(path: string): Promise<string | undefined> {
    if (kindOf(path) !== 'request') return undefined;
    const file = await inside(this.#files.root, path);
    const read = await readWhole(file).catch(() => undefined);
    return read?.text ?? this.#files.lastTextOf(path);
  }

  #saveFile(path: string, wanted: WantedFile, revision: Revision): Promise<SavedFile> {
    return this.#change(async (root) => {
      const from = this.#files.lastTextOf(path);
      const written = await writeOver(root, path, wanted, revision, { from });
      const { state } = written;
      const now = state === 'saved' ? written.revision : (written.now?.revision ?? null);
      return [{ state, revision: now }, [path]];
    });
  }

  /** Answers with the paths that were touched. */
  async #writeOrder(folder: string, order: readonly string[]): Promise<readonly string[]> {
    const before = orderOf(this.#files, folder);
    if (JSON.stringify(before) === JSON.stringify(order)) return [];
    const path = joined(folder, folderFileName);
    const revision = this.#files.known(path)?.revision ?? null;
    const written = await writeOver(this.#files.root, path, orderOnly(order), revision);
    if (written.state === 'conflict')
      throw new Failure(
        'usage',
        `The order was not kept: ${path} was changed on the disk, or cannot be understood`,
        'Look into the file, and try again',
      );
    return [path];
  }

  #trust(): Workspace['trust'] {
    return trustOf(this.#deps.local, envNamesOf(this.#files));
  }

  async #change<Value>(
    work: (root: string) => Promise<readonly [Value, readonly string[]]>,
  ): Promise<Value> {
    return this.#inTurn(async () => {
      let touched: readonly string[] | undefined;
      const isTrusted = this.#trust() === 'trusted';
      try {
        mustBeThere(this.#files.root);
        const [value, paths] = await work(this.#files.root);
        touched = paths;
        return value;
      } finally {
        if (touched === undefined) await this.#files.refresh();
        else if (touched.length > 0) await this.#files.refreshOnly(touched);
        if (isTrusted && touched !== undefined) await this.#trustToo(touched);
        await this.#tell();
      }
    });
  }

  /** What is saved here into a trusted workspace is this person's own, and needs no question. */
  async #trustToo(paths: readonly string[]): Promise<void> {
    const known = this.#deps.local.trust?.names ?? [];
    const used = paths.flatMap((path) => this.#files.known(path)?.envNames ?? []);
    const names = [...new Set([...known, ...used])];
    if (names.length > known.length)
      await this.#deps.local.change({ trust: { trusted: true, names } });
  }

  async #tell(): Promise<void> {
    const { local, environment } = this.#deps;
    const trust = this.#trust();
    const names =
      trust === 'trusted' ? (await envValues(this.#files.root, environment)).keys() : [];
    const shown = snapshotOf(this.#files);
    const current = {
      ...shown,
      faults: [...shown.faults, ...(this.#watch?.faults ?? [])],
      deleted: this.#deleted.list,
      environment: local.environment,
      trust,
      askedEnvNames: envNamesOf(this.#files),
      envNames: [...names].sort(),
    };
    const text = JSON.stringify(current);
    if (text === this.#told) return;
    const isFirst = this.#told === '';
    this.#told = text;
    this.#current = current;
    if (!isFirst) this.#deps.onChange(current);
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => {});
    return done;
  }
}
