import { LayeredMap } from '../layered-map.ts';
import type { FoundFile } from './found-file.ts';

type NamesBy = LayeredMap<string, readonly string[]>;

/** What only imports tell, found out when it is first asked for. */
interface Imports {
  /** By file: those that import it. */
  importers?: ReadonlyMap<string, readonly string[]>;
  optionFiles?: ReadonlySet<string>;
}

/** How the files of one reading belong together. Files are named as others import them. */
export class Relations {
  readonly files: ReadonlyMap<string, FoundFile>;
  /** By a name in a package: the files that define it. */
  readonly #definers: NamesBy;
  /** By package, or the outer part of one: the files in it. */
  readonly #packages: NamesBy;
  readonly #imports: Imports;

  private constructor(
    files: ReadonlyMap<string, FoundFile>,
    definers: NamesBy,
    packages: NamesBy,
    imports: Imports,
  ) {
    this.files = files;
    this.#definers = definers;
    this.#packages = packages;
    this.#imports = imports;
  }

  static of(files: readonly FoundFile[]): Relations {
    const definers = new Map<string, string[]>();
    const packages = new Map<string, string[]>();
    for (const { name, kept } of files) {
      for (const defined of new Set(kept.names)) push(definers, defined, name);
      for (const part of partsOf(kept.scope)) push(packages, part, name);
    }
    const byName = new Map(files.map((file) => [file.name, file]));
    return new Relations(byName, new LayeredMap(definers), new LayeredMap(packages), {});
  }

  /** The same with other texts of some files, which import what they did before. */
  replacing(others: readonly FoundFile[]): Relations {
    const files = new Map(this.files);
    const definers = new Map<string, readonly string[]>();
    const definersOf = (name: string) => definers.get(name) ?? this.#definers.get(name) ?? [];
    let isAlike = true;
    let hasSameOptions = true;
    for (const other of others) {
      const { name, kept } = other;
      const before = files.get(name)?.kept;
      isAlike &&= before?.scope === kept.scope;
      hasSameOptions &&= before?.hasExtensions === kept.hasExtensions;
      for (const gone of before?.names ?? [])
        definers.set(
          gone,
          definersOf(gone).filter((one) => one !== name),
        );
      for (const defined of new Set(kept.names))
        definers.set(defined, [...definersOf(defined), name]);
      files.set(name, other);
    }
    if (!isAlike) return Relations.of([...files.values()]);
    const { importers } = this.#imports;
    return new Relations(
      files,
      this.#definers.with(definers),
      this.#packages,
      hasSameOptions ? this.#imports : { ...(importers && { importers }) },
    );
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
    return closureOf([name], (one) => this.#importers().get(one) ?? []);
  }

  /** Those that define options, and all that they import: messages of theirs are values of options. */
  optionFiles(): ReadonlySet<string> {
    this.#imports.optionFiles ??= closureOf(
      [...this.files.values()].filter(({ kept }) => kept.hasExtensions).map(({ name }) => name),
      (name) => this.files.get(name)?.imports ?? [],
    );
    return this.#imports.optionFiles;
  }

  #importersOf(name: string): readonly FoundFile[] {
    const importers = this.#importers().get(name) ?? [];
    return importers.flatMap((importer) => this.files.get(importer) ?? []);
  }

  #importers(): ReadonlyMap<string, readonly string[]> {
    this.#imports.importers ??= this.#readImporters();
    return this.#imports.importers;
  }

  #readImporters(): Map<string, string[]> {
    const importers = new Map<string, string[]>();
    for (const file of this.files.values())
      for (const imported of file.imports) push(importers, imported, file.name);
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
