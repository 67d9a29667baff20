import {
  lettersOf,
  type NameSizes,
  type Scope,
  type Segment,
  type SymbolName,
  textOf,
} from './symbol-name.ts';

/** Letters of a name's text: where each run of them begins and ends. */
export type Runs = readonly (readonly [number, number])[];

/** What a part of a query is in names. */
export interface Matching {
  /**
   * More than 0 when it fits, and about 1 for a name just so; 0 when its letters are there in their
   * order, but too far apart; less when they are not.
   */
  readonly score: (name: SymbolName) => number;
  /** What was found in a name that it fits. */
  readonly runs: (name: SymbolName) => Runs;
}

/** How much more a method counts. Initials are common to many names: of these the commonest counts. */
export const methodsFirst = 1.05;
/** Letters that are farther apart in a whole name are there by chance. */
const leastDense = 0.3;
/** A package's whole name counts nearly as much as a word of the name itself. */
const wholeInPackage = 0.72;
const dot = lettersOf('.');
/** What is not there; of what is kept, 0 is what nobody has looked for. */
const none = -1;

/**
 * Fits a folded part into names as it stands, as initials or with letters left out. What it is in a
 * segment or scope is found out once: thousands of names share one.
 */
export class Exact implements Matching {
  readonly #part: string;
  readonly #letters: number;
  /** What follows its last dot begins here. */
  readonly #cut: number;
  /** By id of a segment. */
  readonly #stands: Float64Array;
  readonly #spread: Float64Array;
  readonly #initials: Float64Array;
  /** By id of a scope. */
  readonly #standsBefore: Float64Array;
  readonly #spreadBefore: Float64Array;
  readonly #countBefore: Uint16Array;
  /** What the last score was for: letters of which the first stands so far into the name, or further. */
  #found: 'part' | 'initials' | number = 'part';

  constructor(part: string, { segments, scopes }: NameSizes) {
    this.#part = part;
    this.#letters = lettersOf(part);
    this.#cut = part.lastIndexOf('.') + 1;
    this.#stands = new Float64Array(segments);
    this.#spread = new Float64Array(segments);
    this.#initials = new Float64Array(segments);
    this.#standsBefore = new Float64Array(scopes);
    this.#spreadBefore = new Float64Array(scopes);
    this.#countBefore = new Uint16Array(scopes);
  }

