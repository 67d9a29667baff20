import { closeLater, type MadeClient } from './made-client.ts';

/** So many sets of options keep their connection to one target; the one longest unused goes first. */
const mostClients = 8;

/** The clients of one channel. What runs on those that it lets go of goes on to its end. */
export class MadeClients {
  /** By their options, the one used last at the end. */
  readonly #made = new Map<string, MadeClient>();
  #newest: MadeClient | undefined;

  get size(): number {
    return this.#made.size;
  }

  /** The one for these options, made where there is none. */
  of(key: string, make: () => MadeClient): MadeClient {
    const made = this.#made.get(key) ?? make();
    if (made === this.#newest) return made;
    this.#newest = made;
    this.#made.delete(key);
    this.#made.set(key, made);
    for (const [other, unused] of this.#made) {
      if (this.#made.size <= mostClients) break;
      this.#made.delete(other);
      closeLater(unused);
    }
    return made;
  }

  /** It is used no more; the next with its options is made anew. */
  drop(made: MadeClient): void {
    for (const [key, other] of this.#made) if (other === made) this.#made.delete(key);
  }

  letGo(): void {
    for (const made of this.#made.values()) closeLater(made);
    this.#made.clear();
  }
}
