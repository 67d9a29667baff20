import { SyntaxProblem } from './cursor.ts';
import { parseInlineOptions, parseOptionStatement } from './parse-option.ts';
import { parseReserved } from './parse-ranges.ts';
import type { EnumDescriptor } from './parsed-file.ts';
import type { Parsing, Position } from './parsing.ts';

const PATH = { name: 1, value: 2, options: 3 };
const VALUE_PATH = { name: 1, number: 2, options: 3 };

/** `enum Name { … }`, from its keyword on. */
export function parseEnum(parsing: Parsing, into: EnumDescriptor[], position: Position): void {
  const { cursor } = parsing;
  const { path, depth } = position;
  const visibility = parseVisibility(parsing);
  const location = parsing.begin(path);
  cursor.expect('enum');
  const name = parsing.part(path, PATH.name, () => cursor.identifier('the name of the enum'));
  const enumeration: EnumDescriptor & { value: object[] } = {
    name: name.text,
    value: [],
    ...visibility,
  };
  parsing.place(enumeration, 'name', name);
  into.push(enumeration);
  parsing.block(depth, location, () => {
    if (cursor.at(';')) parsing.endHead(';');
    else if (cursor.at('option')) {
      parseOptionStatement(parsing, enumeration, [...path, PATH.options]);
    } else if (cursor.at('reserved')) parseReserved(parsing, enumeration, 'enum', path);
    else
      enumeration.value.push(parseValue(parsing, [...path, PATH.value, enumeration.value.length]));
  });
  parsing.finish(location);
  checkAlias(parsing, enumeration);
}

/** As protoc has it, told behind the enum: an `allow_alias` that allows nothing. */
function checkAlias(parsing: Parsing, enumeration: EnumDescriptor): void {
  const option = parsing.options
    .get(enumeration)
    ?.find(({ name: [first] }) => first?.text === 'allow_alias' && !first.extension);
  if (option?.value.kind !== 'identifier') return;
  const numbers = (enumeration.value ?? []).map(({ number }) => number);
  if (option.value.text === 'true' && new Set(numbers).size < numbers.length) return;
  parsing.report({
    place: parsing.cursor.peek(),
    message: `the enum "${enumeration.name}" has an option allow_alias that changes nothing`,
    hint: 'Take it out.',
  });
}

/** `export` or `local` before a type, numbered as in `google.protobuf.SymbolVisibility`. */
export function parseVisibility({ cursor }: Parsing): { visibility?: number } {
  if (cursor.accept('local')) return { visibility: 1 };
  if (cursor.accept('export')) return { visibility: 2 };
  return {};
}

function parseValue(parsing: Parsing, path: readonly number[]): object {
  const { cursor } = parsing;
  const location = parsing.begin(path);
  const name = parsing.part(path, VALUE_PATH.name, () =>
    cursor.identifier('the name of an enum value'),
  );
  cursor.expect('=');
  const token = cursor.peek();
  const number = parsing.part(path, VALUE_PATH.number, () => {
    const negative = cursor.accept('-');
    const magnitude = cursor.integer('the number of the enum value');
    return negative ? -magnitude : magnitude;
  });
  if (number < -2147483648n || number > 2147483647n) {
    throw new SyntaxProblem(token, `${number} does not fit an enum value: it has 32 bits`);
  }
  const value = { name: name.text, number: Number(number) };
  parsing.place(value, 'name', name);
  parsing.place(value, 'number', token);
  parseInlineOptions(parsing, value, [...path, VALUE_PATH.options]);
  parsing.endHead(';', location);
  parsing.finish(location);
  return value;
}
