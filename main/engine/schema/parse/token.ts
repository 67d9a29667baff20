/** A place in a text, as editors count: line and column from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

type TokenKind = 'identifier' | 'integer' | 'float' | 'string' | 'symbol' | 'end';

export interface Token extends Place {
  readonly kind: TokenKind;
  /** As written, a string with its quotes. */
  readonly text: string;
  /** Offsets into the text; `end` is behind the last character. */
  readonly start: number;
  readonly end: number;
}

/** Something that is wrong with the text itself. */
export interface TextProblem {
  readonly place: Place;
  readonly message: string;
  readonly hint?: string;
}

export interface Tokens {
  /** Ends with one token of kind `end`. */
  readonly tokens: readonly Token[];
  readonly problems: readonly TextProblem[];
}

/** Editors do not count it, protoc does. */
export const BYTE_ORDER_MARK = '\ufeff';

const BLANKS = /[ \t\r\v\f\n\ufeff]+/y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /0[xX][0-9A-Fa-f]+|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const INTEGER = /^(?:0[xX][0-9A-Fa-f]+|[0-9]+)$/;
const GOOD_ESCAPES =
  /^(?:[^\\]|\\(?:[0-7abfnrtv\\?'"]|[xX][0-9A-Fa-f]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))*$/;
const STRING = /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'/y;

function controlCharacter(place: Place, char: string): TextProblem {
  const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return { place, message: `a control character (U+${code}) is here`, hint: 'Delete it.' };
}

/** Cuts the text of a `.proto` file into tokens; comments and blanks are left out. Never throws. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  const problems: TextProblem[] = [];
  let offset = 0;
  let line = 1;
  let lineStart = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;

  const here = (): Place => ({ line, column: offset - lineStart + 1 });
  const advanceTo = (end: number): void => {
    for (
      let at = text.indexOf('\n', offset);
      at !== -1 && at < end;
      at = text.indexOf('\n', at + 1)
    ) {
      line += 1;
      lineStart = at + 1;
    }
    offset = end;
  };
  const push = (kind: TokenKind, end: number): void => {
    const { line: at, column } = here();
    tokens.push({ kind, text: text.slice(offset, end), start: offset, end, line: at, column });
    offset = end;
  };
  const match = (pattern: RegExp): number => {
    pattern.lastIndex = offset;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };

  const nul = text.indexOf('\0');
  if (nul !== -1) {
    const before = text.slice(0, nul).split('\n');
    const start = before.length === 1 ? lineStart : 0;
    const place = { line: before.length, column: (before.at(-1) ?? '').length - start + 1 };
    problems.push(controlCharacter(place, '\0'));
  }
  while (offset < text.length) {
    const char = text.charAt(offset);
    const blanks = match(BLANKS);
    if (blanks !== -1) {
      advanceTo(blanks);
    } else if (text.startsWith('//', offset)) {
      const end = text.indexOf('\n', offset);
      advanceTo(end === -1 ? text.length : end);
    } else if (text.startsWith('/*', offset)) {
      const end = text.indexOf('*/', offset + 2);
      if (end === -1) {
        problems.push({
          place: here(),
          message: 'this comment is never closed',
          hint: 'Close it with */.',
        });
      }
      const inner = text.indexOf('/*', offset + 2);
      if (inner !== -1 && inner < end) {
        advanceTo(inner);
        problems.push({ place: here(), message: 'a comment in a comment: the first */ ends both' });
      }
      advanceTo(end === -1 ? text.length : end + 2);
    } else {
      const identifier = match(IDENTIFIER);
      const number = identifier === -1 ? match(NUMBER) : -1;
      if (identifier !== -1) {
        push('identifier', identifier);
      } else if (number !== -1) {
        const written = text.slice(offset, number);
        if (/^0[0-9]+[.eE]/.test(written))
          problems.push({ place: here(), message: `${written} begins with 0, but is not octal` });
        push(INTEGER.test(written) ? 'integer' : 'float', number);
      } else if (char < ' ') {
        if (char !== '\0') problems.push(controlCharacter(here(), char));
        offset += 1;
      } else if (char === '"' || char === "'") {
        pushString(char);
      } else {
        push('symbol', offset + ((text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1));
      }
    }
  }
  push('end', offset);
  return { tokens, problems };

  function pushString(quote: string): void {
    const end = match(STRING);
    if (end !== -1) {
      const literal = text.slice(offset, end);
      if (literal.includes('\\') && !GOOD_ESCAPES.test(literal)) {
        problems.push({
          place: here(),
          message: 'this string has a backslash that begins no escape',
          hint: 'A backslash itself is written as two.',
        });
      }
      push('string', end);
      return;
    }
    const newline = text.indexOf('\n', offset);
    problems.push({
      place: here(),
      message: 'this string is not closed on its line',
      hint: `Close it with ${quote}.`,
    });
    push('string', newline === -1 ? text.length : newline);
  }
}
