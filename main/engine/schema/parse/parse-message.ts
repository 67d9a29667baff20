import { MAX_FIELD_NUMBER } from '../field-numbers.ts';
import { syntheticOneofName } from './generated-names.ts';
import { parseEnum, parseVisibility } from './parse-enum.ts';
import { parseExtend } from './parse-extend.ts';
import type { FieldContext } from './parse-field.ts';
import { parseField } from './parse-field.ts';
import { parseOptionStatement } from './parse-option.ts';
import { OPEN_END, parseExtensions, parseReserved } from './parse-ranges.ts';
import type { MessageDescriptor, ParsedOption, SourceLocation } from './parsed-file.ts';
import type { Parsing, Position } from './parsing.ts';

const PATH = { name: 1, field: 2, nestedType: 3, enumType: 4, extension: 6, options: 7, oneof: 8 };
const ONEOF_PATH = { name: 1, options: 2 };
const MAX_MESSAGE_SET_NUMBER = 2147483646;

/** `message Name { … }`, from its keyword on. */
export function parseMessage(
  parsing: Parsing,
  into: MessageDescriptor[],
  position: Position,
): void {
  const { cursor } = parsing;
  const visibility = parseVisibility(parsing);
  const location = parsing.begin(position.path);
  cursor.expect('message');
  const name = parsing.part(position.path, PATH.name, () =>
    cursor.identifier('the name of the message'),
  );
  const message: MessageDescriptor = {
    name: name.text,
    field: [],
    nestedType: [],
    enumType: [],
    ...visibility,
  };
  parsing.place(message, 'name', name);
  into.push(message);
  parseBody(parsing, message, position, location);
  parsing.finish(location);
}

/** The block of a message or group; comments behind its `{` belong to it. */
export function parseBody(
  parsing: Parsing,
  message: MessageDescriptor,
  position: Position,
  location: SourceLocation,
): void {
  try {
    parsing.block(position.depth, location, () => statement(parsing, message, position));
  } finally {
    closeRanges(message, parsing.options.get(message) ?? []);
    addSyntheticOneofs(message);
  }
}

function statement(parsing: Parsing, message: MessageDescriptor, position: Position): void {
  const { cursor } = parsing;
  const { path, depth } = position;
  if (cursor.at(';')) {
    parsing.endHead(';');
  } else if (declares(parsing, 'message')) {
    const nested = [...path, PATH.nestedType, message.nestedType.length];
    parseMessage(parsing, message.nestedType, { path: nested, depth: depth + 1 });
  } else if (declares(parsing, 'enum')) {
    const nested = [...path, PATH.enumType, message.enumType.length];
    parseEnum(parsing, message.enumType, { path: nested, depth: depth + 1 });
  } else if (cursor.at('extensions')) {
    parseExtensions(parsing, message, path);
  } else if (cursor.at('reserved')) {
    parseReserved(parsing, message, 'message', path);
  } else if (cursor.at('extend')) {
    message.extension ??= [];
    parseExtend(parsing, message.extension, {
      ...fieldContext(message, position),
      at: 'extend',
      path: [...path, PATH.extension],
    });
  } else if (cursor.at('option')) {
    parseOptionStatement(parsing, message, [...path, PATH.options]);
    checkMapEntry(parsing, message);
  } else if (cursor.at('oneof')) {
    parseOneof(parsing, message, position);
  } else {
    message.field.push(parseField(parsing, fieldContext(message, position)));
  }
}

/** Maps are written as such, not as the messages that they become. */
function checkMapEntry(parsing: Parsing, message: MessageDescriptor): void {
  const option = parsing.options.get(message)?.at(-1);
  const [first] = option?.name ?? [];
  if (option === undefined || first?.text !== 'map_entry' || first.extension) return;
  parsing.report({
    place: option.place,
    message: 'the option "map_entry" is not written in a file',
    hint: 'Write a field map<KeyType, ValueType> instead.',
  });
}

/** Whether a type is declared here; `export` or `local` of edition 2024 may be before it. */
export function declares(parsing: Parsing, keyword: 'message' | 'enum'): boolean {
  const { cursor } = parsing;
  if (cursor.at(keyword)) return true;
  if (!parsing.isFrom2024 || !(cursor.at('export') || cursor.at('local'))) return false;
  const { text } = cursor.peek(1);
  if (text === 'message' || text === 'enum') return text === keyword;
  cursor.next();
  throw cursor.unexpected(`"message" or "enum" behind "${cursor.previous?.text}"`);
}

function fieldContext(message: MessageDescriptor, { path, depth }: Position): FieldContext {
  return {
    at: 'message',
    path: [...path, PATH.field, message.field.length],
    depth,
    nested: message.nestedType,
    nestedPath: [...path, PATH.nestedType],
    body: parseBody,
  };
}

function parseOneof(parsing: Parsing, message: MessageDescriptor, position: Position): void {
  const { cursor } = parsing;
  message.oneofDecl ??= [];
  const index = message.oneofDecl.length;
  const path = [...position.path, PATH.oneof, index];
  const location = parsing.begin(path);
  cursor.expect('oneof');
  const name = parsing.part(path, ONEOF_PATH.name, () =>
    cursor.identifier('the name of the oneof'),
  );
  const oneof = { name: name.text };
  parsing.place(oneof, 'name', name);
  message.oneofDecl.push(oneof);
  const end = cursor.peek(1);
  if (cursor.at('{') && end.text === '}')
    parsing.report({ place: end, message: `the oneof "${oneof.name}" has no fields` });
  parsing.block(position.depth + 1, location, () => {
    if (cursor.at('option')) parseOptionStatement(parsing, oneof, [...path, ONEOF_PATH.options]);
    else {
      const field = parseField(parsing, { ...fieldContext(message, position), at: 'oneof' });
      field.oneofIndex = index;
      message.field.push(field);
    }
  });
  parsing.finish(location);
}

/** `to max` ends where field numbers end, which a message set puts higher. */
function closeRanges(message: MessageDescriptor, options: readonly ParsedOption[]): void {
  const messageSet = options.some(
    ({ name: [first], value }) =>
      first?.text === 'message_set_wire_format' &&
      value.kind === 'identifier' &&
      value.text === 'true',
  );
  const end = (messageSet ? MAX_MESSAGE_SET_NUMBER : MAX_FIELD_NUMBER) + 1;
  for (const range of message.extensionRange ?? []) if (range.end === OPEN_END) range.end = end;
  for (const range of message.reservedRange ?? []) if (range.end === OPEN_END) range.end = end;
}

/** A proto3 `optional` field is alone in a oneof of its own, behind those that were written. */
function addSyntheticOneofs(message: MessageDescriptor): void {
  const taken = new Set(
    [...message.field, ...(message.oneofDecl ?? [])].map((one) => one.name ?? ''),
  );
  for (const field of message.field) {
    if (field.proto3Optional !== true) continue;
    const name = syntheticOneofName(field.name, taken);
    taken.add(name);
    message.oneofDecl ??= [];
    field.oneofIndex = message.oneofDecl.length;
    message.oneofDecl.push({ name });
  }
}
