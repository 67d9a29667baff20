import { SyntaxProblem } from './cursor.ts';
import { parseFieldOptions, parseNameAndNumber, parseTypeName } from './field-parts.ts';
import { FIELD_TYPE, LABEL, scalarType } from './field-types.ts';
import { defaultJsonName } from './generated-names.ts';
import { parseMap } from './parse-map.ts';
import type { FieldDescriptor, MessageDescriptor, SourceLocation } from './parsed-file.ts';
import type { Parsing, Position } from './parsing.ts';
import type { Token } from './token.ts';

const PATH = { name: 1, extendee: 2, label: 4, type: 5, typeName: 6 };

/** Where a field is written, which decides what it may say. */
export interface FieldContext {
  readonly at: 'message' | 'oneof' | 'extend';
  /** Path of the field itself. */
  readonly path: readonly number[];
  readonly depth: number;
  /** The message that a map entry or group becomes part of, and the path of that part. */
  readonly nested: MessageDescriptor[];
  readonly nestedPath: readonly number[];
  /** Reads the body of a group. */
  readonly body: (
    parsing: Parsing,
    message: MessageDescriptor,
    position: Position,
    location: SourceLocation,
  ) => void;
  /** Of an extension: the first and the last token of what it extends. */
  readonly extendee?: readonly [Token, Token];
}

/** A field, group or map; the comments before and behind it become its own. */
export function parseField(parsing: Parsing, context: FieldContext): FieldDescriptor {
  const { cursor } = parsing;
  const location = parsing.begin(context.path);
  const start = cursor.peek();
  const field: FieldDescriptor = { name: '' };
  if (context.extendee !== undefined)
    parsing.readPart(context.path, PATH.extendee, ...context.extendee);
  parseLabel(parsing, context, field);
  if (cursor.at('map') && cursor.peek(1).text === '<') {
    if (field.label !== undefined || context.at !== 'message') {
      throw new SyntaxProblem(start, 'a map field can have no label and be in no oneof or extend');
    }
    parseMap(parsing, context.nested, field, context.path);
  } else if (cursor.at('group') && parsing.syntax !== 'editions') {
    parseGroup(parsing, context, field, start);
    parsing.finish(location);
    return field;
  } else {
    field.label ??= LABEL.optional;
    parseType(parsing, field, context.path);
    parseNameAndNumber(parsing, field, context.path);
    parseFieldOptions(parsing, field, context.path, context.at === 'extend');
  }
  field.jsonName ??= defaultJsonName(field.name);
  parsing.endHead(';', location);
  parsing.finish(location);
  return field;
}

function parseType(parsing: Parsing, field: FieldDescriptor, path: readonly number[]): void {
  parsing.place(field, 'type', parsing.cursor.peek());
  const part = parsing.beginPart(path);
  const name = parseTypeName(parsing);
  parsing.finish(part);
  const scalar = scalarType(name);
  if (scalar === undefined) field.typeName = name;
  else field.type = scalar;
  part?.path.push(scalar === undefined ? PATH.typeName : PATH.type);
}

function parseLabel(parsing: Parsing, context: FieldContext, field: FieldDescriptor): void {
  const { cursor, syntax } = parsing;
  const token = cursor.peek();
  const label = ['optional', 'required', 'repeated'].find((one) => one === token.text);
  if (label === undefined) {
    if (syntax === 'proto2' && context.at !== 'oneof' && !isMap(parsing)) {
      parsing.report({
        place: token,
        message: `expected "required", "optional" or "repeated", but found "${token.text}"`,
        hint: 'In proto2 each field has a label. If this is proto3, begin the file with syntax = "proto3";.',
      });
    }
    return;
  }
  if (context.at === 'oneof') {
    throw new SyntaxProblem(token, 'a field of a oneof can have no label');
  }
  if (syntax === 'editions' && label !== 'repeated') {
    parsing.report({
      place: token,
      message: `"${label}" is not used in editions`,
      hint:
        label === 'optional'
          ? 'Leave it out: fields have presence by default.'
          : 'Write [features.field_presence = LEGACY_REQUIRED] behind the field.',
    });
  }
  if (syntax === 'proto3' && label === 'required') {
    parsing.report({
      place: token,
      message: 'proto3 has no required fields',
      hint: 'Leave "required" out.',
    });
  }
  parsing.part(context.path, PATH.label, () => cursor.next());
  if (label === 'repeated') field.label = LABEL.repeated;
  else if (label === 'required' && syntax === 'proto2') field.label = LABEL.required;
  else field.label = LABEL.optional;
  if (syntax === 'proto3' && label === 'optional') field.proto3Optional = true;
}

function isMap(parsing: Parsing): boolean {
  return parsing.cursor.at('map') && parsing.cursor.peek(1).text === '<';
}

function parseGroup(
  parsing: Parsing,
  context: FieldContext,
  field: FieldDescriptor,
  start: Token,
): void {
  const { cursor, syntax } = parsing;
  const keyword = parsing.part(context.path, PATH.type, () => cursor.next());
  if (syntax === 'proto3') {
    throw new SyntaxProblem(keyword, 'proto3 has no groups', 'Use a nested message instead.');
  }
  field.label ??= LABEL.optional;
  const name = cursor.peek();
  if (!/^[A-Z]/.test(name.text)) {
    throw new SyntaxProblem(name, 'the name of a group begins with a capital letter');
  }
  parseNameAndNumber(parsing, field, context.path);
  const group: MessageDescriptor = { name: field.name, field: [], nestedType: [], enumType: [] };
  parsing.place(field, 'type', name);
  parsing.place(group, 'name', name);
  field.name = group.name.toLowerCase();
  field.type = FIELD_TYPE.group;
  field.typeName = group.name;
  parseFieldOptions(parsing, field, context.path, context.at === 'extend');
  field.jsonName ??= defaultJsonName(field.name);
  const path = [...context.nestedPath, context.nested.length];
  context.nested.push(group);
  const location = parsing.begin(path, start);
  parsing.readPart(path, PATH.name, name, name);
  parsing.readPart(context.path, PATH.typeName, name, name);
  context.body(parsing, group, { path, depth: context.depth + 1 }, location);
  parsing.finish(location);
}
