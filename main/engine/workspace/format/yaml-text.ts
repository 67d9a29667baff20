import {
  CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLParseError,
} from 'yaml';

/** No file is read or written that is longer, in bytes: each is in memory several times. */
export const longestFile = 100_000_000;
/** What a file may be made of: more would hold up this thread for seconds. */
const mostTokens = 200_000;
const mostNodes = 200_000;
const deepest = 100;
/** So short a text cannot be made of too much. */
const shortText = 200_000;
/** The library takes 40 bytes of memory for each character in double quotes; blocks are free of that. */
const longestQuoted = 4_000_000;

/** Why a file cannot be understood, and where: lines and columns count from 1. */
export class FormatFault extends Error {
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(message: string, at?: { readonly line: number; readonly column: number }) {
    super(message);
    this.name = 'FormatFault';
    this.line = at?.line;
    this.column = at?.column;
  }
}

/** A plain value of a file: each scalar is the text as it is written, and so is `5` or `true`. */
export type RawValue = string | readonly RawValue[] | { readonly [key: string]: RawValue };

/**
 * A file's YAML, of which nothing is interpreted: the schema is YAML's failsafe one, in which every
 * scalar is a text, so no digit is lost and what is printed again stays as it was.
 */
export class YamlText {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly #lines = new LineCounter();
  #nodes = 0;

  /** Throws a `FormatFault` for what is no YAML, or too much. */
  constructor(text: string) {
    this.text = text;
    if (text.length > longestFile) throw new FormatFault('is too large to be read');
    if (text.length > shortText) boundTokens(text);
    this.document = parseDocument(text, { ...reading, lineCounter: this.#lines });
    const [error] = this.document.errors;
    if (error !== undefined) throw this.#notYaml(error);
    const { contents } = this.document;
    if (contents !== null && !isMap(contents) && !isEmpty(contents))
      throw this.fault(contents, 'must be a map of keys and values');
    if (this.map !== undefined) this.#checkKeys(this.map);
  }

  /** Undefined for a file without any key. */
  get map(): YAMLMap<Node, Node | null> | undefined {
    const contents: unknown = this.document.contents;
    return isMap<Node, Node | null>(contents) ? contents : undefined;
  }

  /** What an alias stands for, or the node itself. */
  resolved(node: unknown): unknown {
    if (!isAlias(node)) return node;
    const found = node.resolve(this.document);
    if (found === undefined) throw this.fault(node, `*${node.source} stands for nothing`);
    return found;
  }

  /** The plain value of a node; undefined for an empty one and for `null`. */
  raw(node: unknown, depth = 0): RawValue | undefined {
    this.#count(node, depth);
    const found = this.resolved(node);
    if (isMap(found)) {
      const entries = found.items.flatMap(({ key, value }): [string, RawValue][] => {
        const raw = this.raw(value, depth + 1);
        return raw === undefined ? [] : [[this.key(key), raw]];
      });
      this.#checkKeys(found);
      return Object.fromEntries(entries);
    }
    if (isSeq(found)) return found.items.map((item) => this.raw(item, depth + 1) ?? '');
    return isScalar(found) && !isNull(found) ? String(found.value) : undefined;
  }

  /** The text of a key. */
  key(key: unknown): string {
    const found = this.resolved(key);
    if (isScalar(found)) return String(found.value);
    throw this.fault(key, 'a key must be a text');
  }

  fault(node: unknown, message: string): FormatFault {
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
    const [offset = 0] = Array.isArray(range) ? range : [];
    return new FormatFault(message, this.at(typeof offset === 'number' ? offset : 0));
  }

  at(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #notYaml({ code, message, pos }: YAMLParseError): FormatFault {
    const conflict = this.text.search(/^<{7}(?: |$)/m);
    if (conflict >= 0)
      return new FormatFault('has a merge conflict of git that is not resolved', this.at(conflict));
    const plain = {
      RESOURCE_EXHAUSTION: 'is nested too deep',
      MULTIPLE_DOCS: 'holds a second document: a file is one',
    };
    const said = Object.entries(plain).find(([name]) => name === code)?.[1];
    return new FormatFault(said ?? message, this.at(pos[0]));
  }

  #count(node: unknown, depth: number): void {
    this.#nodes += 1;
    // Aliases can stand for more than any memory holds.
    if (this.#nodes > mostNodes) throw this.fault(node, `holds more than ${mostNodes} values`);
    if (depth > deepest) throw this.fault(node, `is nested more than ${deepest} deep`);
  }

  #checkKeys(map: YAMLMap): void {
    const seen = new Set<string>();
    for (const { key } of map.items) {
      const text = this.key(key);
      if (seen.has(text)) throw this.fault(key, `"${text}" is there twice`);
      seen.add(text);
    }
  }
}

/** Whether a node is nothing at all, or says so. */
export function isNull(node: unknown): boolean {
  return (
    isEmpty(node) ||
    (isScalar(node) && node.type === 'PLAIN' && /^(?:~|null|Null|NULL)$/.test(String(node.value)))
  );
}

/** Whether nothing is written where a value could be. */
export function isEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && node.type === 'PLAIN' && node.value === '');
}

/** How the pieces of a text are written again: nothing is wrapped. */
export const printing = {
  lineWidth: 0,
  minContentWidth: 0,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  verifyAliasOrder: false,
} as const;

/** How every text is read. */
export const reading = {
  schema: 'failsafe',
  prettyErrors: false,
  keepSourceTokens: true,
  // The library looks for them in quadratic time.
  uniqueKeys: false,
} as const;

function boundTokens(text: string): void {
  let count = 0;
  for (const token of new Lexer().lex(text)) {
    if (CST.tokenType(token) === null) continue;
    count += 1;
    if (token.length > longestQuoted && token.startsWith('"'))
      throw new FormatFault(`holds a quoted text of more than ${longestQuoted} characters`);
    if (count > mostTokens) throw new FormatFault(`is made of more than ${mostTokens} parts`);
  }
}
