import type { ParsedFile } from '../parse/parsed-file.ts';
import type { Declaration, DeclarationKind } from './declaration.ts';
import { nothingOutside, type Outside } from './outside.ts';

export interface Definition {
  readonly kind: DeclarationKind;
  readonly fullName: string;
  readonly descriptor: object;
  readonly file: ParsedFile;
}

export type Resolution =
  | { readonly kind: 'found'; readonly definition: Definition }
  /** Defined, but in a file that is not imported. */
  | { readonly kind: 'not-imported'; readonly definition: Definition }
  /** The first part of the name means something nearer, which has no such member. */
  | { readonly kind: 'shadowed'; readonly tried: string }
  | { readonly kind: 'unknown' };

const AGGREGATES: ReadonlySet<DeclarationKind> = new Set(['message', 'enum', 'service']);

/** All names of a set of files, and what a name means where it is used. */
export class SymbolTable {
  readonly #definitions = new Map<string, Definition>();
  /** Package, or the outer part of one, to the names of the files in it. */
  readonly #packages = new Map<string, Set<string>>();
  readonly #outside: Outside;
  readonly #wanted = new Set<string>();

  constructor(outside: Outside = nothingOutside) {
    this.#outside = outside;
  }

  /** Names of files outside that define what was asked for: without them an answer may be wrong. */
  get wanted(): ReadonlySet<string> {
    return this.#wanted;
  }

  addPackage(name: string, fileName: string): void {
    for (let part = name; part !== ''; part = outer(part)) {
      const files = this.#packages.get(part);
      if (files === undefined) this.#packages.set(part, new Set([fileName]));
      else files.add(fileName);
    }
  }

  /** Adds a definition, or answers with the one that has the name already. */
  add(declaration: Declaration, file: ParsedFile): Definition | undefined {
    const { kind, fullName, descriptor } = declaration;
    const earlier = this.#definitions.get(fullName);
    if (earlier === undefined)
      this.#definitions.set(fullName, { kind, fullName, descriptor, file });
    return earlier;
  }

  get(fullName: string): Definition | undefined {
    const definition = this.#definitions.get(fullName);
    if (definition === undefined)
      for (const file of this.#outside.definersOf(fullName)) this.#wanted.add(file);
    return definition;
  }

  isPackage(name: string): boolean {
    return this.#packages.has(name) || this.#outside.isPackage(name);
  }

  /** The first type whose name ends with this one, for a proposal. */
  typeEndingWith(name: string): Definition | undefined {
    const end = `.${name}`;
    let first: Definition | undefined;
    for (const definition of this.#definitions.values()) {
      const isType = definition.kind === 'message' || definition.kind === 'enum';
      if (!isType || !definition.fullName.endsWith(end)) continue;
      first = definition;
      break;
    }
    const outside = this.#outside.typeEndingWith(name, first?.file.name);
    if (outside !== undefined) this.#wanted.add(outside);
    return first;
  }

  /**
   * What `name` means inside `scope`, by protoc's rules: from the innermost scope outwards, the first
   * part of the name decides, and only what `visible` files define is seen.
   *
   * @param visible names of the files that are seen
   * @param wanted kinds that end the search; others by that name are passed over
   */
  resolve(
    name: string,
    scope: string,
    visible: ReadonlySet<string>,
    wanted: (kind: DeclarationKind) => boolean,
  ): Resolution {
    if (name.startsWith('.')) return this.#at(name.slice(1), visible) ?? { kind: 'unknown' };
    const dot = name.indexOf('.');
    const first = dot === -1 ? name : name.slice(0, dot);
    let hidden: Resolution | undefined;
    for (let inside = scope; ; inside = outer(inside)) {
      const prefix = inside === '' ? '' : `${inside}.`;
      const full = this.#at(prefix + name, visible);
      if (full?.kind === 'not-imported') hidden ??= full;
      if (dot === -1) {
        if (full?.kind === 'found' && wanted(full.definition.kind)) return full;
      } else if (this.#holds(prefix + first, visible)) {
        if (full?.kind === 'found') return full;
        return hidden ?? { kind: 'shadowed', tried: prefix + name };
      }
      if (inside === '') return hidden ?? { kind: 'unknown' };
    }
  }

  #at(fullName: string, visible: ReadonlySet<string>): Resolution | undefined {
    const definition = this.get(fullName);
    if (definition === undefined) return undefined;
    return { kind: visible.has(definition.file.name) ? 'found' : 'not-imported', definition };
  }

  /** Whether this names something visible that has members. */
  #holds(name: string, visible: ReadonlySet<string>): boolean {
    const definition = this.#definitions.get(name);
    if (definition !== undefined && visible.has(definition.file.name)) {
      return AGGREGATES.has(definition.kind);
    }
    const files = this.#packages.get(name);
    if (files === undefined) return false;
    for (const file of visible) if (files.has(file)) return true;
    return false;
  }
}

function outer(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(0, dot);
}
