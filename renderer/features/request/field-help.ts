import type { EnumValueDoc, FieldDoc, MessageDoc } from '#app/contract/definition.ts';
import { scalarOf } from '#app/core/value-fit.ts';
import type { HelpText } from '#renderer/ui/code-editor/help-card.ts';

export function fieldHelp(field: FieldDoc): HelpText {
  const { jsonName, name, type, number, comment, oneof, deprecated, rules } = field;
  return {
    title: `${jsonName}: ${type}`,
    comment,
    notes: [
      ...(deprecated === true ? ['deprecated'] : []),
      ...rules,
      ...(oneof === undefined ? [] : [`one of ${oneof}`]),
      ...jsonNotes(field),
      name === jsonName ? `field ${number}` : `field ${number}, in .proto files ${name}`,
    ],
  };
}

export function valueHelp({ name, number, comment, deprecated }: EnumValueDoc): HelpText {
  const notes = deprecated === true ? ['deprecated'] : [];
  return { title: `${name} = ${number}`, comment, notes };
}

export function unknownHelp({ name }: MessageDoc, field: string): HelpText {
  return { title: field, notes: [`${name} has no field of that name`] };
}

export function typeHelp({ name, comment }: MessageDoc): HelpText {
  return { title: name, comment, notes: [] };
}

/** How a value is written where JSON does not tell by itself. */
function jsonNotes(field: FieldDoc): readonly string[] {
  const note = jsonForms.get(field.typeName ?? scalarOf(field));
  return note === undefined ? [] : [note];
}

const jsonForms: ReadonlyMap<string, string> = new Map([
  ['bytes', 'base64'],
  ['google.protobuf.Timestamp', 'as "2026-01-01T00:00:00Z"'],
  ['google.protobuf.Duration', 'as "1.5s"'],
  ['google.protobuf.FieldMask', 'as "name,other.name"'],
]);
