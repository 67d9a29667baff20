import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isBelow } from './file-names.ts';
import { type Candidate, KnownFiles } from './known-files.ts';

const MAX_ENTRIES = 50_000;
const MAX_MS = 2000;
/** Of a package's folders, and of hidden ones, so many levels are looked at. */
const MAX_PACKAGE_DEPTH = 4;
const MAX_HIDDEN_DEPTH = 8;

const VERSION_CONTROL: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.jj']);

interface Place {
  readonly folder: string;
  /** Levels that may still be gone down. */
  readonly depth: number;
}

/**
 * The `.proto` files around those that were given, for what is imported and not found otherwise.
 * Packages in `node_modules` and hidden folders come last and are not searched to their ground, links
 * are not followed, and all searches together are bounded in entries and in time.
 */
export class Surroundings {
  readonly #files = new KnownFiles();
  readonly #visited = new Set<string>();
  /** The bounds were reached: there may be more. */
  isCut = false;
  #entries = 0;
  #ms = 0;

  /** The files below the last of the folders that a name can mean; each holds the one before it. */
  async candidates(
    folders: readonly string[],
    name: string,
    signal: AbortSignal,
  ): Promise<readonly Candidate[]> {
    const top = await this.#searchAll(folders, signal);
    return this.#files.candidates(name).filter(({ file }) => isBelow(top, file));
  }

  /** The files there whose own names are that of an import, without its folders. */
  async alike(
    folders: readonly string[],
    name: string,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const top = await this.#searchAll(folders, signal);
    return this.#files.alike(name).filter((file) => isBelow(top, file));
  }

  /** Gives the last folder, which holds all. */
  async #searchAll(folders: readonly string[], signal: AbortSignal): Promise<string> {
    for (const folder of folders) await this.#search(folder, signal);
    return folders.at(-1) ?? '';
  }

  /** Breadth first, so that what is near is found within the bounds. */
  async #search(top: string, signal: AbortSignal): Promise<void> {
    const since = performance.now();
    const queue: Place[] = [{ folder: top, depth: Number.POSITIVE_INFINITY }];
    const last: Place[] = [];
    const files: string[] = [];
    for (let place = queue.shift(); place !== undefined; place = queue.shift() ?? last.shift()) {
      signal.throwIfAborted();
      const ms = this.#ms + performance.now() - since;
      this.isCut = this.#entries >= MAX_ENTRIES || ms >= MAX_MS;
      if (this.isCut) break;
      if (this.#visited.has(place.folder)) continue;
      this.#visited.add(place.folder);
      const entries = await readdir(place.folder, { withFileTypes: true }).catch(() => []);
      this.#entries += entries.length;
      for (const entry of entries) {
        const inner = join(place.folder, entry.name);
        if (entry.isFile() && entry.name.endsWith('.proto')) files.push(inner);
        if (!entry.isDirectory()) continue;
        const depth = Math.min(place.depth - 1, depthOf(entry.name));
        if (depth <= 0) continue;
        (Number.isFinite(depth) ? last : queue).push({ folder: inner, depth });
      }
    }
    this.#ms += performance.now() - since;
    this.#files.add(files);
  }
}

/** How many levels of a folder are looked at, by its name. */
function depthOf(name: string): number {
  if (VERSION_CONTROL.has(name)) return 0;
  if (name === 'node_modules') return MAX_PACKAGE_DEPTH;
  return name.startsWith('.') ? MAX_HIDDEN_DEPTH : Number.POSITIVE_INFINITY;
}
