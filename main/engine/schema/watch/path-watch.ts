import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';

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

const QUIET_MS = 100;
const LONGEST_MS = 2000;
/** Systems bound how many may be watched. */
const MAX_FOLDERS = 4000;
/** What they say when it is too many for them. */
const TOO_MANY: ReadonlySet<unknown> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/** Names of files that are not `.proto` files and decide where those are. */
const DECISIVE: ReadonlySet<string> = new Set(['buf.yaml', 'buf.work.yaml', 'buf.lock']);

/**
 * Tells when something changes at paths, once for many changes that come together. It watches folders,
 * not files: editors that save put a new file in the place of the old one, and a new file has nobody to
 * watch it yet. What cannot be watched is left alone, and told; the person can still read again.
 */
export class PathWatch {
  readonly #most: number;
  readonly #watchers = new Map<string, FSWatcher>();
  /** Folders that are too many. */
  readonly #unwatched = new Set<string>();
  #folders = new Set<string>();
  #files: ReadonlySet<string> = new Set();
  #known: ReadonlySet<string> = new Set();
  /** Changed since it was told last; undefined when there is more to it. */
  #changes: Set<string> | undefined = new Set();
  #onChange: OnPathChange = () => {};
  #first: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param most folders that are watched */
  constructor(most = MAX_FOLDERS) {
    this.#most = most;
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
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    this.#unwatched.clear();
    for (const folder of wanted) this.#watch(folder);
  }

  /** In how many folders of some paths changes are not seen, since they are too many to be watched. */
  unwatched({ folders, files }: WatchedPaths): number {
    const all = new Set([...folders, ...files.map((file) => dirname(file))]);
    return [...all].filter((folder) => this.#unwatched.has(folder)).length;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#onChange = () => {};
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string): void {
    if (this.#watchers.has(folder)) return;
    if (this.#watchers.size >= this.#most) {
      this.#unwatched.add(folder);
      return;
    }
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null) this.#changed(undefined);
        else if (this.#counts(folder, name)) this.#changed(join(folder, name));
      });
      watcher.on('error', () => this.#unwatch(folder));
      this.#watchers.set(folder, watcher);
    } catch (error) {
      // Where it is gone, reading tells, and the folder above it is watched.
      const isTooMany = error instanceof Error && 'code' in error && TOO_MANY.has(error.code);
      if (isTooMany) this.#unwatched.add(folder);
    }
  }

  #unwatch(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #counts(folder: string, name: string): boolean {
    const path = join(folder, name);
    if (this.#files.has(path)) return true;
    if (this.#folders.has(path)) {
      // Where it came back it is another one, which the old watcher does not see.
      this.#unwatch(path);
      this.#watch(path);
      return true;
    }
    if (!this.#folders.has(folder)) return false;
    if (name.endsWith('.proto') || DECISIVE.has(basename(name))) return true;
    if (!isFolder(path)) return false;
    // Files may come into it before anybody reads again.
    this.#folders.add(path);
    this.#watch(path);
    return true;
  }

  #changed(path: string | undefined): void {
    const isText = path !== undefined && this.#known.has(path) && isFile(path);
    if (isText) this.#changes?.add(path);
    else this.#changes = undefined;
    const now = performance.now();
    this.#first ??= now;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(QUIET_MS, this.#first + LONGEST_MS - now));
    this.#timer = setTimeout(() => {
      this.#first = undefined;
      const changes = this.#changes;
      this.#changes = new Set();
      this.#onChange(changes && [...changes]);
    }, wait);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
