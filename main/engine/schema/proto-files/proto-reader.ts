import type { OnProgress } from '../progress.ts';
import type { ProtoFilesOptions } from './given-files.ts';
import { ProtoTree, type ReadTree } from './proto-tree.ts';

/** Reads `.proto` files, in this thread or in another. Whoever made it closes it. */
export interface ProtoReader {
  /** Rejects with the signal's reason when aborted. What was read before is not read again. */
  read(options: ProtoFilesOptions, signal: AbortSignal, onProgress: OnProgress): Promise<ReadTree>;
  close(): Promise<void>;
}

const MAX_TREES = 4;

/** Reads them in this thread. */
export class TreeReader implements ProtoReader {
  /** The one used last is the last. */
  readonly #trees = new Map<string, ProtoTree>();

  read(options: ProtoFilesOptions, signal: AbortSignal, onProgress: OnProgress): Promise<ReadTree> {
    const key = JSON.stringify(options);
    const tree = this.#trees.get(key) ?? new ProtoTree(options);
    this.#trees.delete(key);
    this.#trees.set(key, tree);
    const [oldest] = this.#trees.keys();
    if (this.#trees.size > MAX_TREES && oldest !== undefined) this.#trees.delete(oldest);
    return tree.read(signal, onProgress);
  }

  async close(): Promise<void> {
    this.#trees.clear();
  }
}
