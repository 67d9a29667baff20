/**
 * Splits text that comes in pieces into JSON documents that stand one after the other, with or
 * without white space between. A document is given as soon as it is complete; what is not JSON is
 * given as it is, so that the codec tells what is wrong with it.
 */
export async function* jsonDocuments(
  pieces: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<string> {
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
      const text = (document + piece.slice(from, at + 1)).trim();
      if (text !== '') yield text;
      document = '';
      from = at + 1;
    }
    document += piece.slice(from);
  }
  if (document.trim() !== '') yield document.trim();
}
