/** A part of a symbol's name between dots; many symbols share one. */
export interface Segment {
  readonly text: string;
  /** Where its words begin in `text`: `CreateTopic` and `create_topic` have two. */
  readonly words: readonly number[];
  /** The first letters of its words. */
  readonly initials: string;
}

/** A symbol's name as it is searched in: case and `_` do not count, and a slash is a dot. */
export interface SymbolName {
  readonly text: string;
  /** See {@link lettersOf}. */
  readonly letters: number;
  /** What follows the last dot, and where it begins. */
  readonly own: Segment;
  readonly ownAt: number;
  /** Of a method its service, else what `own` is. */
  readonly owner: Segment;
  readonly ownerAt: number;
}

export function folded(text: string): string {
  return text.replaceAll('_', '').replaceAll('/', '.').toLowerCase();
}

/** A bit for each letter that is in a text: one that lacks a bit lacks a letter. */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index += 1)
    letters |= 1 << (text.charCodeAt(index) & 31);
  return letters;
}

/** Makes names that share their segments. */
export function nameMaker(): (name: string) => SymbolName {
  const segments = new Map<string, Segment>();
  function segment(name: string): Segment {
    const known = segments.get(name);
    if (known !== undefined) return known;
    const made = segmentOf(name);
    segments.set(name, made);
    return made;
  }
  return (name) => {
    const text = folded(name);
    const letters = lettersOf(text);
    const slash = name.lastIndexOf('/');
    const own = segment(name.slice(Math.max(name.lastIndexOf('.'), slash) + 1));
    const ownAt = text.length - own.text.length;
    if (slash < 0) return { text, letters, own, ownAt, owner: own, ownerAt: ownAt };
    const owner = segment(name.slice(name.lastIndexOf('.', slash) + 1, slash));
    return { text, letters, own, ownAt, owner, ownerAt: ownAt - 1 - owner.text.length };
  };
}

function segmentOf(name: string): Segment {
  const text = folded(name);
  const words: number[] = [];
  let at = 0;
  // `HTTPRule2` has the words `HTTP`, `Rule` and `2`.
  for (const word of name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d_]+/g) ?? []) {
    words.push(at);
    at += word.length;
  }
  return { text, words, initials: words.map((start) => text.charAt(start)).join('') };
}
