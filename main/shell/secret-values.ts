/** What stands where something was left out. */
export const redacted = '[redacted]';

/** Names whose values are secrets; what is before or after them in a longer name does not matter. */
const names = [
  'authorization',
  'bearer',
  'basic',
  'token',
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'credentials?',
  'cookie',
  '(?:api|private|access|session)[-_ ]?key',
].join('|');

/**
 * A name and what stands between it and its value: `k: v`, `k=v`, `k => v`, `"k":"v"`, `["k", "v"]`,
 * `{name: "k", value: "v"}`, `--k v`; the quotes may be escaped.
 */
const named = new RegExp(
  `(?:${names})[\\w-]{0,40}(?![\\w-])(?:` +
    `(?:\\\\*["'\`])?\\s*(?<sign>[:=]>?)\\s*` +
    `|\\\\*["'\`]\\s*,\\s*(?:\\\\*["'\`]?value\\\\*["'\`]?\\s*:\\s*)?` +
    `|(?=\\s)(?<=--[\\w-]{0,80})(?<option>\\s+))`,
  'gi',
);

/** These values hold spaces and separators of their own. */
const wholeLine = /^(?:authorization|cookie)/i;

/**
 * The text with the values of secret names left out. A value is a quoted string, a list or an object,
 * and otherwise the rest of the line; after `=` or in an option it ends with the word.
 */
export function withoutSecretValues(text: string): string {
  named.lastIndex = 0;
  let kept = '';
  let done = 0;
  for (let match = named.exec(text); match !== null; match = named.exec(text)) {
    const start = match.index + match[0].length;
    const { sign, option } = match.groups ?? {};
    const isWord = (sign === '=' || option !== undefined) && !wholeLine.test(match[0]);
    const end = endOfValue(text, start, isWord);
    if (end > start) kept += `${text.slice(done, start)}${redacted}`;
    else kept += text.slice(done, start);
    done = end;
    named.lastIndex = end;
  }
  return kept + text.slice(done);
}

const quoted = /\\*["'`]/y;
const toEndOfWord = /(?:(?:bearer|basic)\s+)?[^\s&;,]*/iy;
const toEndOfLine = /[^\n\r]*/y;

function endOfValue(text: string, start: number, isWord: boolean): number {
  quoted.lastIndex = start;
  const quote = quoted.exec(text)?.[0];
  if (quote !== undefined) return endOfString(text, start + quote.length, quote);
  if (/[[{(]/.test(text.charAt(start))) return endOfGroup(text, start);
  const rest = isWord ? toEndOfWord : toEndOfLine;
  rest.lastIndex = start;
  return start + (rest.exec(text)?.[0].length ?? 0);
}

/** Past the quote that closes the string: one that is escaped no deeper than the one that opened it. */
function endOfString(text: string, start: number, opening: string): number {
  const sign = opening.slice(-1);
  for (let at = text.indexOf(sign, start); at >= 0; at = text.indexOf(sign, at + 1)) {
    if (escapesBefore(text, at) < opening.length) return at + 1;
  }
  return text.length;
}

/** Past the bracket that closes the list or object, or the end of a text that was cut off. */
function endOfGroup(text: string, start: number): number {
  const landmark = /[[\](){}"'`]/g;
  landmark.lastIndex = start;
  let depth = 0;
  for (let match = landmark.exec(text); match !== null; match = landmark.exec(text)) {
    const sign = match[0];
    if (/["'`]/.test(sign)) {
      const opening = '\\'.repeat(escapesBefore(text, match.index)) + sign;
      landmark.lastIndex = endOfString(text, match.index + 1, opening);
    } else {
      depth += /[[{(]/.test(sign) ? 1 : -1;
      if (depth === 0) return landmark.lastIndex;
    }
  }
  return text.length;
}

function escapesBefore(text: string, at: number): number {
  let count = 0;
  while (text[at - count - 1] === '\\') count += 1;
  return count;
}
