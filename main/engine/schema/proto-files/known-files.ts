import { basename, parse, sep } from 'node:path';

/** A file that an import can mean, and the folder below which it has that name. */
export interface Candidate {
  readonly file: string;
  readonly root: string;
}

/** Files by the ends of their paths, so that no disk is asked which of them an import can mean. */
export class KnownFiles {
  readonly #files = new Set<string>();
  readonly #byBase = new Map<string, string[]>();
  readonly #candidates = new Map<string, readonly Candidate[]>();

  /** Takes in real paths. */
  add(files: Iterable<string>): void {
    this.#candidates.clear();
    for (const file of files) {
      if (this.#files.has(file)) continue;
      this.#files.add(file);
      const alike = this.#byBase.get(basename(file));
      if (alike === undefined) this.#byBase.set(basename(file), [file]);
      else alike.push(file);
    }
  }

  all(): Iterable<string> {
    return this.#files;
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** The files whose own names are that of an import, without its folders. */
  alike(name: string): readonly string[] {
    return this.#byBase.get(basename(name)) ?? [];
  }

  /** The files whose paths end with the whole name. */
  candidates(name: string): readonly Candidate[] {
    const known = this.#candidates.get(name);
    if (known !== undefined) return known;
    const end = sep + name.replaceAll('/', sep);
    const found = this.alike(name)
      .filter((file) => file.endsWith(end))
      .map((file) => ({ file, root: file.slice(0, -end.length) || parse(file).root }));
    this.#candidates.set(name, found);
    return found;
  }
}
