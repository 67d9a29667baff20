import type { FoundFile } from './found-file.ts';

/** How the files of one reading belong together. Files are named as others import them. */
export class Relations {
  readonly files: ReadonlyMap<string, FoundFile>;
  /** By a name in a package: the files that define it. */
  readonly #definers = new Map<string, string[]>();
  /** By package, or the outer part of one: the files in it. */
  readonly #packages = new Map<string, string[]>();
  #importers: ReadonlyMap<string, readonly FoundFile[]> | undefined;
  #optionFiles: ReadonlySet<string> | undefined;

  constructor(files: readonly FoundFile[]) {
    this.files = new Map(files.map((file) => [file.name, file]));
    for (const { name, kept } of files) {
      for (const defined of new Set(kept.names)) push(this.#definers, defined, name);
      for (const part of partsOf(kept.scope)) push(this.#packages, part, name);
    }
  }

  /** The files that define a name in their package, or what it would be a part of. */
  *definersOf(fullName: string): Generator<string> {
    for (const part of partsOf(fullName)) yield* this.#definers.get(part) ?? [];
  }

  isPackage(name: string): boolean {
    return this.#packages.has(name);
  }

  /** Files with a name of this one, which may be that of a package: of two only one can be used. */
  *rivalsOf({ kept }: FoundFile): Generator<string> {
    for (const name of kept.names) {
      const definers = this.#definers.get(name);
      if (definers !== undefined && definers.length > 1) yield* definers;
      yield* this.#packages.get(name) ?? [];
    }
    for (const part of partsOf(kept.scope)) yield* this.#definers.get(part) ?? [];
  }

  /** The files whose definitions this one may use, itself among them. */
  visibleFrom(file: FoundFile): Set<string> {
    const seen = new Set([file.name]);
    const passOn = (name: string): void => {
      const known = seen.has(name);
      seen.add(name);
      const imported = known ? undefined : this.files.get(name);
      imported?.kept.imports.forEach(({ isPublic }, index) => {
        if (isPublic) passOn(imported.imports[index] ?? '');
      });
    };
    for (const name of file.imports) passOn(name);
    return seen;
  }

  /** The files that may use the definitions of this one. */
  seenFrom(name: string): Set<string> {
    const seeing = new Set<string>();
    const visit = (imported: string): void => {
      for (const file of this.#importersOf(imported)) {
        if (seeing.has(file.name)) continue;
        seeing.add(file.name);
        const passesOn = file.kept.imports.some(
          ({ isPublic }, index) => isPublic && file.imports[index] === imported,
        );
        if (passesOn) visit(file.name);
      }
    };
    visit(name);
    return seeing;
  }

  /** The files that import this one, directly or not. */
  importersOf(name: string): Set<string> {
    return closureOf([name], (one) => this.#importersOf(one).map((file) => file.name));
  }

  /** Those that define options, and all that they import: messages of theirs are values of options. */
  optionFiles(): ReadonlySet<string> {
    this.#optionFiles ??= closureOf(
      [...this.files.values()].filter(({ kept }) => kept.hasExtensions).map(({ name }) => name),
      (name) => this.files.get(name)?.imports ?? [],
    );
    return this.#optionFiles;
  }

  #importersOf(name: string): readonly FoundFile[] {
    this.#importers ??= this.#readImporters();
    return this.#importers.get(name) ?? [];
  }

  #readImporters(): Map<string, FoundFile[]> {
    const importers = new Map<string, FoundFile[]>();
    for (const file of this.files.values())
      for (const imported of file.imports) push(importers, imported, file);
    return importers;
  }
}

function closureOf(
  from: readonly string[],
  next: (name: string) => readonly string[],
): Set<string> {
  const closure = new Set(from);
  for (const name of closure) for (const one of next(name)) closure.add(one);
  return closure;
}

function* partsOf(name: string): Generator<string> {
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1))
    yield name.slice(0, dot);
  if (name !== '') yield name;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
