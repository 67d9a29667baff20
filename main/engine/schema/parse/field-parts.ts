import { SyntaxProblem } from './cursor.ts';
import { parseInlineOptions, parseValue } from './parse-option.ts';
import type { FieldDescriptor } from './parsed-file.ts';
import type { Parsing } from './parsing.ts';

/** A name with dots, absolute if it begins with one. */
export function parseTypeName(parsing: Parsing): string {
  const { cursor } = parsing;
  let name = cursor.accept('.') ? '.' : '';
  name += cursor.identifier('the name of a type').text;
  while (cursor.accept('.')) name += `.${cursor.identifier('a name').text}`;
  return name;
}

/** `name = 1`; the number is any, and is checked when it is known what it belongs to. */
export function parseNameAndNumber(parsing: Parsing, field: FieldDescriptor): void {
  const { cursor } = parsing;
  const name = cursor.identifier('the name of the field');
  field.name = name.text;
  parsing.place(field, 'name', name);
  if (!cursor.at('=')) {
    const wrong = cursor.unexpected('"="');
    throw new SyntaxProblem(
      wrong.place,
      wrong.message,
      `Each field has a number: ${field.name} = 1;`,
    );
  }
  cursor.next();
  const token = cursor.peek();
  const number = cursor.integer('the number of the field');
  parsing.place(field, 'number', token);
  field.number = Number(number);
}

/** `[…]` behind a field: its options, and what is written among them without being one. */
export function parseFieldOptions(
  parsing: Parsing,
  field: FieldDescriptor,
  isExtension: boolean,
): void {
  const { cursor } = parsing;
  const told = new Set<string>();
  parseInlineOptions(parsing, field, (name) => {
    if (cursor.peek(1).text !== '=') return false;
    if (told.has(name)) parsing.report({ place: cursor.peek(), message: `"${name}" is set twice` });
    if (name === 'json_name' || name === 'default') told.add(name);
    if (name === 'json_name') {
      if (isExtension)
        parsing.report({
          place: cursor.peek(),
          message: 'an extension has no JSON name of its own',
        });
      cursor.next();
      cursor.next();
      field.jsonName = cursor.text('the JSON name in quotes');
      return true;
    }
    if (name === 'default') {
      cursor.next();
      cursor.next();
      parsing.place(field, 'default', cursor.peek());
      parsing.defaults.set(field, parseValue(parsing));
      return true;
    }
    return false;
  });
}
