import { nearWord } from '#app/core/near-word.ts';
import { parseInlineOptions, parseValue } from './parse-option.ts';
import type { FieldDescriptor } from './parsed-file.ts';
import type { Parsing } from './parsing.ts';

const PATH = { name: 1, number: 3, defaultValue: 7, options: 8, jsonName: 10 };

/** A name with dots, absolute if it begins with one. */
export function parseTypeName(parsing: Parsing): string {
  const { cursor } = parsing;
  let name = cursor.accept('.') ? '.' : '';
  name += cursor.identifier('the name of a type').text;
  while (cursor.accept('.')) name += `.${cursor.identifier('a name').text}`;
  return name;
}

/** `name = 1`; the number is any, and is checked when it is known what it belongs to. */
export function parseNameAndNumber(
  parsing: Parsing,
  field: FieldDescriptor,
  path: readonly number[],
): void {
  const { cursor } = parsing;
  const name = parsing.part(path, PATH.name, () => cursor.identifier('the name of the field'));
  field.name = name.text;
  parsing.place(field, 'name', name);
  if (!cursor.at('=')) {
    throw cursor.unexpected(
      '"="',
      nearKeyword(parsing, field.typeName) ?? `Each field has a number: ${field.name} = 1;`,
    );
  }
  cursor.next();
  const token = cursor.peek();
  const number = parsing.part(path, PATH.number, () => cursor.integer('the number of the field'));
  parsing.place(field, 'number', token);
  field.number = Number(number);
}

/** What was read as the type of a field may be a misspelt keyword. */
function nearKeyword({ cursor }: Parsing, type: string | undefined): string | undefined {
  if (type === undefined) return undefined;
  if (cursor.at('{')) return nearWord(type, ['message', 'enum', 'oneof', 'extend']);
  return cursor.peek().kind === 'identifier'
    ? nearWord(type, ['optional', 'repeated', 'required'])
    : undefined;
}

/** `[…]` behind a field: its options, and what is written among them without being one. */
export function parseFieldOptions(
  parsing: Parsing,
  field: FieldDescriptor,
  path: readonly number[],
  isExtension: boolean,
): void {
  const { cursor } = parsing;
  const told = new Set<string>();
  parseInlineOptions(parsing, field, [...path, PATH.options], (name) => {
    if (cursor.peek(1).text !== '=') return false;
    if (told.has(name)) parsing.report({ place: cursor.peek(), message: `"${name}" is set twice` });
    if (name === 'json_name' || name === 'default') told.add(name);
    if (name === 'json_name') {
      if (isExtension)
        parsing.report({
          place: cursor.peek(),
          message: 'an extension has no JSON name of its own',
        });
      field.jsonName = parsing.part(path, PATH.jsonName, () => {
        cursor.next();
        cursor.next();
        return parsing.part(path, PATH.jsonName, () => cursor.text('the JSON name in quotes'));
      });
      return true;
    }
    if (name === 'default') {
      cursor.next();
      cursor.next();
      parsing.place(field, 'default', cursor.peek());
      const value = parsing.part(path, PATH.defaultValue, () => parseValue(parsing));
      parsing.defaults.set(field, value);
      return true;
    }
    return false;
  });
}
