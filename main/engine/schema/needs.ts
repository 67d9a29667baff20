import type { TypeReference } from './file-index.ts';
import type { Registry } from './registry.ts';

/** Which symbols need a type that nobody defines. */
export class Needs {
  readonly #registry: Registry;
  readonly #missing: ReadonlySet<string>;
  /** By the message, service or extension that uses a type. */
  readonly #uses = new Map<string, TypeReference[]>();

  /** @param missing the types that have a stand-in */
  constructor(registry: Registry, missing: readonly TypeReference[]) {
    this.#registry = registry;
    this.#missing = new Set(missing.map(({ name }) => name));
    for (const { references } of registry.files) {
      for (const reference of references) {
        const known = this.#uses.get(reference.from);
        if (known === undefined) this.#uses.set(reference.from, [reference]);
        else known.push(reference);
      }
    }
  }

  /** Of a symbol by its full name, a method as `pkg.Service.Method`, and all that it uses. */
  lacksSomething(symbol: string): boolean {
    const needed = new Set(this.#usedIn(symbol));
    for (const name of needed) {
      if (this.#missing.has(name)) return true;
      for (const one of this.#uses.get(name) ?? []) needed.add(one.name);
    }
    return false;
  }

  /** What the text of a definition names: what is inside of it counts too. */
  #usedIn(symbol: string): string[] {
    const file = this.#registry.fileOf(symbol);
    const inside = file?.symbols.filter(({ name }) => name.startsWith(`${symbol}.`)) ?? [];
    const uses = [symbol, ...inside.map(({ name }) => name)].flatMap(
      (name) => this.#uses.get(name) ?? [],
    );
    const dot = symbol.lastIndexOf('.');
    const ofOwner = this.#uses.get(symbol.slice(0, Math.max(dot, 0))) ?? [];
    const own = ofOwner.filter(({ member }) => member === symbol.slice(dot + 1));
    return [...uses, ...own].map(({ name }) => name);
  }
}
