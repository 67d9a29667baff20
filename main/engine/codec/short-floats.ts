import protobuf from 'protobufjs';
import type { Json } from '#app/contract/calls.ts';
import {
  bareName,
  extensionName,
  hasOwnJsonForm,
  isAny,
  isJsonObject,
  type JsonObject,
  reaches,
  typeOfUrl,
} from './json-tree.ts';

/**
 * The same JSON with each `float` as the shortest number that is this float, as the canonical printers
 * write it: 0.1, where JavaScript's double shows 0.10000000149011612.
 */
export function shortFloats(type: protobuf.Type, json: Json): Json {
  if (isAny(type)) return isJsonObject(json) ? inAny(type, json) : json;
  if (bareName(type) === 'google.protobuf.FloatValue') return short(json);
  if (!reachesFloat(type) || !isJsonObject(json)) return json;
  const fields = new Map(
    type.fieldsArray.map((field) => [extensionName(field) ?? field.jsonName, field]),
  );
  return mapJson(json, (name, value) => {
    const field = fields.get(name);
    return field === undefined ? value : inField(field, value);
  });
}

const reachesFloat = reaches(
  ({ type, resolvedType }) =>
    type === 'float' || (resolvedType instanceof protobuf.Type && isAny(resolvedType)),
);

function inField(field: protobuf.Field, value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => inOne(field, item));
  if (field instanceof protobuf.MapField && isJsonObject(value)) {
    return mapJson(value, (_, item) => inOne(field, item));
  }
  return inOne(field, value);
}

function inOne(field: protobuf.Field, value: Json): Json {
  const { resolvedType } = field.resolve();
  if (resolvedType instanceof protobuf.Type) return shortFloats(resolvedType, value);
  return field.type === 'float' ? short(value) : value;
}

function inAny(any: protobuf.Type, json: JsonObject): Json {
  const url = json['@type'];
  if (typeof url !== 'string') return json;
  const type = typeOfUrl(any, url);
  const { value } = json;
  if (!hasOwnJsonForm(type)) return shortFloats(type, json);
  return value === undefined ? json : { ...json, value: shortFloats(type, value) };
}

function short(value: Json): Json {
  return typeof value === 'number' ? shortFloat(value) : value;
}

/** The shortest number that is this float. */
export function shortFloat(value: number): number {
  // As it is: small integers, and the negative zero, which would lose its sign.
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return value;
  for (let digits = 6; digits <= 9; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}

function mapJson(json: JsonObject, change: (name: string, value: Json) => Json): Json {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, change(name, value)]),
  );
}
