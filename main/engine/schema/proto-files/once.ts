/** What is found out once for each key, and then known. */
export class Once<T> {
  readonly #known = new Map<string, T>();

  get(key: string, find: () => T): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = find();
    this.#known.set(key, found);
    return found;
  }
}
