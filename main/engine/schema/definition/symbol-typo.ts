import { better, methodFirst, type PartMatch } from './symbol-match.ts';
import type { Segment, SymbolName } from './symbol-name.ts';

/** A shorter part is near to too many words. */
export const leastMistyped = 5;

/** Where in a segment something stands that was mistyped, and how well it fits. */
interface Near {
  readonly score: number;
  readonly from: number;
  readonly end: number;
}

/** Fits a mistyped part into names: letters left out, doubled, swapped or wrong, one or two of them. */
export class Mistyped {
  readonly #part: string;
  readonly #most: number;
  readonly #distances = new Map<string, number>();
  readonly #near = new Map<Segment, Near | undefined>();

  constructor(part: string) {
    this.#part = part;
    this.#most = part.length < 8 ? 1 : 2;
  }

  match(name: SymbolName): PartMatch | undefined {
    const { own, ownAt, owner, ownerAt } = name;
    const inOwn = matchOf(this.#inSegment(own), ownAt, 1);
    if (owner === own) return inOwn;
    const match = better(inOwn, matchOf(this.#inSegment(owner), ownerAt, 0.75));
    return match && methodFirst(name, match);
  }

  #inSegment(segment: Segment): Near | undefined {
    if (this.#near.has(segment)) return this.#near.get(segment);
    const near = this.#nearest(segment);
    this.#near.set(segment, near);
    return near;
  }

  /** In the whole of it, or in one or two of its words. */
  #nearest({ text, words }: Segment): Near | undefined {
    const whole = this.#distance(text);
    if (whole <= this.#most) return { score: 0.75 - 0.1 * whole, from: 0, end: text.length };
    let best: Near | undefined;
    for (const [index, from] of words.entries()) {
      for (const end of [words[index + 1] ?? text.length, words[index + 2] ?? text.length]) {
        if (Math.abs(end - from - this.#part.length) > this.#most) continue;
        const distance = this.#distance(text.slice(from, end));
        const score = (from === 0 ? 0.65 : 0.55) - 0.1 * distance;
        if (distance <= this.#most && score > (best?.score ?? 0)) best = { score, from, end };
      }
    }
    return best;
  }

  #distance(word: string): number {
    if (Math.abs(word.length - this.#part.length) > this.#most) return Infinity;
    const known = this.#distances.get(word) ?? editDistance(this.#part, word, this.#most);
    this.#distances.set(word, known);
    return known;
  }
}

function matchOf(near: Near | undefined, at: number, weight: number): PartMatch | undefined {
  if (near === undefined) return undefined;
  const { score, from, end } = near;
  return { score: score * weight, runs: () => [[at + from, at + end]] };
}

/** How many letters must be added, taken, changed or swapped with the next; `Infinity` beyond `most`. */
export function editDistance(from: string, to: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swapped = isSwapped ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity;
      const changed = (last[column - 1] ?? Infinity) + (isSame ? 0 : 1);
      const added = Math.min(last[column] ?? Infinity, now[column - 1] ?? Infinity) + 1;
      now.push(Math.min(swapped, changed, added));
    }
    if (Math.min(...now) > most) return Infinity;
    [beforeLast, last] = [last, now];
  }
  return last[to.length] ?? Infinity;
}
