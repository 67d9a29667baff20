import { endOfUse } from './variables/template.ts';

interface Token {
  readonly kind: 'open' | 'close' | 'mark' | 'line-comment' | 'comment' | 'value';
  readonly text: string;
  /** It is the first of its line. */
  readonly isFirst: boolean;
}

const closes: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/**
 * JSON text as it reads best: an item a line, indented by two spaces. Nothing but white space between its parts
 * changes: digits, escapes, comments and variables stay as they were typed. `undefined` where brackets or
 * quotes do not pair.
 */
export function formatJson(text: string): string | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const parts: string[] = [];
  const open: string[] = [];
  let gap: 'none' | 'space' | 'line' = 'none';
  let before: Token | undefined;
  for (const [index, token] of tokens.entries()) {
    // What stands between slash and star is about what follows it on its line.
    const isAlone = tokens[index + 1]?.isFirst !== false;
    if (token.kind === 'close') {
      if (closes[open.pop() ?? ''] !== token.text) return undefined;
      gap = before?.kind === 'open' ? 'none' : 'line';
    } else if (token.kind === 'mark') gap = before?.kind === 'line-comment' ? 'line' : 'none';
    else if (isComment(token) && before !== undefined)
      gap = token.isFirst || (gap === 'line' && !isAlone) ? 'line' : 'space';
    if (gap === 'space') parts.push(' ');
    else if (gap === 'line') parts.push(`\n${'  '.repeat(open.length)}`);
    parts.push(token.text);
    if (token.kind === 'open') open.push(token.text);
    gap = gapAfter(token, open.length, isAlone);
    before = token;
  }
  return open.length === 0 ? parts.join('') : undefined;
}

function gapAfter(
  { kind, text }: Token,
  depth: number,
  isAlone: boolean,
): 'none' | 'space' | 'line' {
  if (kind === 'open' || kind === 'line-comment' || text === ',') return 'line';
  if (kind === 'comment') return isAlone ? 'line' : 'space';
  if (text === ':') return 'space';
  return depth === 0 ? 'line' : 'space';
}

function isComment({ kind }: Token): boolean {
  return kind === 'comment' || kind === 'line-comment';
}

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  let isFirst = true;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (/\s/.test(char)) {
      isFirst ||= char === '\n';
      at += 1;
      continue;
    }
    const found = tokenAt(text, at);
    if (found === undefined) return undefined;
    tokens.push({ kind: found.kind, text: text.slice(at, found.end).trimEnd(), isFirst });
    at = found.end;
    isFirst = false;
  }
  return tokens;
}

function tokenAt(
  text: string,
  at: number,
): { readonly kind: Token['kind']; readonly end: number } | undefined {
  const use = text.startsWith('{{', at) ? endOfUse(text, at) : undefined;
  if (use !== undefined) return { kind: 'value', end: wordEnd(text, use) };
  const char = text[at] ?? '';
  if (char === '"') {
    const end = stringEnd(text, at);
    return end === undefined ? undefined : { kind: 'value', end };
  }
  if (text.startsWith('//', at)) {
    const end = text.indexOf('\n', at);
    return { kind: 'line-comment', end: end === -1 ? text.length : end };
  }
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    return end === -1 ? undefined : { kind: 'comment', end: end + 2 };
  }
  if (char === '{' || char === '[') return { kind: 'open', end: at + 1 };
  if (char === '}' || char === ']') return { kind: 'close', end: at + 1 };
  if (char === ',' || char === ':') return { kind: 'mark', end: at + 1 };
  return { kind: 'value', end: wordEnd(text, at + 1) };
}

/** A number, a bare word, or what is not JSON; a variable may be part of it. */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const use = text.startsWith('{{', at) ? endOfUse(text, at) : undefined;
    if (use === undefined && /[\s"{}[\],:/]/.test(text[at] ?? '')) return at;
    at = use ?? at + 1;
  }
  return at;
}

/** The quotes within a variable are its own. */
function stringEnd(text: string, from: number): number | undefined {
  let at = from + 1;
  while (at < text.length) {
    const use = text.startsWith('{{', at) ? endOfUse(text, at) : undefined;
    if (use !== undefined) at = use;
    else if (text[at] === '"') return at + 1;
    else at += text[at] === '\\' ? 2 : 1;
  }
  return undefined;
}
