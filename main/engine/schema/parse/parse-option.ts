import { SyntaxProblem } from './cursor.ts';
import type { AggregateField, OptionNamePart, OptionValue, ParsedOption } from './parsed-file.ts';
import type { Parsing } from './parsing.ts';

const MAX_AGGREGATE_DEPTH = 64;

/** `option name = value;`, the path being that of the options field of the descriptor. */
export function parseOptionStatement(
  parsing: Parsing,
  descriptor: object,
  path: readonly number[],
): void {
  const whole = parsing.beginPart(path);
  const location = parsing.begin(path);
  parsing.cursor.expect('option');
  const option = parseAssignment(parsing);
  // Without its semicolon the value may be another than the one that is meant.
  if (parsing.endHead(';', location))
    parsing.option(descriptor, { ...option, source: { path, location } });
  parsing.finish(location);
  parsing.finish(whole);
}

/**
 * `[name = value, …]`, if there is one, the path being that of the options field of the descriptor.
 * `special` takes what is no option, though written as one.
 */
export function parseInlineOptions(
  parsing: Parsing,
  descriptor: object,
  path: readonly number[],
  special?: (name: string) => boolean,
): void {
  const { cursor } = parsing;
  if (!cursor.at('[')) return;
  const whole = parsing.beginPart(path);
  cursor.next();
  do {
    if (special?.(cursor.peek().text) === true) continue;
    const location = parsing.beginPart(path);
    const option = parseAssignment(parsing);
    parsing.finish(location);
    parsing.option(descriptor, location ? { ...option, source: { path, location } } : option);
  } while (cursor.accept(','));
  cursor.expect(']');
  parsing.finish(whole);
}

function parseAssignment(parsing: Parsing): ParsedOption {
  const { cursor } = parsing;
  const { line, column } = cursor.peek();
  const name = [parseNamePart(parsing)];
  while (cursor.accept('.')) name.push(parseNamePart(parsing));
  cursor.expect('=');
  const value = parseValue(parsing);
  return { name, value, place: { line, column } };
}

function parseNamePart(parsing: Parsing): OptionNamePart {
  const { cursor } = parsing;
  if (!cursor.accept('(')) {
    return { text: cursor.identifier('the name of an option').text, extension: false };
  }
  let text = cursor.accept('.') ? '.' : '';
  text += cursor.identifier('the name of an extension').text;
  while (cursor.accept('.')) text += `.${cursor.identifier('a name').text}`;
  cursor.expect(')');
  return { text, extension: true };
}

/** A value as options have it; the default of a field is written the same way. */
export function parseValue(parsing: Parsing): OptionValue {
  const { cursor } = parsing;
  if (cursor.at('{')) {
    cursor.next();
    cursor.dropHashComments();
    return cursor.inBlock(() => parseAggregate(parsing, '}', 1));
  }
  return parseScalar(parsing);
}

function parseScalar(parsing: Parsing, isText = false): OptionValue {
  const { cursor } = parsing;
  const negative = cursor.accept('-');
  const token = cursor.peek();
  if (token.kind === 'integer') {
    const value = cursor.integer('a number');
    return { kind: 'integer', value: negative ? -value : value, negative };
  }
  if (token.kind === 'float') {
    const value = Number.parseFloat(cursor.next().text);
    return { kind: 'float', value: negative ? -value : value };
  }
  if (negative) {
    const written = cursor.identifier('a number').text;
    // Only the text format has other ways to write them.
    const word = isText ? written.toLowerCase() : written;
    if (word === 'inf' || (isText && word === 'infinity'))
      return { kind: 'float', value: -Infinity };
    if (word === 'nan') return { kind: 'float', value: Number.NaN };
    throw new SyntaxProblem(token, `expected a number behind "-", but found "${token.text}"`);
  }
  if (token.kind === 'string') return { kind: 'string', bytes: cursor.string('a string') };
  if (token.kind === 'identifier') return { kind: 'identifier', text: cursor.next().text };
  throw cursor.unexpected('a value');
}

/** A message in the text format, behind its opening bracket. */
function parseAggregate(parsing: Parsing, close: string, depth: number): OptionValue {
  const { cursor } = parsing;
  if (depth > MAX_AGGREGATE_DEPTH) {
    throw new SyntaxProblem(cursor.peek(), 'this option value is nested too deep');
  }
  const fields: AggregateField[] = [];
  while (!cursor.accept(close)) {
    const { line, column } = cursor.peek();
    const extension = cursor.at('[');
    const name = extension ? bracketedName(parsing) : cursor.identifier('a field name').text;
    const colon = cursor.accept(':');
    if (!colon && !cursor.at('{') && !cursor.at('<')) throw cursor.unexpected('":"');
    const values = aggregateValues(parsing, depth);
    fields.push({ name, extension, values, place: { line, column } });
    if (!cursor.accept(',')) cursor.accept(';');
  }
  return { kind: 'aggregate', fields };
}

function aggregateValues(parsing: Parsing, depth: number): OptionValue[] {
  const { cursor } = parsing;
  if (!cursor.accept('[')) return [aggregateValue(parsing, depth)];
  const values: OptionValue[] = [];
  if (cursor.accept(']')) return values;
  do values.push(aggregateValue(parsing, depth));
  while (cursor.accept(','));
  cursor.expect(']');
  return values;
}

function aggregateValue(parsing: Parsing, depth: number): OptionValue {
  if (parsing.cursor.accept('{')) return parseAggregate(parsing, '}', depth + 1);
  if (parsing.cursor.accept('<')) return parseAggregate(parsing, '>', depth + 1);
  return parseScalar(parsing, true);
}

function bracketedName(parsing: Parsing): string {
  const { cursor } = parsing;
  cursor.expect('[');
  let name = cursor.identifier('a full name').text;
  while (cursor.at('.') || cursor.at('/')) {
    name += cursor.next().text;
    name += cursor.identifier('a name').text;
  }
  cursor.expect(']');
  return name;
}
