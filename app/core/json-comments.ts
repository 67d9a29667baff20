/**
 * The text with spaces in the place of its comments (`//` to the end of the line, and between slash and
 * star), so that what is left is JSON and every place in it is where it was.
 */
export function withoutComments(text: string): string {
  if (!text.includes('//') && !text.includes('/*')) return text;
  const parts: string[] = [];
  let from = 0;
  for (const [start, end] of comments(text)) {
    parts.push(text.slice(from, start), text.slice(start, end).replace(/[^\r\n]/g, ' '));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** From each comment's first character to behind its last. One that is not closed is none. */
function* comments(text: string): Generator<readonly [start: number, end: number]> {
  const mark = /["/]/g;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const at = found.index;
    if (found[0] === '"') {
      mark.lastIndex = afterString(text, at);
      continue;
    }
    const end = afterComment(text, at);
    if (end === undefined) continue;
    yield [at, end];
    mark.lastIndex = end;
  }
}

function afterString(text: string, at: number): number {
  let end = at + 1;
  for (;;) {
    const quote = text.indexOf('"', end);
    if (quote === -1) return text.length;
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes += 1;
    end = quote + 1;
    if (slashes % 2 === 0) return end;
  }
}

function afterComment(text: string, at: number): number | undefined {
  if (text[at + 1] === '/') {
    const end = text.indexOf('\n', at);
    return end === -1 ? text.length : end;
  }
  if (text[at + 1] !== '*') return undefined;
  const end = text.indexOf('*/', at + 2);
  return end === -1 ? undefined : end + 2;
}
