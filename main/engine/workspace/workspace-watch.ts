import { basename, dirname, join, relative, sep } from 'node:path';
import type { FileFault } from '#app/contract/workspace.ts';
import { Burst } from '../watch/burst.ts';
import { FolderWatchers } from '../watch/folder-watchers.ts';

export interface Watched {
  /** Absolute path of the workspace's folder. */
  readonly root: string;
  /** Folders that are there, by their paths in the workspace. */
  readonly folders: () => readonly string[];
  /** Reads these files and folders again, or everything. */
  readonly refresh: (paths?: readonly string[]) => Promise<void>;
}

/** So many changes at once are looked for everywhere: a branch was checked out, or the like. */
const many = 500;

/** Has a workspace read again what changes in its folder, some 100 ms after it has become quiet. */
export class WorkspaceWatch {
  readonly #watched: Watched;
  readonly #watchers = new FolderWatchers((folder, name) => this.#heard(folder, name));
  readonly #burst = new Burst(() => void this.#readAgain());
  /** Undefined: everything may be another. */
  #touched: Set<string> | undefined = new Set();
  #isClosed = false;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** Watches the folders that are there now; what came into new ones before that is read too. */
  async follow(): Promise<void> {
    const { root, folders, refresh } = this.#watched;
    let isFirst = true;
    while (!this.#isClosed) {
      // The folder itself may be taken away and come back.
      const wanted = [dirname(root), ...folders().map((folder) => join(root, folder))];
      const fresh = this.#watchers.follow(wanted).filter((folder) => folder !== dirname(root));
      if (fresh.length === 0) return;
      await refresh(isFirst ? undefined : fresh.map((folder) => this.#pathOf(folder)));
      isFirst = false;
    }
  }

  /** Tells of the folders in which changes are not seen, since the system watches no more. */
  get faults(): readonly FileFault[] {
    const { root, folders } = this.#watched;
    const { length } = folders().filter((folder) => this.#watchers.isUnwatched(join(root, folder)));
    const message = `What others change in ${length} folders is not seen: this computer watches no more`;
    return length === 0 ? [] : [{ path: '', message }];
  }

  close(): void {
    this.#isClosed = true;
    this.#burst.close();
    this.#watchers.close();
  }

  #heard(folder: string, name: string | null): void {
    const { root } = this.#watched;
    if (folder === dirname(root)) {
      if (name !== null && name !== basename(root)) return;
      this.#unwatch(root);
      this.#touched = undefined;
    } else if (name === null) this.#touched = undefined;
    else {
      // Our own files that are being written, and git's.
      if (name.startsWith('.') && name !== '.env') return;
      const path = join(folder, name);
      // Where it came back it is another folder, which the old watcher does not see.
      if (this.#watchers.has(path)) this.#unwatch(path);
      this.#touched?.add(this.#pathOf(path));
    }
    this.#burst.changed();
  }

  #unwatch(folder: string): void {
    for (const one of this.#watchers.all)
      if (one === folder || one.startsWith(folder + sep)) this.#watchers.unwatch(one);
  }

  #pathOf(path: string): string {
    return relative(this.#watched.root, path).replaceAll(sep, '/');
  }

  async #readAgain(): Promise<void> {
    const touched = this.#touched;
    this.#touched = new Set();
    const isAll = touched === undefined || touched.size > many;
    await this.#watched.refresh(isAll ? undefined : [...touched]);
    await this.follow();
  }
}
