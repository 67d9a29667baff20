import protobuf from 'protobufjs';
import type { Json } from '#app/contract/calls.ts';
import {
  extensionName,
  hasOwnJsonForm,
  isAny,
  isJsonObject,
  type JsonObject,
  typeOfUrl,
} from './json-tree.ts';

/** How messages are written where that is not quite the canonical form. */
export interface JsonForm {
  /** Fields without presence too when they hold their default. */
  readonly emitDefaults?: boolean;
  /** Fields by the names they have in `.proto` files. */
  readonly originalNames?: boolean;
}

/** Canonical JSON of a message in another form, its fields in the order of the type. */
export function inForm(type: protobuf.Type, json: Json, form: JsonForm): Json {
  const isCanonical = form.emitDefaults !== true && form.originalNames !== true;
  return isCanonical ? json : inMessage(type, json, form);
}

function inMessage(type: protobuf.Type, json: Json, form: JsonForm): Json {
  if (!isJsonObject(json)) return json;
  if (isAny(type)) return inAny(type, json, form);
  if (hasOwnJsonForm(type)) return json;
  const left = new Map(Object.entries(json));
  const entries: [string, Json][] = [];
  for (const field of type.fieldsArray) {
    const canonical = extensionName(field) ?? field.jsonName;
    const value = left.get(canonical);
    left.delete(canonical);
    const shown = value === undefined ? absentJson(field, form) : inField(field, value, form);
    if (shown !== undefined) entries.push([shownName(field, form), shown]);
  }
  return Object.fromEntries([...entries, ...left]);
}

function inField(field: protobuf.Field, value: Json, form: JsonForm): Json {
  const type = field.resolve().resolvedType;
  if (!(type instanceof protobuf.Type)) return value;
  if (Array.isArray(value)) return value.map((item: Json) => inMessage(type, item, form));
  if (field instanceof protobuf.MapField && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, inMessage(type, item, form)]),
    );
  }
  return inMessage(type, value, form);
}

function inAny(any: protobuf.Type, json: JsonObject, form: JsonForm): Json {
  const { '@type': url, ...body } = json;
  if (typeof url !== 'string') return json;
  const type = typeOfUrl(any, url);
  const { value } = body;
  if (hasOwnJsonForm(type))
    return value === undefined ? json : { ...json, value: inMessage(type, value, form) };
  return { '@type': url, ...(inMessage(type, body, form) as JsonObject) };
}

/** The name of a field in this form, of an extension with its brackets. */
export function shownName(field: protobuf.Field, { originalNames }: JsonForm): string {
  return extensionName(field) ?? (originalNames === true ? field.protoName : field.jsonName);
}

/** What stands for a field that is not there, if anything. */
export function absentJson(field: protobuf.Field, { emitDefaults }: JsonForm): Json | undefined {
  return emitDefaults === true && extensionName(field) === undefined ? defaultOf(field) : undefined;
}

function defaultOf(field: protobuf.Field): Json | undefined {
  const type = field.resolve().resolvedType;
  if (field instanceof protobuf.MapField) return {};
  if (field.repeated) return [];
  if (field.hasPresence || type instanceof protobuf.Type) return undefined;
  if (type instanceof protobuf.Enum)
    return type.fullName === '.google.protobuf.NullValue' ? null : (type.valuesById[0] ?? 0);
  if (/64$/.test(field.type)) return '0';
  if (field.type === 'bool') return false;
  return field.type === 'string' || field.type === 'bytes' ? '' : 0;
}
