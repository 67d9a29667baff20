import protobuf from 'protobufjs';
import type { Json } from '#app/contract/calls.ts';
import {
  bareName,
  extensionName,
  fieldNamed,
  hasOwnJsonForm,
  isAny,
  isJsonObject,
  isObject,
  type JsonObject,
  reaches,
  shownKey,
  typeOfUrl,
} from './json-tree.ts';

/*
 * Of a `float` or `double` without presence only the positive zero is the default. protojson takes the
 * negative one for it too, and leaves it out; what it left out is put back here, in both directions.
 */

type Encode = (type: protobuf.Type, json: unknown) => Uint8Array;

/**
 * Gives a message that protojson made of this JSON the negative zeros of it. `encode` makes the bytes of
 * what is within an `Any`.
 */
export function keepNegativeZeros(
  type: protobuf.Type,
  json: unknown,
  message: object,
  encode: Encode,
): void {
  if (reachesZero(type) && holdsNegativeZero(json)) keepInMessage(type, json, message, encode);
}

/** The JSON of a message with its negative zeros, in the order of its fields. */
export function withNegativeZeros(
  type: protobuf.Type,
  message: object,
  json: Json,
  bytes: Uint8Array,
): Json {
  return reachesZero(type) && mayHoldNegativeZero(bytes) ? inMessage(type, message, json) : json;
}

function canBeNegativeZero(field: protobuf.Field): boolean {
  const isFloating = field.type === 'float' || field.type === 'double';
  return isFloating && !field.repeated && !field.map && !field.hasPresence;
}

const reachesZeroBelow = reaches(
  (field) =>
    canBeNegativeZero(field) ||
    (field.resolvedType instanceof protobuf.Type && isAny(field.resolvedType)),
);

function reachesZero(type: protobuf.Type): boolean {
  return isAny(type) || reachesZeroBelow(type);
}

/** Both kinds of negative zero end with these bytes; most payloads need no closer look. */
const lastBytes = Buffer.from([0, 0, 0, 0x80]);

function mayHoldNegativeZero(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(lastBytes);
}

function holdsNegativeZero(json: unknown): boolean {
  return typeof json === 'object' && json !== null
    ? Object.values(json).some(holdsNegativeZero)
    : isNegativeZero(json);
}

function isNegativeZero(json: unknown): boolean {
  return Object.is(typeof json === 'string' && json.startsWith('-') ? Number(json) : json, -0);
}

function keepInMessage(type: protobuf.Type, json: unknown, message: object, encode: Encode): void {
  if (/^google\.protobuf\.(Float|Double)Value$/.test(bareName(type))) {
    if (isNegativeZero(json)) put(message, type.fields['value'], -0);
  } else if (isAny(type)) {
    if (isObject(json)) keepInAny(type, json, message, encode);
  } else if (!hasOwnJsonForm(type) && isObject(json)) {
    for (const [name, item] of Object.entries(json)) {
      const field = fieldNamed(type, name);
      if (field === undefined || !holdsNegativeZero(item)) continue;
      if (canBeNegativeZero(field)) put(message, field, -0);
      else keepInField(field, item, ownValue(message, field.name), encode);
    }
  }
}

function keepInField(field: protobuf.Field, json: unknown, value: unknown, encode: Encode): void {
  const { resolvedType } = field.resolve();
  if (!(resolvedType instanceof protobuf.Type)) return;
  const isMany = field.repeated || field instanceof protobuf.MapField;
  const items: readonly [unknown, unknown][] = !isMany
    ? [[json, value]]
    : Object.entries(json as object).map(([key, item]) => [
        item,
        ownValue(value, keyOf(field, key)),
      ]);
  for (const [item, one] of items)
    if (typeof one === 'object' && one !== null) keepInMessage(resolvedType, item, one, encode);
}

/** Keys of a map may be typed with leading zeros. */
function keyOf(field: protobuf.Field, key: string): string {
  const isNumber = field instanceof protobuf.MapField && /32$|64$/.test(field.keyType);
  return isNumber ? String(BigInt(key)) : key;
}

function keepInAny(
  any: protobuf.Type,
  { '@type': url, ...body }: { readonly [name: string]: unknown },
  message: object,
  encode: Encode,
): void {
  if (typeof url !== 'string') return;
  const type = typeOfUrl(any, url);
  const bytes = encode(type, hasOwnJsonForm(type) ? body['value'] : body);
  put(message, fieldNamed(any, 'value'), bytes);
}

function inMessage(type: protobuf.Type, message: object, json: Json): Json {
  if (!isJsonObject(json)) return json;
  if (isAny(type)) return inAny(type, message, json);
  if (hasOwnJsonForm(type)) return json;
  const entries = type.fieldsArray.flatMap((field): [string, Json][] => {
    const name = extensionName(field) ?? field.jsonName;
    const value = ownValue(message, field.name);
    if (Object.is(value, -0) && canBeNegativeZero(field)) return [[name, -0]];
    const shown = Object.hasOwn(json, name) ? json[name] : undefined;
    return shown === undefined ? [] : [[name, inField(field, value, shown)]];
  });
  return Object.fromEntries(entries);
}

function inField(field: protobuf.Field, value: unknown, json: Json): Json {
  const { resolvedType } = field.resolve();
  if (!(resolvedType instanceof protobuf.Type)) return json;
  const one = (item: Json, below: unknown): Json =>
    typeof below === 'object' && below !== null ? inMessage(resolvedType, below, item) : item;
  if (Array.isArray(json))
    return json.map((item: Json, index) => one(item, ownValue(value, String(index))));
  if (!(field instanceof protobuf.MapField) || !isJsonObject(json)) return one(json, value);
  const byKey = new Map(
    Object.entries(value as object).map(([key, below]) => [shownKey(field, key), below as unknown]),
  );
  return Object.fromEntries(
    Object.entries(json).map(([key, item]) => [key, one(item, byKey.get(key))]),
  );
}

function inAny(any: protobuf.Type, message: object, json: JsonObject): Json {
  const { '@type': url, ...body } = json;
  const value = ownValue(message, fieldNamed(any, 'value')?.name ?? '');
  if (typeof url !== 'string' || !(value instanceof Uint8Array)) return json;
  const type = typeOfUrl(any, url);
  const isOwn = hasOwnJsonForm(type);
  const shown = isOwn ? body['value'] : body;
  if (shown === undefined || !reachesZero(type)) return json;
  const inner = inMessage(type, type.decode(value), shown);
  return isOwn ? { ...json, value: inner } : { '@type': url, ...(inner as JsonObject) };
}

function ownValue(holder: unknown, name: string): unknown {
  return isHolder(holder) && Object.hasOwn(holder, name)
    ? Object.getOwnPropertyDescriptor(holder, name)?.value
    : undefined;
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function put(message: object, field: protobuf.Field | undefined, value: unknown): void {
  if (field !== undefined)
    Object.defineProperty(message, field.name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
}
