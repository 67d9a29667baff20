import type { GapComments } from './comments.ts';
import { commentsBetween } from './comments.ts';
import type { Lost } from './parsed-file.ts';
import { literalBytes } from './string-literal.ts';
import type { Place, TextProblem, Token } from './token.ts';

/** Ends the reading of one statement; caught where statements are read one after the other. */
export class SyntaxProblem extends Error implements TextProblem {
  readonly place: Place;
  readonly hint?: string;

  constructor(place: Place, message: string, hint?: string) {
    super(message);
    this.name = 'SyntaxProblem';
    this.place = place;
    if (hint !== undefined) this.hint = hint;
  }
}

/** Reads tokens one after the other. */
export class Cursor {
  readonly #text: string;
  #tokens: readonly Token[];
  #index = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  /** The token to come, or the one behind it. Behind the end there is only the end. */
  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)];
    if (token === undefined) throw new Error('A token list ends with an end token.');
    return token;
  }

  /** The token read last; undefined at the start. */
  get previous(): Token | undefined {
    return this.#tokens[this.#index - 1];
  }

  get atEnd(): boolean {
    return this.peek().kind === 'end';
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#index += 1;
    return token;
  }

  /** Whether the token to come is this word or symbol. */
  at(text: string): boolean {
    return this.peek().text === text && !this.atEnd;
  }

  accept(text: string): boolean {
    if (!this.at(text)) return false;
    this.next();
    return true;
  }

  expect(text: string): Token {
    if (this.at(text)) return this.next();
    throw this.unexpected(`"${text}"`);
  }

  identifier(what: string): Token {
    if (this.peek().kind === 'identifier') return this.next();
    throw this.unexpected(what);
  }

  /** A whole number without sign, with all its digits. */
  integer(what: string): bigint {
    const token = this.peek();
    if (token.kind !== 'integer') throw this.unexpected(what);
    const octal = /^0[0-7]+$/.test(token.text);
    if (!octal && /^0[0-9]+$/.test(token.text)) {
      throw new SyntaxProblem(token, `${token.text} begins with 0, but is not an octal number`);
    }
    this.next();
    return BigInt(octal ? `0o${token.text.slice(1)}` : token.text);
  }

  /** One string literal, or several in a row, which are one string. */
  string(what: string): Uint8Array {
    if (this.peek().kind !== 'string') throw this.unexpected(what);
    const parts: Uint8Array[] = [];
    while (this.peek().kind === 'string') parts.push(literalBytes(this.next().text));
    return Buffer.concat(parts);
  }

  text(what: string): string {
    return Buffer.from(this.string(what)).toString('utf8');
  }

  /**
   * Takes out comments from `#` to the end of the line, which only the text format has, up to the brace
   * that closes the block begun. As for protoc, braces in such a comment count.
   */
  dropHashComments(): void {
    let end = this.#index;
    for (let open = 1; end < this.#tokens.length; end += 1) {
      const text = this.#tokens[end]?.text;
      if (text === '{') open += 1;
      if (text === '}') open -= 1;
      if (open === 0) break;
    }
    const block = this.#tokens.slice(this.#index, end);
    const commented = new Set(block.filter(({ text }) => text === '#').map(({ line }) => line));
    if (commented.size === 0) return;
    const kept = block.filter(({ line, start }) => {
      if (!commented.has(line)) return true;
      return block.every((one) => one.text !== '#' || one.line !== line || one.start > start);
    });
    this.#tokens = [...this.#tokens.slice(0, this.#index), ...kept, ...this.#tokens.slice(end)];
  }

  /** The comments between the token read last and the one to come. */
  comments(): GapComments {
    return commentsBetween(this.#text, this.previous, this.peek());
  }

  /** The token to come is not what the grammar asks for. */
  unexpected(wanted: string, hint?: string): SyntaxProblem {
    const token = this.peek();
    const found = token.kind === 'end' ? 'the end of the file' : shorten(token.text);
    return new SyntaxProblem(token, `expected ${wanted}, but found ${found}`, hint);
  }

  /** Reads a block from behind its `{` on. One that cannot be read is left behind as a whole, if it ends. */
  inBlock<T>(read: () => T): T {
    const start = this.#index;
    try {
      return read();
    } catch (error) {
      const failed = this.#index;
      this.#index = start;
      for (let depth = 1; depth > 0 && !this.atEnd; ) {
        const { text } = this.next();
        if (text === '{') depth += 1;
        else if (text === '}') depth -= 1;
      }
      if (this.atEnd && this.previous?.text !== '}') this.#index = failed;
      throw error;
    }
  }

  /**
   * Goes behind the statement that could not be read: behind its `;` or block, or before a `}`. Tells
   * which of them it went over.
   */
  skipStatement(): Lost {
    let lost: Lost = 'statement';
    for (let depth = 0; !this.atEnd; ) {
      if (depth === 0 && this.at('}')) return lost;
      const { text } = this.next();
      if (text === '{') {
        depth += 1;
        lost = 'block';
      } else if (text === '}' && --depth === 0) return lost;
      else if (text === ';' && depth === 0) return lost;
    }
    // Nothing ends it, so the rest of the file is in it.
    return 'block';
  }
}

function shorten(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return /^["']/.test(shown) ? shown : `"${shown}"`;
}
