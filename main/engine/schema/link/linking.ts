import type { Diagnostic } from '#app/contract/schema.ts';
import type {
  FieldDescriptor,
  MessageDescriptor,
  ParsedFile,
  ParsedImport,
  Part,
} from '../parse/parsed-file.ts';
import type { Place } from '../parse/token.ts';
import { nothingOutside, type Outside } from './outside.ts';
import { SymbolTable } from './symbol-table.ts';

/** Of one file. */
const MAX_DIAGNOSTICS = 1000;

/** The state of linking a set of files: what they define, who sees whom, and what is wrong. */
export class Linking {
  readonly files: readonly ParsedFile[];
  readonly table: SymbolTable;
  readonly #outside: Outside;
  readonly #byName: ReadonlyMap<string, ParsedFile>;
  readonly #visible = new Map<string, ReadonlySet<string>>();
  readonly #visibleTypes = new Map<string, ReadonlySet<string>>();
  /** Per file: those that define something in its place. */
  readonly #replacing = new Map<string, Set<string>>();
  readonly #unused = new Set<string>();
  readonly #leftOut = new Set<object>();
  readonly #extensions = new Map<string, FieldDescriptor>();
  readonly #extensionsOf = new Map<ParsedFile, Set<string>>();
  readonly #diagnostics = new Map<ParsedFile, Diagnostic[]>();
  readonly #unsettled = new Set<ParsedFile>();

  /** @param outside what else there is, beside these files */
  constructor(files: readonly ParsedFile[], outside: Outside = nothingOutside) {
    this.files = files;
    this.#outside = outside;
    this.table = new SymbolTable(outside);
    this.#byName = new Map(files.map((file) => [file.name, file]));
  }

  file(name: string): ParsedFile | undefined {
    return this.#byName.get(name);
  }

  /** Notes that of something which both files define, the one in `used` stays. */
  replace(file: ParsedFile, used: ParsedFile): void {
    const replacing = this.#replacing.get(file.name) ?? new Set();
    this.#replacing.set(file.name, replacing.add(used.name));
  }

  /** Notes that there is a definition of this name that is not used, another file's being there. */
  leaveUnused(fullName: string): void {
    this.#unused.add(fullName);
  }

  /** Whether a file defines this name and is not heard: who uses it may mean what that file has. */
  hasUnused(fullName: string): boolean {
    return this.#unused.has(fullName);
  }

  /** Gives the number of an extension to it, unless an earlier one has it: that is returned. */
  takeExtension(
    file: ParsedFile,
    message: string,
    field: FieldDescriptor,
  ): FieldDescriptor | undefined {
    const key = `${message} ${field.number}`;
    this.#extensionsOf.set(file, (this.#extensionsOf.get(file) ?? new Set()).add(key));
    const earlier = this.#extensions.get(key);
    if (earlier === undefined) this.#extensions.set(key, field);
    return earlier;
  }

  /** The extension numbers that a file asked for, as `message number`. */
  extensionsOf(file: ParsedFile): ReadonlySet<string> {
    return this.#extensionsOf.get(file) ?? new Set();
  }

  /** Notes that what became of a file depends on names of files that it does not import. */
  unsettle(file: ParsedFile): void {
    this.#unsettled.add(file);
  }

  isUnsettled(file: ParsedFile): boolean {
    return this.#unsettled.has(file);
  }

  /** What is wrong with a file, its text included. */
  diagnosticsOf(file: ParsedFile): readonly Diagnostic[] {
    return [...file.diagnostics, ...(this.#diagnostics.get(file) ?? [])];
  }

  /** Whether a message is what a map field makes of its entries. */
  isMapEntry(fullName: string): boolean {
    const definition = this.table.get(fullName);
    if (definition?.kind !== 'message') return false;
    return (definition.descriptor as MessageDescriptor).options?.mapEntry === true;
  }

  /** Notes that a declaration cannot be used. */
  leaveOut(descriptor: object): void {
    this.#leftOut.add(descriptor);
  }

  isLeftOut(descriptor: object): boolean {
    return this.#leftOut.has(descriptor);
  }

  /**
   * Names of the files whose definitions a file may use: its imports, what those pass on, and what
   * is used in place of something they define.
   */
  visibleFrom(file: ParsedFile): ReadonlySet<string> {
    return this.#seenFrom(file, file.imports, this.#visible);
  }

  /** The same for types of fields and methods: what is imported for the sake of options is no such. */
  typesVisibleFrom(file: ParsedFile): ReadonlySet<string> {
    const { imports } = file;
    if (imports.every(({ isOption }) => !isOption)) return this.visibleFrom(file);
    return this.#seenFrom(
      file,
      imports.filter(({ isOption }) => !isOption),
      this.#visibleTypes,
    );
  }

  #seenFrom(
    file: ParsedFile,
    imports: readonly ParsedImport[],
    before: Map<string, ReadonlySet<string>>,
  ): ReadonlySet<string> {
    const known = before.get(file.name);
    if (known !== undefined) return known;
    const seen = new Set<string>();
    const add = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const imported = this.#byName.get(name)?.file;
      for (const index of imported?.publicDependency ?? []) {
        const passedOn = imported?.dependency[index];
        if (passedOn !== undefined) add(passedOn);
      }
      for (const used of this.#replacing.get(name) ?? []) add(used);
    };
    add(file.name);
    for (const { name } of imports) add(name);
    before.set(file.name, seen);
    return seen;
  }

  hasMissingImport(file: ParsedFile): boolean {
    return [...this.visibleFrom(file)].some(
      (name) => !this.#byName.has(name) && !this.#outside.hasFile(name),
    );
  }

  /** Where a part of a descriptor is written. */
  place(file: ParsedFile, descriptor: object, part: Part): Place | undefined {
    const places = file.places.get(descriptor);
    return places?.[part] ?? places?.name;
  }

  report(
    file: ParsedFile,
    place: Place | undefined,
    message: string,
    hint?: string,
    severity: Diagnostic['severity'] = 'error',
  ): void {
    this.#tell(file, place, { severity, message, ...(hint === undefined ? {} : { hint }) });
  }

  /** Tells of what is not there and has a stand-in. */
  reportMissing(
    file: ParsedFile,
    place: Place | undefined,
    missing: Required<Pick<Diagnostic, 'message' | 'hint' | 'lacks'>>,
  ): void {
    this.#tell(file, place, { severity: 'error', ...missing });
  }

  #tell(
    file: ParsedFile,
    place: Place | undefined,
    told: Omit<Diagnostic, 'file' | 'line' | 'column'>,
  ): void {
    const diagnostics = this.#diagnostics.get(file) ?? [];
    if (diagnostics.length >= MAX_DIAGNOSTICS) return;
    this.#diagnostics.set(file, diagnostics);
    diagnostics.push({
      file: file.shownAs,
      ...(place === undefined ? {} : { line: place.line, column: place.column }),
      ...told,
    });
  }

  /** `file:line:column` of a definition, for messages about another one. */
  whereIs(file: ParsedFile, descriptor: object): string {
    const place = this.place(file, descriptor, 'name');
    return place === undefined ? file.shownAs : `${file.shownAs}:${place.line}:${place.column}`;
  }
}
