import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Burst } from '#engine/watch/burst.ts';
import { FolderWatchers } from '#engine/watch/folder-watchers.ts';

/** What a source was read from, and where more of it may come to be. */
export interface WatchedPaths {
  /** Absolute paths of folders in which any `.proto` file counts, and any folder. */
  readonly folders: readonly string[];
  /** Absolute paths of files that count whatever their names. */
  readonly files: readonly string[];
  /** Absolute paths of files that were read: of these it is told whether only their text changed. */
  readonly known?: readonly string[];
}

/** Paths of files that hold something else, if nothing but that has changed. */
export type OnPathChange = (changed: readonly string[] | undefined) => void;

/** Names of files that are not `.proto` files and decide where those are. */
const DECISIVE: ReadonlySet<string> = new Set(['buf.yaml', 'buf.work.yaml', 'buf.lock']);

/**
 * Tells when something changes at paths, once for many changes that come together. What cannot be
 * watched is left alone, and told; the person can still read again.
 */
export class PathWatch {
  readonly #watchers: FolderWatchers;
  readonly #burst = new Burst(() => this.#tell());
  #folders = new Set<string>();
  #files: ReadonlySet<string> = new Set();
  #known: ReadonlySet<string> = new Set();
  /** Changed since it was told last; undefined when there is more to it. */
  #changes: Set<string> | undefined = new Set();
  #onChange: OnPathChange = () => {};

  /** @param most folders that are watched */
  constructor(most?: number) {
    this.#watchers = new FolderWatchers((folder, name) => {
      if (name === null) this.#changed(undefined);
      else if (this.#counts(folder, name)) this.#changed(join(folder, name));
    }, most);
  }

  /** Watches these from now on, in place of those before. */
  follow(paths: readonly WatchedPaths[], onChange: OnPathChange): void {
    this.#onChange = onChange;
    this.#files = new Set(paths.flatMap(({ files }) => files));
    this.#known = new Set(paths.flatMap(({ known = [] }) => known));
    this.#folders = new Set(paths.flatMap(({ folders }) => folders));
    const wanted = new Set<string>();
    for (const file of this.#files) wanted.add(dirname(file));
    for (const folder of this.#folders) {
      wanted.add(folder);
      // It may be taken away and come back.
      wanted.add(dirname(folder));
    }
    this.#watchers.follow(wanted);
  }

  /** In how many folders of some paths changes are not seen, since they are too many to be watched. */
  unwatched({ folders, files }: WatchedPaths): number {
    const all = new Set([...folders, ...files.map((file) => dirname(file))]);
    return [...all].filter((folder) => this.#watchers.isUnwatched(folder)).length;
  }

  close(): void {
    this.#burst.close();
    this.#onChange = () => {};
    this.#watchers.close();
  }

  #counts(folder: string, name: string): boolean {
    const path = join(folder, name);
    if (this.#files.has(path)) return true;
    if (this.#folders.has(path)) {
      // Where it came back it is another one, which the old watcher does not see.
      this.#watchers.unwatch(path);
      this.#watchers.watch(path);
      return true;
    }
    if (!this.#folders.has(folder)) return false;
    if (name.endsWith('.proto') || DECISIVE.has(basename(name))) return true;
    if (!isFolder(path)) return false;
    // Files may come into it before anybody reads again.
    this.#folders.add(path);
    this.#watchers.watch(path);
    return true;
  }

  #changed(path: string | undefined): void {
    const isText = path !== undefined && this.#known.has(path) && isFile(path);
    if (isText) this.#changes?.add(path);
    else this.#changes = undefined;
    this.#burst.changed();
  }

  #tell(): void {
    const changes = this.#changes;
    this.#changes = new Set();
    this.#onChange(changes && [...changes]);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