  score(name: SymbolName): number {
    const { own, scope } = name;
    if ((this.#letters & ~(own.letters | scope.letters)) !== 0) return none;
    if (this.#stands[own.id] === 0) this.#lookInOwn(own);
    this.#found = 'part';
    const stands = this.#stands[own.id] ?? none;
    const score = stands > 0 ? stands : this.#around(name);
    const counted = scope.owner === undefined ? score : score * methodsFirst;
    const initials = this.#initials[own.id] ?? none;
    if (initials <= counted) return counted;
    this.#found = 'initials';
    return initials;
  }

  runs(name: SymbolName): Runs {
    if (this.score(name) <= 0) return [];
    const { scope, own } = name;
    const text = textOf(name);
    const ownAt = scope.text.length;
    if (this.#found === 'initials')
      return own.words
        .slice(0, this.#part.length)
        .map((word) => [ownAt + word, ownAt + word + 1] as const);
    if (this.#found !== 'part')
      return runsBefore(text, this.#part, lettersAhead(text, this.#part, 0, this.#found).end);
    const inOwn = text.indexOf(this.#part, ownAt);
    const at = inOwn < 0 ? text.lastIndexOf(this.#part) : inOwn;
    return [[at, at + this.#part.length]];
  }

  /** The name itself counts more than the service that has it, and that more than the package. */
  #lookInOwn(own: Segment): void {
    const { id, text, letters, words, initials } = own;
    const part = this.#part;
    this.#stands[id] = this.#spread[id] = this.#initials[id] = none;
    if ((this.#letters & ~letters) !== 0) return;
    if (part.length > 1 && initials.startsWith(part))
      this.#initials[id] = initials === part ? 0.8 : 0.65;
    const at = text.indexOf(part);
    if (at < 0) {
      this.#spread[id] = Math.max(spreadIn(text, part, 0.25), wordsBegun(own, part));
      return;
    }
    const share = part.length / text.length;
    const begin = at === 0 ? 0.85 : words.includes(at) ? 0.75 : 0.55;
    this.#stands[id] = share === 1 ? 1 : begin + 0.1 * share;
  }

  #around(name: SymbolName): number {
    const { scope, own } = name;
    const across = this.#cut === 0 ? none : this.#across(name);
    if (across > 0) return across;
    if (this.#standsBefore[scope.id] === 0) this.#lookInScope(scope);
    const before = this.#standsBefore[scope.id] ?? none;
    if (before > 0) return before;
    const spread = this.#spread[own.id] ?? none;
    this.#found = scope.text.length;
    if (spread > 0) return spread;
    const { owner } = scope;
    this.#found = owner?.at ?? 0;
    const inService =
      owner === undefined || (this.#letters & ~(owner.letters | dot | own.letters)) !== 0
        ? none
        : spreadIn(`${owner.text}.${own.text}`, this.#part, 0.2);
    if (inService > 0) return inService;
    this.#found = 0;
    const count = this.#countBefore[scope.id] ?? 0;
    if (count === this.#part.length) return this.#spreadBefore[scope.id] ?? none;
    return spreadAcross(name, this.#part, count);
  }

  /** What has a dot and begins before the name itself and ends in it. */
  #across({ scope, own }: SymbolName): number {
    const cut = this.#cut;
    const { length } = this.#part;
    const at = scope.text.length - cut;
    if (!scope.text.endsWith(this.#part.slice(0, cut))) return none;
    if (!own.text.startsWith(this.#part.slice(cut))) return none;
    const begins = at === 0 || scope.text.charAt(at - 1) === '.';
    if (begins && length - cut === own.text.length) return 1;
    if (begins && length > cut) return 0.85 + 0.1 * Math.min(1, length / own.text.length);
    if (at < (scope.owner?.at ?? scope.text.length)) return begins ? 0.5 : 0.4;
    return begins ? 0.7 : 0.5;
  }

  #lookInScope({ id, text, owner }: Scope): void {
    const part = this.#part;
    const at = text.lastIndexOf(part);
    this.#standsBefore[id] = this.#spreadBefore[id] = none;
    if (at < 0) {
      const { count, end } = lettersAhead(text, part, 0, 0);
      this.#countBefore[id] = count;
      if (count === part.length)
        this.#spreadBefore[id] = spreadInWhole(part, lettersBack(text, part, count, end), end);
      return;
    }
    const begins = at === 0 || text.charAt(at - 1) === '.';
    const inOwner = !begins ? 0.5 : at + part.length === text.length - 1 ? 0.75 : 0.7;
    const isInOwner = owner !== undefined && at >= owner.at;
    const inPackage = `.${text}`.includes(`.${part}.`) ? wholeInPackage : begins ? 0.5 : 0.4;
    this.#standsBefore[id] = isInOwner ? inOwner : inPackage;
  }
}

/** As `recconfig` is in `RecognitionConfig`: one after the other begins of its words, of two letters and more. */
function wordsBegun({ text, words }: Segment, part: string): number {
  // How few words the part's first letters are the begins of.
  const fewest = new Map([[0, 0]]);
  for (const [index, word] of words.entries()) {
    const end = words[index + 1] ?? text.length;
    for (const [done, count] of [...fewest]) {
      let more = 0;
      while (word + more < end && text[word + more] === part[done + more]) {
        more += 1;
        const known = fewest.get(done + more) ?? Number.POSITIVE_INFINITY;
        fewest.set(done + more, Math.min(known, count + 1));
      }
    }
  }
  const count = fewest.get(part.length);
  if (count === undefined || part.length < 2 * count) return none;
  return (text[0] === part[0] ? 0.72 : 0.6) + (0.1 * part.length) / text.length;
}

/** The closer together the letters are, the better; those from a name's begin on count most. */
function spreadIn(text: string, part: string, least: number): number {
  const { count, end } = lettersAhead(text, part, 0, 0);
  if (count < part.length) return none;
  const first = lettersBack(text, part, count, end);
  const share = part.length / text.length;
  const density = part.length / (end - first);
  return 0.05 + least + (first === 0 ? 0.1 : 0) + 0.15 * share + 0.25 * density;
}

/** @param before how many of its letters are in the scope */
function spreadAcross({ scope, own }: SymbolName, part: string, before: number): number {
  const { count, end } = lettersAhead(own.text, part, before, 0);
  if (count < part.length) return none;
  let index = part.length;
  let first = end;
  // Back from the last one: as many as there are in the name itself, the others before it.
  for (; index > 0 && first > 0; index -= 1) {
    const at = own.text.lastIndexOf(part.charAt(index - 1), first - 1);
    if (at < 0) break;
    first = at;
  }
  const ownAt = scope.text.length;
  const start = index === 0 ? ownAt + first : lettersBack(scope.text, part, index, ownAt);
  return spreadInWhole(part, start, ownAt + end);
}

function spreadInWhole(part: string, first: number, end: number): number {
  const density = part.length / (end - first);
  return density < leastDense ? 0 : 0.05 + (first === 0 ? 0.1 : 0) + 0.25 * density;
}

/** How many letters of a part there are with those in a text, in that order, and where these end. */
function lettersAhead(
  text: string,
  part: string,
  before: number,
  from: number,
): { readonly count: number; readonly end: number } {
  let end = from;
  for (let count = before; count < part.length; count += 1) {
    const at = text.indexOf(part.charAt(count), end);
    if (at < 0) return { count, end };
    end = at + 1;
  }
  return { count: part.length, end };
}

/** Where the first of a part's `count` letters, which are there, is as near to the last as it can be. */
function lettersBack(text: string, part: string, count: number, end: number): number {
  let first = end;
  for (let index = count - 1; index >= 0; index -= 1)
    first = text.lastIndexOf(part.charAt(index), first - 1);
  return first;
}

function runsBefore(text: string, part: string, end: number): Runs {
  const runs: [number, number][] = [];
  let at = end;
  for (const letter of [...part].reverse()) {
    at = text.lastIndexOf(letter, at - 1);
    const [next] = runs;
    if (next !== undefined && next[0] === at + 1) next[0] = at;
    else runs.unshift([at, at + 1]);
  }
  return runs;
}
