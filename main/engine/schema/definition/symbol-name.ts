/** A part of a symbol's name between dots; many symbols share one. Case and `_` do not count. */
export interface Segment {
  /** Counts from 0, apart from those of scopes. */
  readonly id: number;
  readonly text: string;
  /** See {@link lettersOf}. */
  readonly letters: number;
  /** Where its words begin in `text`: `CreateTopic` and `create_topic` have two. */
  readonly words: readonly number[];
  /** The first letters of its words. */
  readonly initials: string;
}

/** What stands before the last part of a symbol's name, up to its dot; a slash is a dot. */
export interface Scope {
  /** Counts from 0, apart from those of segments. */
  readonly id: number;
  readonly text: string;
  readonly letters: number;
  /** Of methods: the own name of their service, and where in the text it begins. */
  readonly owner?: Segment & { readonly at: number };
}

/** How many there are: ids are below. */
export interface NameSizes {
  readonly segments: number;
  readonly scopes: number;
}

/** A symbol's name as it is searched in. */
export interface SymbolName {
  readonly scope: Scope;
  readonly own: Segment;
}

export function folded(text: string): string {
  return text.replaceAll('_', '').replaceAll('/', '.').toLowerCase();
}

export function textOf({ scope, own }: SymbolName): string {
  return scope.text + own.text;
}

/** A bit for each letter that is in a text: one that lacks a bit lacks a letter. */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index += 1)
    letters |= 1 << (text.charCodeAt(index) & 31);
  return letters;
}

/** Makes names that share their segments and scopes. */
export class NameMaker {
  readonly #segments = new Map<string, Segment>();
  readonly #scopes = new Map<string, Scope>();

  make(name: string): SymbolName {
    const cut = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1;
    return { scope: this.#scope(name.slice(0, cut)), own: this.#segment(name.slice(cut)) };
  }

  get sizes(): NameSizes {
    return { segments: this.#segments.size, scopes: this.#scopes.size };
  }

  #segment(name: string): Segment {
    const known = this.#segments.get(name);
    if (known !== undefined) return known;
    const made = segmentOf(this.#segments.size, name);
    this.#segments.set(name, made);
    return made;
  }

  #scope(name: string): Scope {
    const known = this.#scopes.get(name);
    if (known !== undefined) return known;
    const text = folded(name);
    const scope = { id: this.#scopes.size, text, letters: lettersOf(text) };
    const made = name.endsWith('/') ? { ...scope, owner: this.#owner(name, text) } : scope;
    this.#scopes.set(name, made);
    return made;
  }

  #owner(scope: string, text: string): Segment & { readonly at: number } {
    const segment = this.#segment(scope.slice(scope.lastIndexOf('.') + 1, -1));
    return { ...segment, at: text.length - 1 - segment.text.length };
  }
}

function segmentOf(id: number, name: string): Segment {
  const text = folded(name);
  const words: number[] = [];
  let at = 0;
  // `HTTPRule2` has the words `HTTP`, `Rule` and `2`.
  for (const word of name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d_]+/g) ?? []) {
    words.push(at);
    at += word.length;
  }
  const initials = words.map((start) => text.charAt(start)).join('');
  return { id, text, letters: lettersOf(text), words, initials };
}
