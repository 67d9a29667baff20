import { descriptorOf, linkSteps, STEPS_OF_A_FILE } from '../link/link.ts';
import { Linking } from '../link/linking.ts';
import { nothingOutside, type Outside } from '../link/outside.ts';
import type { ParsedFile } from '../parse/parsed-file.ts';
import { SchemaFile } from '../schema-file.ts';
import type { FileReader } from './file-reader.ts';
import type { FoundFile } from './found-file.ts';
import type { LinkedFile, LinkedFiles } from './linked-file.ts';
import { type Before, optionUsers, outdatedFiles, sharersOf } from './outdated.ts';
import type { Pace } from './pace.ts';
import type { Relations } from './relations.ts';
import { TypeEndings } from './type-endings.ts';

/** All files, linked. */
export interface AllLinked extends Before {
  /** How many were linked anew. */
  readonly anew: number;
}

/**
 * Links what is outdated, and takes the rest from before. The result is what linking all files would
 * give. Only files whose definitions are looked at are parsed besides.
 *
 * @param replaced where it is known: the only files of which the text can be other than before, when
 *   nothing else is
 */
export async function linkOutdated(
  before: Before,
  now: Relations,
  { reader, pace }: { readonly reader: FileReader; readonly pace: Pace },
  replaced?: readonly FoundFile[],
): Promise<AllLinked> {
  const outdated = outdatedFiles(before, now, replaced);
  const company = new Set<string>();
  for (;;) {
    const round = new Round(before, now, outdated, company);
    const linked: LinkedFiles = outdated.size === 0 ? new Map() : await round.link(reader, pace);
    const sizes = outdated.size + company.size;
    for (const name of round.wanted) company.add(name);
    const renew = (names: Iterable<string>): void => {
      for (const name of names) if (now.files.has(name)) outdated.add(name);
    };
    renew(optionUsers(before, now, linked));
    const numbers = new Set([...linked.values()].flatMap(({ extensions }) => extensions));
    if (numbers.size > 0) renew(sharersOf(before.linked, numbers));
    if (outdated.size + company.size > sizes) continue;
    const isReplaced = replaced !== undefined;
    const all = isReplaced
      ? new Map([...before.linked, ...linked])
      : joined(now, before.linked, linked);
    const endings = isReplaced ? before.endings.replacing(all, linked) : new TypeEndings(all);
    return { relations: now, linked: all, endings, anew: linked.size };
  }
}

function joined(now: Relations, before: LinkedFiles, linked: LinkedFiles): LinkedFiles {
  const all = new Map<string, LinkedFile>();
  for (const name of now.files.keys()) {
    const one = linked.get(name) ?? before.get(name);
    if (one !== undefined) all.set(name, one);
  }
  return all;
}

/** Linking some files: what they need of others shows only then. */
class Round implements Outside {
  readonly #before: Before;
  readonly #now: Relations;
  readonly #outdated: ReadonlySet<string>;
  readonly #inside: ReadonlySet<string>;
  wanted: ReadonlySet<string> = new Set();

  constructor(
    before: Before,
    now: Relations,
    outdated: ReadonlySet<string>,
    company: ReadonlySet<string>,
  ) {
    this.#before = before;
    this.#now = now;
    this.#outdated = outdated;
    this.#inside = this.#withCompany([...outdated, ...company]);
  }

  async link(reader: FileReader, pace: Pace): Promise<Map<string, LinkedFile>> {
    const parsed = new Map<string, ParsedFile>();
    for (const [name, file] of this.#now.files) {
      if (!this.#inside.has(name)) continue;
      if (pace.isDue) await pace.rest('parsing', parsed.size, this.#inside.size);
      parsed.set(name, named(file, reader.parsed(file.kept)));
    }
    const all = [...parsed.values()];
    const linking = new Linking(all, all.length < this.#now.files.size ? this : nothingOutside);
    const whole = all.filter(({ name }) => this.#isWhole(name));
    let steps = 0;
    const files = (done: number): number =>
      Math.min(Math.floor(done / (STEPS_OF_A_FILE + 1)), whole.length);
    for (const _ of linkSteps(linking, whole)) {
      steps += 1;
      if (pace.isDue) await pace.rest('linking', files(steps), whole.length);
    }
    this.wanted = linking.table.wanted;
    const linked = new Map<string, LinkedFile>();
    for (const name of this.#outdated) {
      const file = parsed.get(name);
      if (file === undefined) continue;
      if (pace.isDue) await pace.rest('linking', files(steps + linked.size), whole.length);
      linked.set(name, linkedFile(linking, file, this.#before.linked.get(name)?.file));
      parsed.delete(name);
    }
    return linked;
  }

  hasFile(name: string): boolean {
    return this.#now.files.has(name);
  }

  *definersOf(fullName: string): Generator<string> {
    for (const name of this.#now.definersOf(fullName)) if (!this.#inside.has(name)) yield name;
  }

  isPackage(name: string): boolean {
    return this.#now.isPackage(name);
  }

  typeEndingWith(name: string, before: string | undefined): string | undefined {
    const having = this.#before.endings.filesWith(name);
    if (having.size === 0) return undefined;
    for (const file of this.#now.files.keys()) {
      if (file === before) return undefined;
      if (having.has(file) && !this.#inside.has(file)) return file;
    }
    return undefined;
  }

  /** Linked whole are also the files that options may be of: their fields are looked at. */
  #isWhole(name: string): boolean {
    return this.#outdated.has(name) || this.#now.optionFiles().has(name);
  }

  #withCompany(names: readonly string[]): ReadonlySet<string> {
    const inside = new Set<string>(names);
    for (const name of inside) {
      const file = this.#now.files.get(name);
      if (file === undefined) continue;
      if (this.#isWhole(name)) for (const seen of this.#now.visibleFrom(file)) inside.add(seen);
      for (const rival of this.#now.rivalsOf(file)) inside.add(rival);
    }
    return inside;
  }
}

/** A parsed file by the names that the files have in the end. */
function named({ name, kept, imports }: FoundFile, parsed: ParsedFile): ParsedFile {
  const names = new Map(kept.imports.map((one, index) => [one.name, imports[index] ?? one.name]));
  const realName = (written: string): string => names.get(written) ?? written;
  parsed.file.name = name;
  parsed.file.dependency = parsed.file.dependency.map(realName);
  parsed.file.optionDependency = parsed.file.optionDependency.map(realName);
  return {
    ...parsed,
    name,
    imports: parsed.imports.map((one) => ({ ...one, name: realName(one.name) })),
  };
}

/** What is as it was before stays the same object: so it need not be taken for something new. */
function linkedFile(linking: Linking, parsed: ParsedFile, before?: SchemaFile): LinkedFile {
  const file = SchemaFile.of(descriptorOf(parsed));
  const isAsBefore = before !== undefined && Buffer.compare(before.bytes, file.bytes) === 0;
  return {
    file: isAsBefore ? before : file,
    diagnostics: linking.diagnosticsOf(parsed),
    extensions: [...linking.extensionsOf(parsed)],
    isUnsettled: linking.isUnsettled(parsed),
  };
}
