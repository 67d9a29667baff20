import { lettersOf, type SymbolName } from './symbol-name.ts';

/** Letters of a name's text: where each run of them begins and ends. */
export type Runs = readonly (readonly [number, number])[];

/** How well a part of a query fits a name: more than 0, and about 1 for a name just so. */
export interface PartMatch {
  readonly score: number;
  /** What was found. */
  readonly runs: () => Runs;
}

/** How much more a method counts. Initials are common to many names: of these the commonest counts. */
const methodsFirst = 1.05;
/** Letters that are farther apart in a whole name are there by chance. */
const leastDense = 0.3;

/** What a part of a query is in a name. */
export type Matching = (name: SymbolName) => PartMatch | undefined;

/** Fits a folded part into names as it stands, as initials or with letters left out. */
export function matching(part: string): Matching {
  const letters = lettersOf(part);
  return (name) => {
    if ((letters & ~name.letters) !== 0) return undefined;
    const match = asItStands(name, part) ?? asLetters(name, part);
    return better(match && methodFirst(name, match), asInitials(name, part));
  };
}

export function better(a: PartMatch | undefined, b: PartMatch | undefined): PartMatch | undefined {
  return a === undefined || (b !== undefined && b.score > a.score) ? b : a;
}

export function methodFirst({ own, owner }: SymbolName, { score, runs }: PartMatch): PartMatch {
  return { score: own === owner ? score : score * methodsFirst, runs };
}

/** The name itself counts more than the service that has it, and that more than the package. */
function asItStands(name: SymbolName, part: string): PartMatch | undefined {
  const { text, ownAt } = name;
  const inOwn = text.indexOf(part, ownAt);
  const at = inOwn < 0 ? text.lastIndexOf(part) : inOwn;
  if (at < 0) return undefined;
  return { score: scoreAt(name, part, at), runs: () => [[at, at + part.length]] };
}

function scoreAt({ text, own, ownAt, ownerAt }: SymbolName, part: string, at: number): number {
  const end = at + part.length;
  const share = Math.min(1, part.length / own.text.length);
  const begins = at === 0 || text.charAt(at - 1) === '.';
  if (begins && end === text.length) return 1;
  if (begins && end > ownAt) return 0.85 + 0.1 * share;
  if (at >= ownAt) return (own.words.includes(at - ownAt) ? 0.75 : 0.55) + 0.1 * share;
  if (at < ownerAt) return begins ? 0.5 : 0.4;
  if (!begins) return 0.5;
  return end === ownAt - 1 ? 0.75 : 0.7;
}

function asInitials({ own, ownAt }: SymbolName, part: string): PartMatch | undefined {
  if (part.length < 2 || !own.initials.startsWith(part)) return undefined;
  const starts = own.words.slice(0, part.length).map((word) => ownAt + word);
  return {
    score: own.initials === part ? 0.8 : 0.65,
    runs: () => starts.map((start) => [start, start + 1]),
  };
}

/** The closer together the letters are, the better; those from a name's begin on count most. */
function asLetters({ text, ownAt, ownerAt }: SymbolName, part: string): PartMatch | undefined {
  for (const [from, least] of [[ownAt, 0.25] as const, [ownerAt, 0.2] as const, [0, 0] as const]) {
    const span = spanIn(text, part, from);
    if (span === undefined) continue;
    const [first, end] = span;
    const density = part.length / (end - first);
    if (from === 0 && density < leastDense) return undefined;
    const share = least === 0 ? 0 : part.length / (text.length - from);
    const begin = first === from ? 0.1 : 0;
    return {
      score: 0.05 + least + begin + 0.15 * share + 0.25 * density,
      runs: () => runsBefore(text, part, end),
    };
  }
  return undefined;
}

/** Where letters in that order begin and end, the first as near to the last as it is. */
function spanIn(text: string, part: string, from: number): [number, number] | undefined {
  let end = from;
  for (let index = 0; index < part.length; index += 1) {
    end = text.indexOf(part.charAt(index), end) + 1;
    if (end === 0) return undefined;
  }
  let first = end;
  for (let index = part.length - 1; index >= 0; index -= 1)
    first = text.lastIndexOf(part.charAt(index), first - 1);
  return [first, end];
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
