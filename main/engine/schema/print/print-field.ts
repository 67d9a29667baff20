import type { IDescriptorProto, IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { FIELD_TYPE, LABEL, typeKeyword } from '../parse/field-types.ts';
import { defaultJsonName } from '../parse/generated-names.ts';
import { escapeBytes } from '../parse/string-literal.ts';
import { rawDefault } from '../raw-default.ts';
import { groupName } from './group-name.ts';
import { quoted } from './literal.ts';
import { type Phrase, phrase } from './phrase.ts';
import { inlineOptions } from './print-options.ts';
import type { Printing, Spot } from './printing.ts';

/** What is declared beside a field for its sake, and how the body of a group is written. */
export interface FieldSurroundings {
  readonly siblings: readonly IDescriptorProto[];
  readonly siblingsPath: readonly number[];
  readonly printBody: (printing: Printing, message: IDescriptorProto, spot: Spot) => void;
}

/** A field, map or group with its comments. */
export function printField(
  printing: Printing,
  field: IFieldDescriptorProto,
  { path, scope }: Spot,
  around: FieldSurroundings,
): void {
  const { lines, notes } = printing;
  const group = isGroup(printing, field) ? generatedType(field, around.siblings) : undefined;
  const written = { type: 'FieldOptions', options: field.options, scope } as const;
  const options = inlineOptions(printing, written, ownOptions(field));
  if (group !== undefined) {
    const groupPath = [...around.siblingsPath, around.siblings.indexOf(group)];
    notes.before(lines, path);
    notes.before(lines, groupPath);
    const head = phrase`${labelWord(printing, field)}group ${group.name ?? ''} = ${String(field.number)}${options}`;
    lines.block(head, () => {
      notes.inside(lines, groupPath);
      around.printBody(printing, group, { path: groupPath, scope });
    });
    return;
  }
  notes.before(lines, path);
  const type = typeText(printing, field, scope, around.siblings);
  lines.add(phrase`${type} ${field.name ?? ''} = ${String(field.number)}${options};`);
  notes.behind(lines, path);
}

/** The nested type that a map or group field brings along. */
export function generatedType(
  field: IFieldDescriptorProto,
  siblings: readonly IDescriptorProto[],
): IDescriptorProto | undefined {
  const name = groupName(field);
  const type = siblings.find((one) => one.name === name);
  if (field.type === FIELD_TYPE.message && type?.options?.mapEntry === true) return type;
  return field.type === FIELD_TYPE.group && field.name === name.toLowerCase() ? type : undefined;
}

function isGroup({ syntax }: Printing, field: IFieldDescriptorProto): boolean {
  return field.type === FIELD_TYPE.group && syntax !== 'editions';
}

/** The type of a field with its label, as it is written. */
export function typeText(
  printing: Printing,
  field: IFieldDescriptorProto,
  scope: string,
  siblings: readonly IDescriptorProto[],
): Phrase {
  const entry = field.type === FIELD_TYPE.message ? generatedType(field, siblings) : undefined;
  if (entry !== undefined) {
    const [key, value] = entry.field ?? [];
    const keyText = typeKeyword(key?.type ?? 0);
    return phrase`map<${keyText ?? ''}, ${typeName(printing, value ?? {}, scope)}>`;
  }
  return phrase`${labelWord(printing, field)}${typeName(printing, field, scope)}`;
}

function typeName({ names }: Printing, field: IFieldDescriptorProto, scope: string): Phrase {
  if (field.typeName) return names.written(field.typeName, scope);
  return typeKeyword(field.type ?? 0) ?? 'bytes';
}

function labelWord({ syntax }: Printing, field: IFieldDescriptorProto): string {
  if (field.label === LABEL.repeated) return 'repeated ';
  if (field.proto3Optional === true) return 'optional ';
  const inOneof =
    field.oneofIndex !== undefined && field.oneofIndex !== null && isOwn(field, 'oneofIndex');
  if (syntax !== 'proto2' || inOneof) return '';
  return field.label === LABEL.required ? 'required ' : 'optional ';
}

/** What is written as an option and has a place of its own in the descriptor. */
function ownOptions(field: IFieldDescriptorProto): string[] {
  const options: string[] = [];
  if (isOwn(field, 'defaultValue') && field.defaultValue !== undefined) {
    options.push(`default = ${defaultLiteral(field.type, field.defaultValue)}`);
  }
  const raw = rawDefault(field);
  if (raw !== undefined) options.push(`default = "${escapeBytes(raw)}"`);
  const jsonName = isOwn(field, 'jsonName') ? field.jsonName : undefined;
  if (jsonName && jsonName !== defaultJsonName(field.name ?? '') && !field.extendee) {
    options.push(`json_name = ${quoted(jsonName)}`);
  }
  return options;
}

function defaultLiteral(type: number | undefined, value: string): string {
  if (type === FIELD_TYPE.string) return quoted(value);
  // Descriptors hold the default of bytes with its escapes.
  return type === FIELD_TYPE.bytes ? `"${value}"` : value;
}

/** Decoded messages answer for fields that are not set with their defaults. */
function isOwn(field: object, name: string): boolean {
  return Object.hasOwn(field, name);
}
