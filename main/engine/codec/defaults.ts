import protobuf from 'protobufjs';
import type { Json } from '#app/contract/calls.ts';
import { isJsonObject } from './json-tree.ts';

/** The same JSON with every field that has no presence written out, in the order of the type. */
export function withDefaults(type: protobuf.Type, json: Json): Json {
  if (type.fullName.startsWith('.google.protobuf.') || !isJsonObject(json)) return json;
  const left = new Map(Object.entries(json));
  const entries: [string, Json][] = [];
  for (const field of type.fieldsArray) {
    const value = left.get(field.jsonName);
    left.delete(field.jsonName);
    const shown = value === undefined ? defaultOf(field) : filled(field, value);
    if (shown !== undefined) entries.push([field.jsonName, shown]);
  }
  return Object.fromEntries([...entries, ...left]);
}

function filled(field: protobuf.Field, value: Json): Json {
  const type = field.resolve().resolvedType;
  if (!(type instanceof protobuf.Type)) return value;
  if (Array.isArray(value)) return value.map((item: Json) => withDefaults(type, item));
  if (field instanceof protobuf.MapField && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withDefaults(type, item)]),
    );
  }
  return withDefaults(type, value);
}

function defaultOf(field: protobuf.Field): Json | undefined {
  const type = field.resolve().resolvedType;
  if (field instanceof protobuf.MapField) return {};
  if (field.repeated) return [];
  if (field.hasPresence || type instanceof protobuf.Type) return undefined;
  if (type instanceof protobuf.Enum) return type.valuesById[0] ?? 0;
  if (/64$/.test(field.type)) return '0';
  if (field.type === 'bool') return false;
  return field.type === 'string' || field.type === 'bytes' ? '' : 0;
}
