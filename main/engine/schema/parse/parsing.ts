import type { Diagnostic } from '#app/contract/schema.ts';
import { type CountColumn, countBytes, countCharacters } from './columns.ts';
import type { GapComments } from './comments.ts';
import { Cursor, SyntaxProblem } from './cursor.ts';
import type {
  FieldDescriptor,
  FileDescriptor,
  Lost,
  OptionValue,
  ParsedImport,
  ParsedOption,
  Part,
  Places,
  SourceInfo,
  SourceLocation,
} from './parsed-file.ts';
import type { Place, TextProblem, Token } from './token.ts';
import { tokenize } from './token.ts';

const MAX_PROBLEMS = 50;
const MAX_DEPTH = 32;

/** Where a declaration goes: its path in the descriptor, and how deep its block is nested. */
export interface Position {
  readonly path: readonly number[];
  readonly depth: number;
}

/** The state of reading one file: where it is, and what it has learnt so far. */
export class Parsing {
  readonly cursor: Cursor;
  readonly file: FileDescriptor;
  readonly imports: ParsedImport[] = [];
  readonly places = new Map<object, Places>();
  readonly options = new Map<object, ParsedOption[]>();
  readonly defaults = new Map<FieldDescriptor, OptionValue>();
  readonly diagnostics: Diagnostic[] = [];
  lost: Lost | undefined;
  /** `editions` from the `edition` statement on, and then for each edition. */
  syntax: 'proto2' | 'proto3' | 'editions' = 'proto2';
  readonly #shownAs: string;
  readonly #isWhole: boolean;
  readonly #columnOf: CountColumn;
  #upcoming: { leading: string; detached: string[] };

  /** @param sourceInfo see `parseFile` */
  constructor(name: string, shownAs: string, text: string, sourceInfo: SourceInfo) {
    const { tokens, problems } = tokenize(text);
    this.cursor = new Cursor(text, tokens);
    this.#shownAs = shownAs;
    this.#isWhole = sourceInfo === 'whole';
    this.#columnOf = this.#isWhole ? countBytes(text) : countCharacters;
    this.file = {
      name,
      dependency: [],
      publicDependency: [],
      weakDependency: [],
      optionDependency: [],
      messageType: [],
      enumType: [],
      service: [],
      extension: [],
      sourceCodeInfo: { location: [] },
    };
    for (const problem of problems) this.report(problem);
    const { leading, detached } = this.cursor.comments();
    this.#upcoming = { leading, detached: [...detached] };
  }

  report(problem: TextProblem): void {
    const { line, column } = problem.place;
    if (this.diagnostics.length >= MAX_PROBLEMS) return;
    if (this.diagnostics.some((one) => one.line === line && one.column === column)) return;
    this.diagnostics.push({
      severity: 'error',
      file: this.#shownAs,
      line,
      column,
      message: problem.message,
      ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    });
  }

  /** Whether the file is of edition 2024 or a later one, which have words of their own. */
  get isFrom2024(): boolean {
    return Number(this.file.edition ?? 0) >= 1001;
  }

  place(descriptor: object, part: Part, place: Place): void {
    const { line, column } = place;
    const places = this.places.get(descriptor);
    if (places === undefined) this.places.set(descriptor, { [part]: { line, column } });
    else places[part] = { line, column };
  }

  option(descriptor: object, option: ParsedOption): void {
    const options = this.options.get(descriptor);
    if (options === undefined) this.options.set(descriptor, [option]);
    else options.push(option);
  }

  /** Notes that a declaration begins with this token. Its comments come with {@link endHead}. */
  begin(path: readonly number[], token: Token = this.cursor.peek()): SourceLocation {
    const location = { path: [...path], span: [token.line - 1, this.#columnOf(token, 0)] };
    this.file.sourceCodeInfo.location.push(location);
    return location;
  }

  /** The same for what is no declaration, but a part of one: only where the whole is to be told. */
  beginPart(path: readonly number[], field?: number, index?: number): SourceLocation | undefined {
    if (!this.#isWhole) return undefined;
    const location = this.begin(path);
    if (field !== undefined) location.path.push(field);
    if (index !== undefined) location.path.push(index);
    return location;
  }

  /** Reads such a part. */
  part<T>(path: readonly number[], field: number, read: () => T): T {
    const location = this.beginPart(path, field);
    const value = read();
    if (location !== undefined) this.finish(location);
    return value;
  }

  /** Notes such a part that was read before, from the first of these tokens to the last. */
  readPart(path: readonly number[], field: number, first: Token, last: Token): void {
    if (this.#isWhole) this.finish(this.begin([...path, field], first), last);
  }

  /** Notes that the declaration, or its part, ended with the token read last. */
  finish(location: SourceLocation | undefined, last = this.cursor.previous): void {
    if (location === undefined) return;
    // Only a file without any token ends before one was read.
    const line = last === undefined ? 0 : last.line - 1;
    const end = last === undefined ? 0 : this.#columnOf(last, last.end - last.start);
    const start = location.span.slice(0, 2);
    location.span = start[0] === line ? [...start, end] : [...start, line, end];
  }

  /**
   * Reads the `;`, `{` or `}` behind which the comments of a declaration may stand. Without a
   * location the comments belong to nothing that is recorded. False where the `;` is forgotten.
   */
  endHead(text: ';' | '{' | '}', location?: SourceLocation): boolean {
    // A forgotten semicolon costs nothing else: what follows on the next line is read as usual.
    const isForgotten = text === ';' && !this.cursor.at(';') && this.#onNewLine();
    if (isForgotten) {
      this.report(this.cursor.unexpected('";"'));
    } else {
      this.cursor.expect(text);
    }
    const gap: GapComments = this.cursor.comments();
    const { leading, detached } = this.#upcoming;
    if (location !== undefined) {
      if (leading !== '') location.leadingComments = leading;
      if (gap.trailing !== '') location.trailingComments = gap.trailing;
      if (detached.length > 0) location.leadingDetachedComments = detached;
      this.#upcoming = { leading: gap.leading, detached: [...gap.detached] };
    } else if (text === '}') {
      this.#upcoming = { leading: gap.leading, detached: [...gap.detached] };
    } else {
      this.#upcoming = { leading: gap.leading, detached: [...detached, ...gap.detached] };
    }
    return !isForgotten;
  }

  #onNewLine(): boolean {
    const { previous } = this.cursor;
    return previous !== undefined && this.cursor.peek().line > previous.line && !this.cursor.atEnd;
  }

  /** Reads statements up to the `}`; one that cannot be read is told and skipped. */
  block(depth: number, location: SourceLocation | undefined, statement: () => void): void {
    if (depth > MAX_DEPTH) {
      throw new SyntaxProblem(
        this.cursor.peek(),
        `this is nested more than ${MAX_DEPTH} levels deep`,
        'protoc does not read such a file either.',
      );
    }
    this.endHead('{', location);
    while (!this.cursor.at('}')) {
      if (this.cursor.atEnd) throw this.cursor.unexpected('"}"');
      this.statement(statement);
    }
    this.endHead('}');
  }

  /** Reads one statement; one that cannot be read is told and skipped. */
  statement(read: () => void): void {
    const before = this.cursor.peek();
    try {
      read();
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      this.report(error);
      const lost = this.cursor.skipStatement();
      if (this.lost !== 'block') this.lost = lost;
      if (this.cursor.peek() === before) this.cursor.next();
      const { leading, detached } = this.cursor.comments();
      this.#upcoming = { leading, detached: [...detached] };
    }
  }
}
