import { Failure } from '#app/contract/result.ts';
import { withoutComments } from './json-comments.ts';

/** One document of a text, and where it begins in the whole of it; line and column from 1. */
export interface JsonDocument {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** Characters of the whole text before it. */
  readonly offset: number;
}

/**
 * Splits text that comes in pieces into JSON documents that stand one after the other, with or
 * without white space or comments between; comments before a document belong to it. A document is
 * given as soon as it is complete; what is not JSON is given as it is, so that the codec tells what
 * is wrong with it.
 */
export async function* jsonDocuments(
  pieces: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<JsonDocument> {
  const splitter = new Splitter();
  for await (const piece of pieces) yield* whole(() => splitter.take(piece));
  yield* whole(() => splitter.end());
}

/** A text has an end. */
function* whole(documents: () => Iterable<JsonDocument>): Generator<JsonDocument> {
  try {
    yield* documents();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure(
      'message-invalid',
      'A JSON document is longer than the 512 MB that a text can have',
      'Send it as several messages, or make it shorter',
    );
  }
}

/** The documents of a whole text; see {@link jsonDocuments}. */
export function jsonDocumentsOf(text: string): readonly JsonDocument[] {
  const splitter = new Splitter();
  return [...splitter.take(text), ...splitter.end()];
}

/** White space before it, so that line and column are those of the whole text. */
export function atItsPlace({ text, line, column }: JsonDocument): string {
  return '\n'.repeat(line - 1) + ' '.repeat(column - 1) + text;
}

/** The failure of one of several documents, with its number from 1. Anything else is thrown again. */
export function numbered(error: unknown, number: number): Failure {
  if (!(error instanceof Failure)) throw error;
  const { code, message, hint } = error.error;
  return new Failure(code, `Message ${number}: ${message}`, hint);
}

class Splitter {
  readonly #place = new Place();
  #document = '';
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** What ends the comment that this is in; empty outside of one. */
  #commentEnd = '';
  #before = '';

  *take(piece: string): Generator<JsonDocument> {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      if (!this.#mayEndAt(piece[at] ?? '')) continue;
      const found = this.#place.take(this.#document + piece.slice(from, at + 1));
      if (found !== undefined) yield found;
      this.#document = '';
      from = at + 1;
    }
    this.#document += piece.slice(from);
  }

  *end(): Generator<JsonDocument> {
    const last = this.#place.take(this.#document);
    if (last !== undefined) yield last;
  }

  /** After its last bracket or quote, or at white space behind a bare word. */
  #mayEndAt(char: string): boolean {
    const before = this.#before;
    this.#before = char;
    if (this.#commentEnd !== '') {
      if ((this.#commentEnd === '\n' ? '' : before) + char !== this.#commentEnd) return false;
      this.#commentEnd = '';
      this.#before = '';
      return false;
    }
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (char === '\\') this.#escaped = true;
      else if (char === '"') this.#inString = false;
      return !this.#inString && this.#depth === 0;
    }
    if (before === '/' && (char === '/' || char === '*')) {
      this.#commentEnd = char === '/' ? '\n' : '*/';
      this.#before = '';
    } else if (char === '"') this.#inString = true;
    else if (char === '{' || char === '[') this.#depth += 1;
    else if (char === '}' || char === ']') {
      this.#depth = Math.max(0, this.#depth - 1);
      return this.#depth === 0;
    } else return this.#depth === 0 && /\s/.test(char);
    return false;
  }
}

/** Counts lines and columns over all that was taken. */
class Place {
  #line = 1;
  #column = 1;
  #offset = 0;

  take(raw: string): JsonDocument | undefined {
    const text = raw.trim();
    const at = raw.indexOf(text);
    this.#pass(raw.slice(0, at));
    const document = { text, line: this.#line, column: this.#column, offset: this.#offset };
    this.#pass(raw.slice(at));
    return withoutComments(text).trim() === '' ? undefined : document;
  }

  #pass(text: string): void {
    const lines = text.split('\n');
    this.#line += lines.length - 1;
    this.#column = (lines.length === 1 ? this.#column : 1) + (lines.at(-1)?.length ?? 0);
    this.#offset += text.length;
  }
}
