import { isolateHistory } from '@codemirror/commands';
import type { ChangeSpec, EditorState, TransactionSpec } from '@codemirror/state';
import { endOfUse } from '#app/core/variables/template.ts';

/** `value` is a string, a word or number, or a use of a variable. */
type Kind = 'open' | 'close' | 'comma' | 'colon' | 'value' | 'line-comment' | 'comment';

interface Token {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
}

/**
 * The text laid out with one member a line, as one step of undo. Nothing but white space between its parts changes,
 * so digits, comments and variables stay as they are typed, and the caret where it is. `undefined` where
 * brackets or quotes are open.
 */
export function formatting(state: EditorState): TransactionSpec | undefined {
  const text = state.doc.toString();
  const tokens = tokensOf(text);
  const changes = tokens && changesOf(text, tokens);
  return (
    changes && {
      changes,
      userEvent: 'format',
      annotations: isolateHistory.of('full'),
      scrollIntoView: true,
    }
  );
}

function changesOf(text: string, tokens: readonly Token[]): readonly ChangeSpec[] | undefined {
  const changes: ChangeSpec[] = [];
  const open: string[] = [];
  const put = (from: number, to: number, insert: string) => {
    if (text.slice(from, to) !== insert) changes.push({ from, to, insert });
  };
  for (const [index, token] of tokens.entries()) {
    const { kind, from } = token;
    const before = tokens[index - 1];
    const bracket = text.charAt(from);
    if (kind === 'close' && open.pop() !== bracket) return undefined;
    const line = `\n${'  '.repeat(open.length)}`;
    const gap = text.slice(before?.to ?? 0, from);
    const next = tokens[index + 1];
    const isTrailing = next === undefined || text.slice(token.to, next.from).includes('\n');
    put(from - gap.length, from, before ? between(before, token, { gap, line, isTrailing }) : '');
    if (kind === 'open') open.push(bracket === '{' ? '}' : ']');
  }
  if (open.length > 0) return undefined;
  const end = text.slice(tokens.at(-1)?.to ?? 0);
  put(text.length - end.length, text.length, tokens.length > 0 && end.includes('\n') ? '\n' : '');
  return changes;
}

interface Around {
  /** What is between the two now. */
  readonly gap: string;
  /** A new line, indented as the second one is to be. */
  readonly line: string;
  /** A line break follows the second one. */
  readonly isTrailing: boolean;
}

function between(before: Token, token: Token, { gap, line, isTrailing }: Around): string {
  const isBroken = gap.includes('\n');
  const isOutside = line === '\n';
  if (before.kind === 'line-comment') return line;
  if (token.kind === 'line-comment' || (token.kind === 'comment' && isTrailing))
    return isBroken ? line : ' ';
  if (before.kind === 'comment' && isBroken) return line;
  if (before.kind === 'open' && token.kind === 'close') return '';
  if (before.kind === 'open' || before.kind === 'comma' || token.kind === 'close') return line;
  if (token.kind === 'comma' || token.kind === 'colon') return '';
  if (before.kind === 'colon' || before.kind === 'comment') return ' ';
  // A variable that stands for some of a number's digits.
  if (gap === '' && before.kind === 'value' && token.kind === 'value') return '';
  return isOutside || isBroken ? line : ' ';
}

/** `undefined` where a string or a comment has no end. */
function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let from = 0;
  for (;;) {
    while (/\s/.test(text.charAt(from))) from += 1;
    if (from >= text.length) return tokens;
    const token = tokenAt(text, from);
    if (token === undefined) return undefined;
    tokens.push(token);
    from = token.to;
  }
}

const marks: Readonly<Record<string, Kind>> = {
  '{': 'open',
  '[': 'open',
  '}': 'close',
  ']': 'close',
  ',': 'comma',
  ':': 'colon',
};

function tokenAt(text: string, from: number): Token | undefined {
  const use = text.startsWith('{{', from) ? endOfUse(text, from) : undefined;
  if (use !== undefined) return { kind: 'value', from, to: use };
  const kind = marks[text.charAt(from)];
  if (kind !== undefined) return { kind, from, to: from + 1 };
  if (text.startsWith('//', from)) {
    const end = text.indexOf('\n', from);
    return { kind: 'line-comment', from, to: end === -1 ? text.length : end };
  }
  if (text.startsWith('/*', from)) {
    const end = text.indexOf('*/', from + 2);
    return end === -1 ? undefined : { kind: 'comment', from, to: end + 2 };
  }
  const to = text.charAt(from) === '"' ? endOfString(text, from) : endOfWord(text, from);
  return to === undefined ? undefined : { kind: 'value', from, to };
}

/** Quotes of a variable in it are that one's own. */
function endOfString(text: string, from: number): number | undefined {
  let at = from + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    const use = text.startsWith('{{', at) ? endOfUse(text, at) : undefined;
    if (use !== undefined) at = use;
    else if (char === '"') return at + 1;
    else if (char === '\n') return undefined;
    else at += char === '\\' ? 2 : 1;
  }
  return undefined;
}

const wordEnd = /[\s"{}[\],:]|\/[/*]/g;

function endOfWord(text: string, from: number): number {
  wordEnd.lastIndex = from + 1;
  return wordEnd.exec(text)?.index ?? text.length;
}
