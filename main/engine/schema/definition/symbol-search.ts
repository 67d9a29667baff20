import type { SymbolMatch, SymbolMatches } from '#app/contract/definition.ts';
import type { SchemaFile } from '../schema-file.ts';
import { type Found, indexOf, type SymbolIndex, symbolsOf } from './symbol-index.ts';
import type { Runs } from './symbol-match.ts';
import { folded } from './symbol-name.ts';
import { SymbolQuery } from './symbol-query.ts';

/**
 * Finds symbols by parts of their names, apart by spaces and in any order: as they stand, as initials,
 * with letters left out, and mistyped ones when that finds little. What is in the name itself comes
 * before what is in its package.
 */
export class SymbolSearch {
  readonly #files: readonly SchemaFile[];
  #index: Promise<SymbolIndex> | undefined;
  /** Whoever types asks for nearly the same again. */
  #last: SymbolQuery | undefined;

  constructor(files: readonly SchemaFile[]) {
    this.#files = files;
  }

  /** An empty query finds all, methods first. The first one has the index made. Long work is done in slices. */
  async find(text: string, limit: number): Promise<SymbolMatches> {
    this.#index ??= indexOf(this.#files);
    const parts = text.trim().split(/\s+/).map(partOf).filter(Boolean);
    if (parts.length === 0) return allOf(this.#files, limit);
    const query = await SymbolQuery.of(await this.#index, parts, this.#last);
    this.#last = query;
    const { found, total } = await query.best(limit);
    const matches = found.map(({ symbol, runs }) => ({
      ...symbol,
      ranges: rangesOf(symbol.name, runs),
    }));
    return { matches, total };
  }
}

function allOf(files: readonly SchemaFile[], limit: number): SymbolMatches {
  const matches: SymbolMatch[] = [];
  let total = 0;
  for (const symbols of symbolsOf(files)) {
    total += symbols.length;
    if (matches.length < limit)
      matches.push(...symbols.slice(0, limit - matches.length).map(withoutRanges));
  }
  return { matches, total };
}

function withoutRanges(symbol: Found): SymbolMatch {
  return { ...symbol, ranges: [] };
}

/** No symbol has a name that begins with a dot, and people paste names as they are in descriptors. */
function partOf(text: string): string {
  return folded(text).replace(/^\.+/, '');
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
