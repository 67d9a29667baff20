import { editDistance } from '#app/core/edit-distance.ts';
import { type Matching, methodsFirst, type Runs } from './symbol-match.ts';
import { lettersOf, type NameSizes, type Segment, type SymbolName } from './symbol-name.ts';

/** A shorter part is near to too many words. */
export const leastMistyped = 5;

/** How much the name of a service counts against that of its method. */
const ofOwner = 0.75;

/** Where in a segment something stands that was mistyped, and how well it fits. */
interface Near {
  readonly score: number;
  readonly from: number;
  readonly end: number;
}

/** Fits a mistyped part into names: letters left out, doubled, swapped or wrong, one or two of them. */
export class Mistyped implements Matching {
  readonly #part: string;
  readonly #letters: number;
  readonly #most: number;
  readonly #distances = new Map<string, number>();
  /** By id of a segment; `null` where there is none. */
  readonly #near: (Near | null | undefined)[];

  constructor(part: string, { segments }: NameSizes) {
    this.#part = part;
    this.#letters = lettersOf(part);
    this.#most = part.length < 8 ? 1 : 2;
    this.#near = new Array(segments);
  }

  score({ own, scope: { owner } }: SymbolName): number {
    const score = this.#inSegment(own)?.score ?? 0;
    if (owner === undefined) return score;
    return Math.max(score, (this.#inSegment(owner)?.score ?? 0) * ofOwner) * methodsFirst;
  }

  runs({ own, scope: { text, owner } }: SymbolName): Runs {
    const inOwn = this.#inSegment(own);
    const inOwner = owner && this.#inSegment(owner);
    const isOwner = (inOwner?.score ?? 0) * ofOwner > (inOwn?.score ?? 0);
    const near = isOwner ? inOwner : inOwn;
    const at = isOwner ? (owner?.at ?? 0) : text.length;
    return near ? [[at + near.from, at + near.end]] : [];
  }

  #inSegment(segment: Segment): Near | null {
    const known = this.#near[segment.id];
    if (known !== undefined) return known;
    const near = this.#nearest(segment) ?? null;
    this.#near[segment.id] = near;
    return near;
  }

  /** In the whole of it, or in one or two of its words. */
  #nearest({ text, letters, words }: Segment): Near | undefined {
    // A letter that is left out or wrong is one that may be missing.
    if (countOf(this.#letters & ~letters) > this.#most) return undefined;
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

function countOf(letters: number): number {
  let count = 0;
  for (let rest = letters; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
