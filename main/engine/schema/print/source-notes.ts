import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { SourceLocation } from '../parse/parsed-file.ts';
import type { Lines } from './lines.ts';

/** The comments of a file and the order in which things are written, by path in its descriptor. */
export class SourceNotes {
  readonly #locations = new Map<string, SourceLocation>();
  /** The others of a path: several statements may go into one list. */
  readonly #others = new Map<string, SourceLocation[]>();

  constructor(file: IFileDescriptorProto) {
    const info: { location?: readonly SourceLocation[] } | null | undefined = file.sourceCodeInfo;
    for (const location of info?.location ?? []) {
      const key = location.path.join('.');
      if (!this.#locations.has(key)) {
        this.#locations.set(key, location);
        continue;
      }
      const others = this.#others.get(key);
      if (others === undefined) this.#others.set(key, [location]);
      else others.push(location);
    }
  }

  /** Sorts by where things are written; the order stays as it is if that is not known of all. */
  inWrittenOrder<T extends { readonly path: readonly number[] }>(
    things: readonly T[],
  ): readonly T[] {
    const placed = things.map((thing) => ({ thing, span: this.#at(thing.path)?.span }));
    if (placed.some(({ span }) => span === undefined)) return things;
    return placed
      .sort(
        (a, b) =>
          (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0) || (a.span?.[1] ?? 0) - (b.span?.[1] ?? 0),
      )
      .map(({ thing }) => thing);
  }

  /** Writes what stands before a declaration. */
  before(lines: Lines, path: readonly number[]): void {
    const location = this.#at(path);
    for (const detached of location?.leadingDetachedComments ?? []) {
      lines.blank();
      addComment(lines, detached);
      lines.blank();
    }
    if (location?.leadingComments) addComment(lines, location.leadingComments);
  }

  /** Writes what stands before several statements that are written as one, and behind the later ones. */
  beforeAll(lines: Lines, path: readonly number[]): void {
    this.before(lines, path);
    for (const other of this.#others.get(path.join('.')) ?? []) {
      for (const text of [other.leadingComments, other.trailingComments])
        if (text) addComment(lines, text);
    }
  }

  /** Writes what stands behind a statement of one line, beginning on that line where it can. */
  behind(lines: Lines, path: readonly number[]): void {
    const trailing = this.#at(path)?.trailingComments;
    if (!trailing) return;
    const [first = '', ...more] = textLines(trailing);
    if (more.length === 0) {
      lines.append(` ${lineComment(first)}`);
    } else if (/\*\/|\/\*/.test(trailing)) {
      // No block can hold this. Below the statement and before a blank line it is still its own.
      addComment(lines, trailing);
      lines.blank();
    } else {
      const column = lines.append(` /*${spaced(first)}`) + 2;
      for (const line of more) lines.add(`${' '.repeat(column)}*${spaced(line)}`);
      lines.add(`${' '.repeat(column)}*/`);
    }
  }

  /** Writes what stands behind the opening brace of a block. */
  inside(lines: Lines, path: readonly number[]): void {
    const trailing = this.#at(path)?.trailingComments;
    if (!trailing) return;
    addComment(lines, trailing);
    lines.add('');
  }

  /** What is said of a declaration, without the marks of a comment; empty when nothing is. */
  text(path: readonly number[]): string {
    const location = this.#at(path);
    const said = location?.leadingComments || location?.trailingComments || '';
    return textLines(said)
      .map((line) => line.replace(/^ /, ''))
      .join('\n')
      .trim();
  }

  #at(path: readonly number[]): SourceLocation | undefined {
    return this.#locations.get(path.join('.'));
  }
}

function addComment(lines: Lines, text: string): void {
  for (const line of textLines(text)) lines.add(lineComment(line));
}

/** The lines of a comment without what they were marked with. */
function textLines(text: string): string[] {
  const lines = text
    .replace(/^\*+(?=\s)/, '')
    .split(/\r?\n/)
    .map((line) => line.trimEnd());
  while (lines.length > 1 && lines[0] === '') lines.shift();
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

function lineComment(line: string): string {
  return line.startsWith('/') ? `//${line}` : `//${spaced(line)}`;
}

function spaced(line: string): string {
  return line === '' || /^\s/.test(line) ? line : ` ${line}`;
}
