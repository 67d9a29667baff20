import type { SymbolMatch, SymbolMatches } from '#app/contract/definition.ts';
import type { SchemaFile } from '../schema-file.ts';
import { better, type Matching, matching, type PartMatch, type Runs } from './symbol-match.ts';
import { folded, nameMaker, type Segment, type SymbolName } from './symbol-name.ts';
import { leastMistyped, Mistyped } from './symbol-typo.ts';

type Found = Omit<SymbolMatch, 'ranges'>;

interface Searched {
  readonly symbol: Found;
  readonly name: SymbolName;
  /** How many symbols before it are named so too. */
  readonly repeats: number;
}

interface Ranked {
  readonly searched: Searched;
  readonly score: number;
  readonly parts: readonly PartMatch[];
}

/** As many matches that are this good for each part leave no room for what may be mistyped. */
const enough = 10;
const good = 0.5;

/**
 * Finds symbols by parts of their names, apart by spaces and in any order: as they stand, as initials,
 * with letters left out, and mistyped ones when that finds little. What is in the name itself comes
 * before what is in its package.
 */
export class SymbolSearch {
  readonly #searched: readonly Searched[];
  /** How many symbols have a name. */
  readonly #named = new Map<Segment, number>();

  constructor(files: readonly SchemaFile[]) {
    const nameOf = nameMaker();
    this.#searched = [...files.flatMap(methodsOf), ...files.flatMap(othersOf)].map((symbol) => {
      const name = nameOf(symbol.name);
      const repeats = this.#named.get(name.own) ?? 0;
      this.#named.set(name.own, repeats + 1);
      return { symbol, name, repeats };
    });
  }

  /** An empty query finds all, methods first. */
  find(query: string, limit: number): SymbolMatches {
    const parts = query.trim().split(/\s+/).map(partOf).filter(Boolean);
    if (parts.length === 0) {
      const first = this.#searched.slice(0, limit);
      return {
        matches: first.map(({ symbol }) => ({ ...symbol, ranges: [] })),
        total: this.#searched.length,
      };
    }
    const found = this.#matches(parts);
    return {
      matches: this.#best(found, limit).map(({ searched: { symbol }, parts: fits }) => ({
        ...symbol,
        ranges: rangesOf(
          symbol.name,
          fits.flatMap(({ runs }) => runs()),
        ),
      })),
      total: found.length,
    };
  }

  #matches(parts: readonly string[]): readonly Ranked[] {
    const exact = parts.map(matching);
    const found = this.#matching(exact);
    const isGood = ({ score }: Ranked) => score >= good ** parts.length;
    const canBeMistyped = parts.some((part) => part.length >= leastMistyped);
    if (!canBeMistyped || found.filter(isGood).length >= enough) return found;
    const loose = parts.map((part, index): Matching => {
      const mistyped = part.length < leastMistyped ? undefined : new Mistyped(part);
      return (name) => better(exact[index]?.(name), mistyped?.match(name));
    });
    return this.#matching(loose);
  }

  #matching(parts: readonly Matching[]): readonly Ranked[] {
    const found: Ranked[] = [];
    for (const searched of this.#searched) {
      const fits: PartMatch[] = [];
      let score = 1;
      for (const part of parts) {
        const match = part(searched.name);
        score *= match?.score ?? 0;
        if (match === undefined) break;
        fits.push(match);
      }
      if (score > 0) found.push({ searched, score, parts: fits });
    }
    return found;
  }

  /** Of equal ones each name once before any comes again, those first that many have. */
  #best(found: readonly Ranked[], limit: number): readonly Ranked[] {
    const named = ({ searched }: Ranked) => this.#named.get(searched.name.own) ?? 0;
    const scores = Float64Array.from(found, ({ score }) => score).sort();
    const least = scores[found.length - limit] ?? 0;
    return found
      .filter(({ score }) => score >= least)
      .sort(
        (a, b) =>
          b.score - a.score ||
          a.searched.repeats - b.searched.repeats ||
          named(b) - named(a) ||
          a.searched.name.text.length - b.searched.name.text.length,
      )
      .slice(0, limit);
  }
}

/** No symbol has a name that begins with a dot, and people paste names as they are in descriptors. */
function partOf(text: string): string {
  return folded(text).replace(/^\.+/, '');
}

function methodsOf({ name: file, services }: SchemaFile): Found[] {
  return services.flatMap(({ methods }) =>
    methods.map(({ path, kind }) => ({ kind: 'method', name: path, methodKind: kind, file })),
  );
}

function othersOf({ name: file, symbols, index }: SchemaFile): Found[] {
  return [
    ...symbols.flatMap(({ kind, name, isMapEntry }): Found[] =>
      isMapEntry === true ? [] : [{ kind, name, file }],
    ),
    ...index.extensions.map(({ name }): Found => ({ kind: 'extension', name, file })),
  ];
}

/** The runs of a folded name as ranges of the name, in order and each letter once. */
function rangesOf(name: string, runs: Runs): readonly [number, number][] {
  const isFound = (at: number) => runs.some(([from, end]) => from <= at && at < end);
  const ranges: [number, number][] = [];
  let at = 0;
  for (const [index, letter] of [...name].entries()) {
    const last = ranges.at(-1);
    if (letter === '_') continue;
    if (isFound(at)) {
      if (last !== undefined && last[1] === index) last[1] = index + 1;
      else ranges.push([index, index + 1]);
    }
    at += 1;
  }
  return ranges;
}
