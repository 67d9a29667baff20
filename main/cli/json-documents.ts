/** One document of a text, and where it begins in the whole of it; both from 1. */
export interface JsonDocument {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Splits text that comes in pieces into JSON documents that stand one after the other, with or
 * without white space between. A document is given as soon as it is complete; what is not JSON is
 * given as it is, so that the codec tells what is wrong with it.
 */
export async function* jsonDocuments(
  pieces: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<JsonDocument> {
  const place = new Place();
  let document = '';
  let depth = 0;
  let inString = false;
  let escaped = false;
  for await (const piece of pieces) {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const char = piece[at] ?? '';
      if (inString) {
        if (escaped) escaped = false;
        else if (char === '\\') escaped = true;
        else if (char === '"') inString = false;
        if (inString || depth > 0) continue;
      } else if (char === '"') {
        inString = true;
        continue;
      } else if (char === '{' || char === '[') {
        depth += 1;
        continue;
      } else if (char === '}' || char === ']') {
        depth -= 1;
        if (depth > 0) continue;
        depth = 0;
      } else if (depth > 0 || !/\s/.test(char)) continue;
      // Here a document may end: after its last bracket or quote, or at white space behind a bare word.
      const found = place.take(document + piece.slice(from, at + 1));
      if (found !== undefined) yield found;
      document = '';
      from = at + 1;
    }
    document += piece.slice(from);
  }
  const last = place.take(document);
  if (last !== undefined) yield last;
}

/** Counts lines and columns over all that was taken. */
class Place {
  #line = 1;
  #column = 1;

  take(raw: string): JsonDocument | undefined {
    const text = raw.trim();
    this.#pass(text === '' ? raw : raw.slice(0, raw.indexOf(text)));
    if (text === '') return undefined;
    const document = { text, line: this.#line, column: this.#column };
    this.#pass(raw.slice(raw.indexOf(text)));
    return document;
  }

  #pass(text: string): void {
    const lines = text.split('\n');
    this.#line += lines.length - 1;
    this.#column = (lines.length === 1 ? this.#column : 1) + (lines.at(-1)?.length ?? 0);
  }
}
