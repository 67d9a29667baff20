import type { Token } from './token.ts';

/** The comments between two tokens, shared out by the rules that protoc follows. */
export interface GapComments {
  /** Belongs to what ended with the first token. */
  readonly trailing: string;
  /** Belong to nothing. */
  readonly detached: readonly string[];
  /** Belongs to what begins with the second token. */
  readonly leading: string;
}

const NONE: GapComments = { trailing: '', detached: [], leading: '' };
const ENDS_SCOPE: ReadonlySet<string> = new Set(['}', ']', ')']);

/**
 * Shares out the comments between two tokens, `before` being undefined at the start of the text:
 * a comment on the line of the first token, or right below it and followed by a blank line, trails
 * it; the last one without a blank line behind it leads the second token; the rest is detached.
 */
export function commentsBetween(
  text: string,
  before: Token | undefined,
  after: Token,
): GapComments {
  const gap = text.slice(before?.end ?? 0, after.start);
  if (!gap.includes('/')) return NONE;
  const collector = new Collector(before !== undefined);
  const scanner = new GapScanner(gap);
  let trailingEnd = -1;
  if (before !== undefined) {
    scanner.skipBlanks();
    const comment = scanner.comment();
    if (comment === undefined) {
      if (!scanner.newline()) return NONE;
    } else {
      collector.add(comment);
      trailingEnd = scanner.line;
      if (comment.block) {
        scanner.skipBlanks();
        scanner.newline();
      } else {
        trailingEnd -= 1;
      }
      collector.flush();
    }
  }
  for (;;) {
    scanner.skipBlanks();
    const comment = scanner.comment();
    if (comment !== undefined) {
      collector.add(comment);
      if (comment.block) {
        scanner.skipBlanks();
        scanner.newline();
      }
    } else if (scanner.newline()) {
      collector.flush();
      collector.detach();
    } else {
      const isEnd = after.kind === 'end';
      if (isEnd || ENDS_SCOPE.has(after.text)) collector.flush();
      const isOnLine = scanner.line === 0 || trailingEnd === scanner.line;
      if (!isEnd && before !== undefined && isOnLine) collector.disown();
      return collector.result();
    }
  }
}

interface Comment {
  readonly text: string;
  readonly block: boolean;
}

class GapScanner {
  line = 0;
  readonly #gap: string;
  #at = 0;

  constructor(gap: string) {
    this.#gap = gap;
  }

  skipBlanks(): void {
    while (/[ \t\r\v\f\ufeff]/.test(this.#gap.charAt(this.#at))) this.#at += 1;
  }

  newline(): boolean {
    if (this.#gap.charAt(this.#at) !== '\n') return false;
    this.#at += 1;
    this.line += 1;
    return true;
  }

  comment(): Comment | undefined {
    if (this.#gap.startsWith('//', this.#at)) {
      const newline = this.#gap.indexOf('\n', this.#at);
      const end = newline === -1 ? this.#gap.length : newline + 1;
      const text = this.#gap.slice(this.#at + 2, end);
      this.#at = end;
      if (newline !== -1) this.line += 1;
      return { text, block: false };
    }
    if (!this.#gap.startsWith('/*', this.#at)) return undefined;
    const close = this.#gap.indexOf('*/', this.#at + 2);
    const body = this.#gap.slice(this.#at + 2, close === -1 ? undefined : close);
    this.#at = close === -1 ? this.#gap.length : close + 2;
    const [first = '', ...rest] = body.split('\n');
    this.line += rest.length;
    // Each further line loses its indentation and one asterisk.
    const lines = rest.map((one, index) =>
      index === rest.length - 1 && /^[ \t\r\v\f]*$/.test(one)
        ? ''
        : one.replace(/^[ \t\r\v\f]*\*?/, ''),
    );
    return { text: [first, ...lines].join('\n'), block: true };
  }
}

class Collector {
  #buffer: Comment | undefined;
  #attachable: boolean;
  #count = 0;
  #trailing = '';
  #hasTrailing = false;
  readonly #detached: string[] = [];

  constructor(attachable: boolean) {
    this.#attachable = attachable;
  }

  /** Line comments on consecutive lines are one comment; a block stands for itself. */
  add(comment: Comment): void {
    if (this.#buffer !== undefined && !this.#buffer.block && !comment.block) {
      this.#buffer = { text: this.#buffer.text + comment.text, block: false };
      return;
    }
    this.flush();
    this.#buffer = comment;
  }

  flush(): void {
    if (this.#buffer === undefined) return;
    if (this.#attachable) {
      this.#trailing = this.#buffer.text;
      this.#hasTrailing = true;
      this.#attachable = false;
    } else {
      this.#detached.push(this.#buffer.text);
    }
    this.#buffer = undefined;
    this.#count += 1;
  }

  detach(): void {
    this.#attachable = false;
  }

  /** A single comment between two tokens of one line belongs to neither. */
  disown(): void {
    if (this.#count + (this.#buffer === undefined ? 0 : 1) !== 1) return;
    if (this.#hasTrailing) {
      this.#detached.unshift(this.#trailing);
      this.#trailing = '';
    }
    this.#attachable = false;
    this.flush();
  }

  result(): GapComments {
    return {
      trailing: this.#trailing,
      detached: this.#detached,
      leading: this.#buffer?.text ?? '',
    };
  }
}
