import type { OnProgress } from '../progress.ts';
import type { ProtoFilesOptions } from './given-files.ts';
import { ProtoTree, type ReadTree } from './proto-tree.ts';
import { TreeCache } from './tree-cache.ts';

/** Reads `.proto` files, in this thread or in another. Whoever made it closes it. */
export interface ProtoReader {
  /**
   * Rejects with the signal's reason when aborted. What was read before is not read again.
   *
   * @param changed real paths of all files that can be other than before; without it, any can be
   */
  read(
    options: ProtoFilesOptions,
    signal: AbortSignal,
    onProgress: OnProgress,
    changed?: readonly string[],
  ): Promise<ReadTree>;
  close(): Promise<void>;
}

/** Where readings leave something for later processes. */
export interface KeptReadings {
  readonly folder: string;
  /** Differs wherever the code of the engine differs. */
  readonly version: string;
}

const MAX_TREES = 4;

/** Reads them in this thread. */
export class TreeReader implements ProtoReader {
  /** The one used last is the last. */
  readonly #trees = new Map<string, ProtoTree>();
  readonly #cache: TreeCache | undefined;

  /** @param kept what readings leave for later processes; without it, nothing is left */
  constructor(kept?: KeptReadings) {
    this.#cache = kept && new TreeCache(kept.folder, kept.version);
  }

  read(
    options: ProtoFilesOptions,
    signal: AbortSignal,
    onProgress: OnProgress,
    changed?: readonly string[],
  ): Promise<ReadTree> {
    const key = JSON.stringify(options);
    const tree = this.#trees.get(key) ?? new ProtoTree(options, this.#cache);
    this.#trees.delete(key);
    this.#trees.set(key, tree);
    const [oldest] = this.#trees.keys();
    if (this.#trees.size > MAX_TREES && oldest !== undefined) this.#trees.delete(oldest);
    return tree.read(signal, onProgress, changed);
  }

  async close(): Promise<void> {
    this.#trees.clear();
    await this.#cache?.saved();
  }
}
