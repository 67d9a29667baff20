import { Turns } from '../turns.ts';
import { Best } from './best.ts';
import type { Found, Searched, SymbolIndex } from './symbol-index.ts';
import { Exact, type Matching, type Runs } from './symbol-match.ts';
import type { SymbolName } from './symbol-name.ts';
import { leastMistyped, Mistyped } from './symbol-typo.ts';

/** As many matches that are this good for each part leave no room for what may be mistyped. */
const enough = 10;
const good = 0.5;

/** So many are looked at before it is asked whether other work is due. */
const portion = 1000;

/** How well a part of a query fits. */
interface Fitting {
  readonly matching: Matching;
  /** By the symbols' places; 0 where it does not fit. */
  readonly scores: Float64Array;
}

interface Part extends Fitting {
  readonly text: string;
  /** All symbols that have its letters in their order: no longer part is in any other. */
  readonly holding: readonly Searched[];
}

/** What is found for the parts of a query. The one before it spares looking through all symbols again. */
export class SymbolQuery {
  readonly #index: SymbolIndex;
  readonly #exact: readonly Part[];

  private constructor(index: SymbolIndex, exact: readonly Part[]) {
    this.#index = index;
    this.#exact = exact;
  }

  static async of(
    index: SymbolIndex,
    texts: readonly string[],
    before: SymbolQuery | undefined,
  ): Promise<SymbolQuery> {
    const known = before === undefined ? [] : before.#exact;
    const parts: Part[] = [];
    for (const text of texts) parts.push(await exactPart(index, text, known));
    return new SymbolQuery(index, parts);
  }

  /** The best matches, and how many there are in all. */
  async best(limit: number): Promise<{
    readonly found: readonly { readonly symbol: Found; readonly runs: Runs }[];
    readonly total: number;
  }> {
    const { parts, candidates } = await this.#parts();
    const scores = productOf(parts, this.#index.searched.length);
    const { named } = this.#index;
    const turns = new Turns();
    let total = 0;
    // Of equal ones extensions, which are but fields, last; each name once before any comes again, those first that many have.
    const best = new Best<Searched>(
      limit,
      (a, b) =>
        (scores[b.at] ?? 0) - (scores[a.at] ?? 0) ||
        Number(a.symbol.kind === 'extension') - Number(b.symbol.kind === 'extension') ||
        a.repeats - b.repeats ||
        (named[b.own.id] ?? 0) - (named[a.own.id] ?? 0) ||
        lengthOf(a) - lengthOf(b),
    );
    for (const names of portionsOf(candidates)) {
      for (const name of names) {
        if ((scores[name.at] ?? 0) === 0) continue;
        total += 1;
        best.add(name);
      }
      if (turns.areDue) await turns.others();
    }
    const found = best.all.map((name) => ({
      symbol: name.symbol,
      runs: parts.flatMap(({ matching }) => matching.runs(name)),
    }));
    return { found, total };
  }

  async #parts(): Promise<{
    readonly parts: readonly Fitting[];
    readonly candidates: readonly Searched[];
  }> {
    const parts = this.#exact;
    const [first] = parts;
    const candidates = first?.holding ?? [];
    const canBeMistyped = parts.some(({ text }) => text.length >= leastMistyped);
    if (!canBeMistyped || this.#hasEnough(candidates)) return { parts, candidates };
    const loose: Fitting[] = [];
    for (const part of parts) loose.push(await loosePart(this.#index, part));
    return { parts: loose, candidates: this.#index.searched };
  }

  #hasEnough(candidates: readonly Searched[]): boolean {
    const scores = productOf(this.#exact, this.#index.searched.length);
    const least = good ** this.#exact.length;
    let count = 0;
    for (const { at } of candidates) {
      if ((scores[at] ?? 0) >= least) count += 1;
      if (count >= enough) return true;
    }
    return false;
  }
}

async function exactPart(
  { searched, sizes }: SymbolIndex,
  text: string,
  known: readonly Part[],
): Promise<Part> {
  const same = known.find((part) => part.text === text);
  if (same !== undefined) return same;
  const begun = known.find((part) => text.startsWith(part.text));
  const matching = new Exact(text, sizes);
  const scores = new Float64Array(searched.length);
  const holding: Searched[] = [];
  const turns = new Turns();
  for (const names of portionsOf(begun?.holding ?? searched)) {
    for (const name of names) {
      const score = matching.score(name);
      if (score < 0) continue;
      scores[name.at] = score;
      holding.push(name);
    }
    if (turns.areDue) await turns.others();
  }
  return { text, matching, scores, holding };
}

/** With what may be mistyped. */
async function loosePart({ searched, sizes }: SymbolIndex, part: Part): Promise<Fitting> {
  const { text, matching, scores } = part;
  if (text.length < leastMistyped) return part;
  const mistyped = new Mistyped(text, sizes);
  const all = Float64Array.from(scores);
  const turns = new Turns();
  for (const names of portionsOf(searched)) {
    for (const name of names) all[name.at] = Math.max(all[name.at] ?? 0, mistyped.score(name));
    if (turns.areDue) await turns.others();
  }
  return { matching: eitherOf(matching, mistyped), scores: all };
}

function* portionsOf(names: readonly Searched[]): Generator<readonly Searched[]> {
  for (let from = 0; from < names.length; from += portion) yield names.slice(from, from + portion);
}

function productOf(parts: readonly Fitting[], length: number): Float64Array {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return first?.scores ?? new Float64Array(length);
  const product = Float64Array.from(first.scores);
  for (const { scores } of others)
    for (let at = 0; at < length; at += 1) product[at] = (product[at] ?? 0) * (scores[at] ?? 0);
  return product;
}

function lengthOf({ scope, own }: SymbolName): number {
  return scope.text.length + own.text.length;
}

/** The better of two for each name, the first when they are equal. */
function eitherOf(a: Matching, b: Matching): Matching {
  return {
    score: (name) => Math.max(a.score(name), b.score(name)),
    runs: (name) => (b.score(name) > a.score(name) ? b : a).runs(name),
  };
}
