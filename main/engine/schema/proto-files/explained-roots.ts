import type { ImportRoot } from '#app/contract/schema.ts';

const order: readonly ImportRoot['how'][] = ['given', 'buf', 'own', 'found'];

/** Which folders are roots, and why; each by its strongest reason. */
export class ExplainedRoots {
  readonly #ignored: ReadonlySet<string>;
  readonly #roots = new Map<string, ImportRoot>();

  constructor(ignored: Iterable<string>) {
    this.#ignored = new Set(ignored);
  }

  /** Whether a folder must not become a root; one that was given is one all the same. */
  isIgnored(path: string): boolean {
    return this.#ignored.has(path) && this.#roots.get(path)?.how !== 'given';
  }

  /** Folders that must not become roots. */
  get ignored(): readonly string[] {
    return [...this.#ignored].filter((path) => this.isIgnored(path));
  }

  add(path: string, how: ImportRoot['how'], reason: string): void {
    const known = this.#roots.get(path);
    if (how !== 'given' && this.isIgnored(path)) return;
    if (known !== undefined && order.indexOf(known.how) <= order.indexOf(how)) return;
    this.#roots.set(path, { path, how, reason });
  }

  /** Their paths, in the order in which they were added. */
  paths(how: ImportRoot['how']): readonly string[] {
    return [...this.#roots.values()].flatMap((root) => (root.how === how ? [root.path] : []));
  }

  /** All of them, in the order in which they count. */
  list(): readonly ImportRoot[] {
    return [...this.#roots.values()].sort((a, b) => order.indexOf(a.how) - order.indexOf(b.how));
  }
}
