import type { LinkedFile, LinkedFiles } from './linked-file.ts';

/** Which files have types by the last part of a name, which is all that is known of a misspelt one. */
export class TypeEndings {
  readonly #linked: LinkedFiles;
  /** By what was asked for: names of files. */
  readonly #known = new Map<string, Set<string>>();

  constructor(linked: LinkedFiles) {
    this.#linked = linked;
  }

  /** Names of the files with a type, inside a package or another type, that is called so. */
  filesWith(name: string): ReadonlySet<string> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const found = new Set<string>();
    for (const [file, linked] of this.#linked) if (hasTypeCalled(linked, name)) found.add(file);
    this.#known.set(name, found);
    return found;
  }

  /** The same for files of which some have been linked anew. */
  replacing(all: LinkedFiles, anew: LinkedFiles): TypeEndings {
    const endings = new TypeEndings(all);
    for (const [name, before] of this.#known) {
      const found = new Set(before);
      for (const [file, linked] of anew) {
        if (hasTypeCalled(linked, name)) found.add(file);
        else found.delete(file);
      }
      endings.#known.set(name, found);
    }
    return endings;
  }
}

function hasTypeCalled({ file }: LinkedFile, name: string): boolean {
  const end = `.${name}`;
  return file.symbols.some((one) => one.kind !== 'service' && one.name.endsWith(end));
}
