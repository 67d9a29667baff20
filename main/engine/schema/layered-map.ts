/** With more changes than this part of the map, a copy begins anew. */
const MOST_CHANGED = 0.1;

/** A map of which changed copies are made without going through all of it. */
export class LayeredMap<K, V extends object | string> {
  readonly #base: ReadonlyMap<K, V>;
  /** Those that are other than in the base; `undefined` is gone. */
  readonly #changes: ReadonlyMap<K, V | undefined>;

  constructor(base: ReadonlyMap<K, V>, changes: ReadonlyMap<K, V | undefined> = new Map()) {
    this.#base = base;
    this.#changes = changes;
  }

  get(key: K): V | undefined {
    return this.#changes.has(key) ? this.#changes.get(key) : this.#base.get(key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  /** A copy with other values; `undefined` takes a key out. */
  with(changes: ReadonlyMap<K, V | undefined>): LayeredMap<K, V> {
    if (changes.size === 0) return this;
    const all = new Map([...this.#changes, ...changes]);
    if (all.size <= this.#base.size * MOST_CHANGED) return new LayeredMap(this.#base, all);
    const flat = new Map(this.#base);
    for (const [key, value] of all) {
      if (value === undefined) flat.delete(key);
      else flat.set(key, value);
    }
    return new LayeredMap(flat);
  }
}
