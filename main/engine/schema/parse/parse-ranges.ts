import { SyntaxProblem } from './cursor.ts';
import { parseInlineOptions } from './parse-option.ts';
import type { EnumDescriptor, MessageDescriptor } from './parsed-file.ts';
import type { Parsing } from './parsing.ts';

const MAX_ENUM_NUMBER = 2147483647;
/** Stands for `max` until the message is read: what it means depends on an option. */
export const OPEN_END = -1;

const PATH = { extensionRange: 5, reservedRange: 9, reservedName: 10 };
const ENUM_PATH = { reservedRange: 4, reservedName: 5 };

/** `extensions 100 to 199, 1000 to max [options];` */
export function parseExtensions(
  parsing: Parsing,
  message: MessageDescriptor,
  path: readonly number[],
): void {
  const { cursor } = parsing;
  const location = parsing.begin([...path, PATH.extensionRange]);
  cursor.expect('extensions');
  const ranges: { start: number; end: number }[] = [];
  do {
    const place = cursor.peek();
    const { start, end } = parseRange(parsing, false);
    const range = { start, end: end === OPEN_END ? end : end + 1 };
    parsing.place(range, 'name', place);
    ranges.push(range);
  } while (cursor.accept(','));
  message.extensionRange ??= [];
  message.extensionRange.push(...ranges);
  const options = {};
  parseInlineOptions(parsing, options);
  for (const option of parsing.options.get(options) ?? []) {
    for (const range of ranges) parsing.option(range, option);
  }
  parsing.options.delete(options);
  parsing.endHead(';', location);
  parsing.finish(location);
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
  const location = parsing.begin([...path, field], start);
  do {
    if (named) {
      owner.reservedName ??= [];
      owner.reservedName.push(parseReservedName(parsing));
    } else {
      const place = cursor.peek();
      const range = parseRange(parsing, of === 'enum');
      if (of === 'message' && range.end !== OPEN_END) range.end += 1;
      owner.reservedRange ??= [];
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
function parseRange(parsing: Parsing, ofEnum: boolean): { start: number; end: number } {
  const { cursor } = parsing;
  const place = cursor.peek();
  const start = parseBound(parsing, ofEnum);
  if (!cursor.accept('to')) return { start, end: start };
  if (cursor.accept('max')) return { start, end: ofEnum ? MAX_ENUM_NUMBER : OPEN_END };
  const end = parseBound(parsing, ofEnum);
  if (end < start)
    throw new SyntaxProblem(place, `the range ${start} to ${end} ends before it begins`);
  return { start, end };
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
