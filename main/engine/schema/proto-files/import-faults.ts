import { readFile, stat } from 'node:fs/promises';
import type { Diagnostic } from '#app/contract/schema.ts';
import type { Place } from '../parse/token.ts';
import { likelyDependencies } from './buf/likely-dependencies.ts';
import type { BufDependency } from './buf/module.ts';
import type { Candidate } from './known-files.ts';
import type { Found, Roots } from './roots.ts';

/** An import where it is written. */
export interface WrittenImport {
  readonly name: string;
  /** Real path of the importing file. */
  readonly importer: string;
  /** As diagnostics name that file. */
  readonly shownAs: string;
  readonly place: Place;
}

interface Fault {
  /** The first; others are counted. */
  readonly at: WrittenImport;
  readonly importers: Set<string>;
}

const MOST_SHOWN = 8;

/** What imports lead nowhere, or to several files that differ: told once for each name. */
export class ImportFaults {
  readonly #missing = new Map<string, Fault>();
  /** Files with missing imports, as diagnostics name them. */
  readonly lacking = new Set<string>();
  readonly #ambiguous = new Map<string, { readonly at: WrittenImport; readonly found: Found }>();

  missing(at: WrittenImport): void {
    this.lacking.add(at.shownAs);
    const known = this.#missing.get(at.name);
    if (known === undefined) this.#missing.set(at.name, { at, importers: new Set([at.importer]) });
    else known.importers.add(at.importer);
  }

  /** Hears of an import that was found; only one with rivals is of interest. */
  found(at: WrittenImport, found: Found): void {
    if (found.rivals.length > 0 && !this.#ambiguous.has(at.name))
      this.#ambiguous.set(at.name, { at, found });
  }

  /** Modules of buf that may hold what is missing. */
  #absentModules(roots: Roots): readonly Diagnostic[] {
    const absent = new Map<string, { dependency: BufDependency; imports: string[] }>();
    for (const { at } of this.#missing.values()) {
      const likely = likelyDependencies(at.name, roots.absentDependencies(at.importer));
      for (const dependency of likely) {
        const key = `${dependency.at.file}\0${dependency.name}`;
        const known = absent.get(key) ?? { dependency, imports: [] };
        known.imports.push(at.name);
        absent.set(key, known);
      }
    }
    return [...absent.values()].map(({ dependency, imports }) => absentModule(dependency, imports));
  }

  async diagnostics(roots: Roots, signal: AbortSignal): Promise<readonly Diagnostic[]> {
    const told: Diagnostic[] = [];
    for (const { at, importers } of this.#missing.values()) {
      const similar = told.length < MOST_SHOWN ? roots.similar(at.name) : undefined;
      told.push(await missingImport(at, importers.size, { roots, similar }, signal));
    }
    told.push(...this.#absentModules(roots));
    for (const { at, found } of this.#ambiguous.values()) {
      signal.throwIfAborted();
      const others: string[] = [];
      for (const rival of found.rivals.slice(0, MOST_SHOWN))
        if (!(await holdSame(found.file, rival))) others.push(rival);
      if (others.length > 0) told.push(ambiguousImport(at, found.file, others));
    }
    return told;
  }
}

function absentModule({ name, at }: BufDependency, imports: readonly string[]): Diagnostic {
  const [first] = imports;
  const others = imports.length > 1 ? ` and ${imports.length - 1} more imports` : '';
  return {
    ...at,
    severity: 'warning',
    message: `${name} is not here; "${first}"${others} may be of it`,
    hint: `Run: buf export ${name} -o DIR. Then add DIR as an import path.`,
  };
}

async function missingImport(
  at: WrittenImport,
  count: number,
  { roots, similar }: { readonly roots: Roots; readonly similar: string | undefined },
  signal: AbortSignal,
): Promise<Diagnostic> {
  const [proposed, ...rivals] = await roots.propose(at.name, at.importer, signal);
  const missing = {
    ...placeOf(at),
    severity: 'error',
    message: `import "${at.name}" was not found${count > 1 ? `; ${count} files import it` : ''}`,
    lacks: [at.name],
  } as const;
  if (proposed !== undefined) {
    const others = await thatDiffer(proposed, rivals);
    return { ...missing, ...proposal([proposed.root, ...others.map(({ root }) => root)]) };
  }
  if (similar !== undefined) return { ...missing, hint: `Did you mean "${similar}"?` };
  const places = (await roots.searched(at.importer)).join(', ');
  // What to do comes first: the places may be many.
  const hint = `Add the folder that holds "${at.name}" as an import path. Looked in ${places}.`;
  return { ...missing, hint };
}

/** What is said of folders that have what is missing. */
function proposal([importPath = '', ...others]: readonly string[]) {
  if (others.length === 0)
    return { importPath, hint: `${importPath} has it: add that as an import path.` };
  const all = [importPath, ...others].join(' and ');
  const hint = `${all} have it, and differ: add the one that is meant as an import path.`;
  return { importPath, otherImportPaths: others, hint };
}

async function thatDiffer(
  used: Candidate,
  rivals: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const others: Candidate[] = [];
  for (const rival of rivals.slice(0, MOST_SHOWN))
    if (!(await holdSame(used.file, rival.file))) others.push(rival);
  return others;
}

function ambiguousImport(at: WrittenImport, used: string, others: readonly string[]): Diagnostic {
  return {
    ...placeOf(at),
    severity: 'warning',
    message: `import "${at.name}" may be ${[used, ...others].join(' or ')}, which differ: the first is used, as the nearest`,
    hint: 'If another is meant, add the folder that it is relative to as an import path.',
  };
}

function placeOf({ shownAs, place }: WrittenImport) {
  return { file: shownAs, line: place.line, column: place.column };
}

async function holdSame(one: string, other: string): Promise<boolean> {
  try {
    const [a, b] = await Promise.all([stat(one), stat(other)]);
    if (a.size !== b.size) return false;
    const [first, second] = await Promise.all([readFile(one), readFile(other)]);
    return first.equals(second);
  } catch {
    // One that is gone by now is no rival.
    return true;
  }
}
