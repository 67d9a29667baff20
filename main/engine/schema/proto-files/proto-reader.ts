import type { OnProgress } from '../progress.ts';
import type { ProtoFilesOptions } from './given-files.ts';
import { ProtoTree, type ReadTree } from './proto-tree.ts';
import { RecentTrees } from './recent-trees.ts';
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

/** Reads them in this thread. What was read with some options is not read again with others. */
export class TreeReader implements ProtoReader {
  readonly #trees = new RecentTrees<ProtoTree>();
  readonly #kept: KeptReadings | undefined;
  #cache: TreeCache | undefined;

  /** @param kept what readings leave for later processes; without it, nothing is left */
  constructor(kept?: KeptReadings) {
    this.#kept = kept;
  }

  read(
    options: ProtoFilesOptions,
    signal: AbortSignal,
    onProgress: OnProgress,
    changed?: readonly string[],
  ): Promise<ReadTree> {
    this.#cache ??= this.#kept && new TreeCache(this.#kept.folder, this.#kept.version);
    const tree =
      this.#trees.get(options) ??
      new ProtoTree(options, { cache: this.#cache, others: () => this.#trees.all() });
    this.#trees.set(options, tree);
    return tree.read(signal, onProgress, changed);
  }

  async close(): Promise<void> {
    this.#trees.clear();
    await this.#cache?.saved();
  }
}
