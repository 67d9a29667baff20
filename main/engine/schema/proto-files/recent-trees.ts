import type { ProtoFilesOptions } from './given-files.ts';

/** Large ones take hundreds of MB. */
const mostTrees = 4;

/**
 * What is kept of trees of `.proto` files, by the options they are read with: of those used last.
 * Whoever keeps something of the same readings keeps it of the same trees.
 */
export class RecentTrees<T> {
  /** The one used last is the last. */
  readonly #kept = new Map<string, T>();

  /** Counts as a use. */
  get(options: ProtoFilesOptions): T | undefined {
    const key = JSON.stringify(options);
    const kept = this.#kept.get(key);
    if (kept !== undefined) this.#put(key, kept);
    return kept;
  }

  set(options: ProtoFilesOptions, kept: T): void {
    this.#put(JSON.stringify(options), kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostTrees && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** All that is kept, the one used last at the end. None of it counts as used. */
  all(): readonly T[] {
    return [...this.#kept.values()];
  }

  clear(): void {
    this.#kept.clear();
  }

  #put(key: string, kept: T): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
  }
}
