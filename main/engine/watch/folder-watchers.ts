import { type FSWatcher, watch } from 'node:fs';

/** Systems bound how many may be watched. */
const MAX_FOLDERS = 4000;
/** What they say when it is too many for them. */
const TOO_MANY: ReadonlySet<unknown> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/** Hears that something of this name in the folder is other than it was; `null` where that is not known. */
export type OnFolderEvent = (folder: string, name: string | null) => void;

/**
 * Watches folders, not files: editors that save put a new file in the place of the old one, and a new
 * file has nobody to watch it yet. What cannot be watched is left alone, and can be asked for.
 */
export class FolderWatchers {
  readonly #onEvent: OnFolderEvent;
  readonly #most: number;
  readonly #watchers = new Map<string, FSWatcher>();
  /** Folders that are too many. */
  readonly #unwatched = new Set<string>();

  /** @param most folders that are watched */
  constructor(onEvent: OnFolderEvent, most = MAX_FOLDERS) {
    this.#onEvent = onEvent;
    this.#most = most;
  }

  /** Watches these from now on, in place of those before; answers with those that are new. */
  follow(folders: Iterable<string>): readonly string[] {
    const wanted = new Set(folders);
    for (const folder of this.#watchers.keys()) if (!wanted.has(folder)) this.unwatch(folder);
    this.#unwatched.clear();
    return [...wanted].filter((folder) => this.watch(folder));
  }

  /** Whether it was not watched before, and is now. */
  watch(folder: string): boolean {
    if (this.#watchers.has(folder)) return false;
    if (this.#watchers.size >= this.#most) {
      this.#unwatched.add(folder);
      return false;
    }
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) =>
        this.#onEvent(folder, name),
      );
      watcher.on('error', () => this.unwatch(folder));
      this.#watchers.set(folder, watcher);
      return true;
    } catch (error) {
      // Where it is gone, reading tells, and the folder above it is watched.
      const isTooMany = error instanceof Error && 'code' in error && TOO_MANY.has(error.code);
      if (isTooMany) this.#unwatched.add(folder);
      return false;
    }
  }

  unwatch(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  has(folder: string): boolean {
    return this.#watchers.has(folder);
  }

  /** Whether changes in it are not seen, since there are too many. */
  isUnwatched(folder: string): boolean {
    return this.#unwatched.has(folder);
  }

  get all(): readonly string[] {
    return [...this.#watchers.keys()];
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }
}
