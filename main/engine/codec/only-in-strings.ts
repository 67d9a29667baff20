import protobuf from 'protobufjs';
import { bareName, extensionName, isAny, reaches } from './json-tree.ts';

/** What JSON has of its own, and of numbers that are written with letters. */
const ownTexts = ['true', 'false', 'null', 'nan', 'infinity', 'e'];
/** Between values, or written otherwise than it is in the message. */
const marks = /["\\{}[\],:\p{Cc}]/u;
/** Of what numbers are made, and of what times, durations and numbers are. */
const numberLetters = /^[\d+.e-]*$/;
const timeLetters = /^[\d+.e\-:tzs]*$/;

/** Bytes are letters in JSON, the paths of a mask are written otherwise, and of an `Any` only it knows what it holds. */
const hasOtherLetters = either(
  ({ type }) => type === 'bytes',
  (type) => isAny(type) || bareName(type) === 'google.protobuf.FieldMask',
);
const hasTimes = either(
  () => false,
  (type) => /^google\.protobuf\.(Timestamp|Duration)$/.test(bareName(type)),
);

/** Whether a field, or a type, at or below a type is such a one. */
function either(
  isSuchField: (field: protobuf.Field) => boolean,
  isSuch: (type: protobuf.Type) => boolean,
): (type: protobuf.Type) => boolean {
  const below = reaches((field) => {
    const { resolvedType } = field.resolve();
    return isSuchField(field) || (resolvedType instanceof protobuf.Type && isSuch(resolvedType));
  });
  return (type) => isSuch(type) || below(type);
}

/**
 * Whether a text, in small letters, can be in the JSON of a message only within one of its strings, capitals aside:
 * then its letters are in the bytes of the message too. It may say no where that is so.
 */
export function isOnlyInStrings(type: protobuf.Type, text: string): boolean {
  if (text === '' || marks.test(text) || hasOtherLetters(type)) return false;
  if ((hasTimes(type) ? timeLetters : numberLetters).test(text)) return false;
  return ![...ownTexts, ...namesOf(type)].some((name) => name.includes(text));
}

const known = new WeakMap<protobuf.Type, readonly string[]>();

/** In small letters, of all fields and enum values that its JSON may have. */
function namesOf(type: protobuf.Type): readonly string[] {
  const names = known.get(type) ?? [...namesBelow(type, new Set())].map((one) => one.toLowerCase());
  known.set(type, names);
  return names;
}

function namesBelow(
  type: protobuf.Type | protobuf.Enum,
  met: Set<protobuf.ReflectionObject>,
  names = new Set<string>(),
): ReadonlySet<string> {
  if (met.has(type)) return names;
  met.add(type);
  if (type instanceof protobuf.Enum) {
    for (const name of Object.keys(type.values)) names.add(name);
    for (const options of Object.values(type.valuesOptions ?? {}))
      for (const option of Object.values(options)) names.add(String(option));
    return names;
  }
  for (const field of type.fieldsArray) {
    const { resolvedType, jsonName } = field.resolve();
    names.add(extensionName(field) ?? jsonName);
    if (resolvedType !== null) namesBelow(resolvedType, met, names);
  }
  return names;
}
