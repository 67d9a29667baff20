import { SyntaxProblem } from './cursor.ts';
import { parseFieldOptions, parseNameAndNumber, parseTypeName } from './field-parts.ts';
import { FIELD_TYPE, LABEL, scalarType } from './field-types.ts';
import { mapEntryName } from './generated-names.ts';
import type { FieldDescriptor, MessageDescriptor } from './parsed-file.ts';
import type { Parsing } from './parsing.ts';

const PATH = { typeName: 6 };

/** `map<K, V> name = 1`; the message that stands for its entries goes into `nested`. */
export function parseMap(
  parsing: Parsing,
  nested: MessageDescriptor[],
  field: FieldDescriptor,
  path: readonly number[],
): void {
  const { cursor } = parsing;
  parsing.place(field, 'type', cursor.peek());
  const type = parsing.beginPart(path, PATH.typeName);
  cursor.expect('map');
  cursor.expect('<');
  const keyPlace = cursor.peek();
  const key = scalarType(parseTypeName(parsing));
  if (
    key === undefined ||
    [FIELD_TYPE.double, FIELD_TYPE.float, FIELD_TYPE.bytes].some((one) => one === key)
  ) {
    throw new SyntaxProblem(keyPlace, 'the key of a map is an integer, a bool or a string');
  }
  cursor.expect(',');
  const valuePlace = cursor.peek();
  const value = parseTypeName(parsing);
  cursor.expect('>');
  parsing.finish(type);
  parseNameAndNumber(parsing, field, path);
  parseFieldOptions(parsing, field, path, false);
  const scalar = scalarType(value);
  const valueField: FieldDescriptor = {
    name: 'value',
    number: 2,
    label: LABEL.optional,
    ...(scalar === undefined ? { typeName: value } : { type: scalar }),
    jsonName: 'value',
  };
  parsing.place(valueField, 'type', valuePlace);
  const entry: MessageDescriptor = {
    name: mapEntryName(field.name),
    field: [
      { name: 'key', number: 1, label: LABEL.optional, type: key, jsonName: 'key' },
      valueField,
    ],
    nestedType: [],
    enumType: [],
    options: { mapEntry: true },
  };
  copyFeatures(parsing, field, entry);
  const name = parsing.places.get(field)?.name;
  if (name !== undefined) parsing.place(entry, 'name', name);
  nested.push(entry);
  field.label = LABEL.repeated;
  field.typeName = entry.name;
}

/** What a map field says about features holds for the key and value it is made of. */
function copyFeatures(parsing: Parsing, field: FieldDescriptor, entry: MessageDescriptor): void {
  for (const { source: _, ...option } of parsing.options.get(field) ?? []) {
    const [first] = option.name;
    if (first?.text !== 'features' || first.extension) continue;
    for (const part of entry.field) parsing.option(part, option);
  }
}
