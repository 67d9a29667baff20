import { SyntaxProblem } from './cursor.ts';
import { parseInlineOptions } from './parse-option.ts';
import type { EnumDescriptor, MessageDescriptor } from './parsed-file.ts';
import type { Parsing } from './parsing.ts';
import type { Token } from './token.ts';

const MAX_ENUM_NUMBER = 2147483647;
/** Stands for `max` until the message is read: what it means depends on an option. */
export const OPEN_END = -1;

const PATH = { extensionRange: 5, reservedRange: 9, reservedName: 10 };
const ENUM_PATH = { reservedRange: 4, reservedName: 5 };
const RANGE_PATH = { start: 1, end: 2, options: 3 };

/** `extensions 100 to 199, 1000 to max [options];` */
export function parseExtensions(
  parsing: Parsing,
  message: MessageDescriptor,
  path: readonly number[],
): void {
  const { cursor } = parsing;
  const listPath = [...path, PATH.extensionRange];
  const location = parsing.begin(listPath);
  cursor.expect('extensions');
  message.extensionRange ??= [];
  const first = message.extensionRange.length;
  do {
    const place = cursor.peek();
    const { start, end } = parseRange(parsing, false, [...listPath, message.extensionRange.length]);
    const range = { start, end: end === OPEN_END ? end : end + 1 };
    parsing.place(range, 'name', place);
    message.extensionRange.push(range);
  } while (cursor.accept(','));
  parseRangeOptions(parsing, listPath, message.extensionRange.slice(first), first);
  parsing.endHead(';', location);
  parsing.finish(location);
}

/** What is said of several ranges at once holds, and is told of the source, for each of them. */
function parseRangeOptions(
  parsing: Parsing,
  listPath: readonly number[],
  ranges: readonly object[],
  first: number,
): void {
  const { location: locations } = parsing.file.sourceCodeInfo;
  const before = locations.length;
  const options = {};
  parseInlineOptions(parsing, options, [...listPath, first, RANGE_PATH.options]);
  const written = locations.splice(before);
  for (const [index, range] of ranges.entries()) {
    const path = [...listPath, first + index, RANGE_PATH.options];
    const copies = new Map(written.map((one) => [one, { ...one, path: [...path] }]));
    for (const { source, ...option } of parsing.options.get(options) ?? []) {
      const location = source && copies.get(source.location);
      parsing.option(range, location ? { ...option, source: { path, location } } : option);
    }
    locations.push(...copies.values());
  }
  parsing.options.delete(options);
}

/** `reserved 1, 3 to 5;` or `reserved "a", "b";`, in editions `reserved a, b;` */
export function parseReserved(
  parsing: Parsing,
  owner: MessageDescriptor | EnumDescriptor,
  of: 'message' | 'enum',
  path: readonly number[],
): void {
  const { cursor } = parsing;
  const start = cursor.next();
  const named = cursor.peek().kind === 'string' || cursor.peek().kind === 'identifier';
  const numbers = of === 'message' ? PATH : ENUM_PATH;
  const field = named ? numbers.reservedName : numbers.reservedRange;
  const listPath = [...path, field];
  const location = parsing.begin(listPath, start);
  do {
    if (named) {
      owner.reservedName ??= [];
      const index = owner.reservedName.length;
      owner.reservedName.push(parsing.part(listPath, index, () => parseReservedName(parsing)));
    } else {
      const place = cursor.peek();
      owner.reservedRange ??= [];
      const range = parseRange(parsing, of === 'enum', [...listPath, owner.reservedRange.length]);
      if (of === 'message' && range.end !== OPEN_END) range.end += 1;
      (owner.reservedRange as { start: number; end: number }[]).push(range);
      parsing.place(range, 'name', place);
    }
  } while (cursor.accept(','));
  parsing.endHead(';', location);
  parsing.finish(location);
}

function parseReservedName(parsing: Parsing): string {
  const { cursor, syntax } = parsing;
  const token = cursor.peek();
  if (syntax === 'editions') {
    if (token.kind === 'identifier') return cursor.next().text;
    throw new SyntaxProblem(token, 'reserved names are written without quotes in editions');
  }
  if (token.kind === 'string') return cursor.text('a name in quotes');
  throw new SyntaxProblem(token, 'reserved names are written in quotes', `Write "${token.text}".`);
}

/** `N` or `N to M`, both ends included. */
function parseRange(
  parsing: Parsing,
  ofEnum: boolean,
  path: readonly number[],
): { start: number; end: number } {
  const { cursor } = parsing;
  const place = cursor.peek();
  const whole = parsing.beginPart(path);
  const start = parsing.part(path, RANGE_PATH.start, () => parseBound(parsing, ofEnum));
  const end = parseEnd(parsing, ofEnum, path, place) ?? start;
  parsing.finish(whole);
  if (end < start && (ofEnum || end !== OPEN_END))
    throw new SyntaxProblem(place, `the range ${start} to ${end} ends before it begins`);
  return { start, end };
}

/** Of a single number, `first` stands for the end too: its sign, as protoc has it, if it has one. */
function parseEnd(
  parsing: Parsing,
  ofEnum: boolean,
  path: readonly number[],
  first: Token,
): number | undefined {
  const { cursor } = parsing;
  if (cursor.accept('to'))
    return parsing.part(path, RANGE_PATH.end, () => {
      if (cursor.accept('max')) return ofEnum ? MAX_ENUM_NUMBER : OPEN_END;
      return parseBound(parsing, ofEnum);
    });
  parsing.readPart(path, RANGE_PATH.end, first, first);
  return undefined;
}

function parseBound(parsing: Parsing, signed: boolean): number {
  const { cursor } = parsing;
  const negative = signed && cursor.accept('-');
  const token = cursor.peek();
  const value = Number(cursor.integer('a number'));
  const limit = negative ? MAX_ENUM_NUMBER + 1 : MAX_ENUM_NUMBER;
  if (value > limit || (!signed && value < 1)) {
    throw new SyntaxProblem(token, `${negative ? '-' : ''}${token.text} is out of range`);
  }
  return negative ? -value : value;
}
