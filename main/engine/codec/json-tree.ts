import protobuf from 'protobufjs';
import type { Json } from '#app/contract/calls.ts';
import { pathStep } from '#app/core/json-path.ts';
import { TypedNumber } from './json-text.ts';

/** A field by any of the names that proto JSON takes for it, an extension by `[pkg.name]`. */
export function fieldNamed(type: protobuf.Type, name: string): protobuf.Field | undefined {
  return type.fieldsArray.find((field) => {
    const extension = extensionName(field);
    return extension === undefined
      ? [field.name, field.jsonName, field.protoName].includes(name)
      : extension === name;
  });
}

/** `[pkg.name]`, as JSON has it in every form; `undefined` for a field of the message itself. */
export function extensionName({ declaringField }: protobuf.Field): string | undefined {
  if (declaringField === undefined || declaringField === null) return undefined;
  return `[${declaringField.fullName.slice(1).replace(/[^.]+$/, declaringField.protoName)}]`;
}

/** The step of a JSON path to a field. */
export function fieldStep(field: protobuf.Field): string {
  return pathStep(extensionName(field) ?? field.jsonName);
}

/** A key of a decoded map as its JSON has it. */
export function shownKey({ keyType }: protobuf.MapField, key: string): string {
  const isLong = keyType.endsWith('64');
  const isUnsigned = keyType === 'uint64' || keyType === 'fixed64';
  return isLong ? String(protobuf.util.longFromKey(key, isUnsigned)) : key;
}

export function bareName(type: protobuf.Type): string {
  return type.fullName.slice(1);
}

export function isAny(type: protobuf.Type): boolean {
  return type.fullName === '.google.protobuf.Any';
}

/** Types whose JSON is not an object of their fields: within an `Any` it stands under `value`. */
export function hasOwnJsonForm(type: protobuf.Type): boolean {
  return /^\.google\.protobuf\.(Any|Timestamp|Duration|FieldMask|Struct|Value|ListValue|(?:Double|Float|U?Int64|U?Int32|Bool|String|Bytes)Value)$/.test(
    type.fullName,
  );
}

/** Types whose JSON is whatever JSON there is. */
export function isOpenJson(type: protobuf.Type): boolean {
  return /^\.google\.protobuf\.(Struct|Value|ListValue)$/.test(type.fullName);
}

/** The type that an `Any`'s URL names; a stand-in when no source defines it. */
export function typeOfUrl(any: protobuf.Type, url: string): protobuf.Type {
  return any.root.lookupType(url.slice(url.lastIndexOf('/') + 1));
}

/** What stands in braces. */
export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  const isOther = Array.isArray(value) || value instanceof TypedNumber;
  return typeof value === 'object' && value !== null && !isOther;
}

export type JsonObject = { readonly [name: string]: Json };

export function isJsonObject(json: Json): json is JsonObject {
  return isObject(json);
}

/** Own properties, also for a key such as `__proto__`. */
export function mapEntries(
  value: object,
  change: (name: string, item: unknown) => unknown,
): { readonly [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, change(name, item)]),
  );
}

/** Whether a field of a type, or of one below it, fits; remembered for each type. */
export function reaches(
  test: (field: protobuf.Field) => boolean,
): (type: protobuf.Type) => boolean {
  const known = new WeakMap<protobuf.Type, boolean>();
  const look = (type: protobuf.Type, path: Set<protobuf.Type>): boolean => {
    const answer = known.get(type);
    if (answer !== undefined) return answer;
    if (path.has(type)) return false;
    path.add(type);
    const found = type.fieldsArray.some((field) => {
      const below = field.resolve().resolvedType;
      return test(field) || (below instanceof protobuf.Type && look(below, path));
    });
    path.delete(type);
    // A "no" found inside a cycle holds only for that cycle's start.
    if (found || path.size === 0) known.set(type, found);
    return found;
  };
  return (type) => known.get(type) ?? look(type, new Set());
}
