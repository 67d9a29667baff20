import { stringify } from 'lossless-json';
import protobuf from 'protobufjs';
import protojson from 'protobufjs/ext/protojson.js';
import { Failure } from '#app/contract/result.ts';
import { pathStep } from '#app/core/json-path.ts';
import { TypedNumber } from './json-text.ts';
import {
  bareName,
  extensionName,
  fieldNamed,
  hasOwnJsonForm,
  isObject,
  isOpenJson,
} from './json-tree.ts';
import { deepest } from './wire-fields.ts';

/** A value as it was typed, and as it was made ready for protojson. */
interface Given {
  readonly typed: unknown;
  readonly prepared: unknown;
}

/**
 * Turns protojson's complaint, which names a field but no place, into one with the JSON path. The
 * place is found by asking protojson again for ever smaller parts, so that the two cannot disagree.
 */
export function explainJsonFault(
  type: protobuf.Type,
  given: Given,
  error: unknown,
  path: string,
): Failure {
  const isTooDeep = plain(error) === 'max depth exceeded';
  const found = isTooDeep
    ? { path, text: `the message is nested more than ${deepest} levels deep` }
    : (locate(type, given, path) ?? { path, text: plain(error) });
  return new Failure('message-invalid', `${found.path}: ${found.text}`, found.hint);
}

interface Fault {
  readonly path: string;
  readonly text: string;
  readonly hint?: string;
}

function locate(type: protobuf.Type, given: Given, path: string): Fault | undefined {
  const value = given.prepared;
  if (hasOwnJsonForm(type)) {
    if (fault(type, value) === undefined) return undefined;
    const within = isOpenJson(type) ? locateInOpen(type, given, path) : undefined;
    return (
      within ?? { path, text: `expected ${wellKnown(type, value)}, got ${shown(given.typed)}` }
    );
  }
  if (!isObject(value))
    return { path, text: `expected an object for ${bareName(type)}, got ${shown(given.typed)}` };
  for (const [name, item] of Object.entries(value)) {
    if (fault(type, { [name]: item }) === undefined) continue;
    return locateField(type, name, part(given, name), `${path}${pathStep(name)}`);
  }
  const error = fault(type, value);
  const twice = error === undefined ? undefined : secondOfTwo(type, value, path);
  if (twice !== undefined) return twice;
  return error === undefined ? undefined : { path, text: error };
}

/** In a `Struct`, `Value` or `ListValue`, all of whose parts are a `Value`. */
function locateInOpen(type: protobuf.Type, given: Given, path: string): Fault | undefined {
  const value = given.prepared;
  const isList = Array.isArray(value);
  if (!isList && !isObject(value)) return undefined;
  const one =
    bareName(type) === 'google.protobuf.Value' ? type : type.fieldsArray[0]?.resolve().resolvedType;
  if (!(one instanceof protobuf.Type)) return undefined;
  for (const [key, item] of Object.entries<unknown>(value)) {
    if (fault(one, item) === undefined) continue;
    return locate(one, part(given, key), `${path}${isList ? `[${key}]` : pathStep(key)}`);
  }
  return undefined;
}

/** Two fields that fit by themselves and not together. */
function secondOfTwo(
  type: protobuf.Type,
  value: { readonly [name: string]: unknown },
  path: string,
): Fault | undefined {
  const given = Object.entries(value).flatMap(([name, item]) => {
    const field = fieldNamed(type, name);
    return field === undefined ? [] : [{ name, item, field }];
  });
  for (const [index, { name, item, field }] of given.entries()) {
    const first = given
      .slice(0, index)
      .filter((one) => one.field === field || (field.partOf && one.field.partOf === field.partOf))
      .find((one) => fault(type, { [one.name]: one.item, [name]: item }) !== undefined);
    if (first === undefined) continue;
    const why =
      first.field === field
        ? 'the two are one field'
        : `only one field of the oneof ${field.partOf?.name} can be`;
    return {
      path: `${path}${pathStep(name)}`,
      text: `${first.name} is given too, and ${why}`,
    };
  }
  return undefined;
}

function locateField(type: protobuf.Type, name: string, given: Given, path: string): Fault {
  const field = fieldNamed(type, name);
  if (field === undefined) return unknownField(type, name, path);
  const item = given.prepared;
  const error = fault(type, { [name]: item }) ?? '';
  const resolved = field.resolve().resolvedType;
  if (field.repeated && !Array.isArray(item))
    return { path, text: `expected an array, got ${shown(given.typed)}` };
  if (Array.isArray(item) && field.repeated) {
    const index = item.findIndex((one) => fault(type, { [name]: [one] }) !== undefined);
    return index === -1
      ? { path, text: error }
      : locateOne(resolved, field, part(given, String(index)), `${path}[${index}]`);
  }
  if (field instanceof protobuf.MapField && isObject(item)) {
    const key = Object.keys(item).find(
      (one) => fault(type, { [name]: { [one]: item[one] } }) !== undefined,
    );
    if (key === undefined) return { path, text: error };
    const place = `${path}${pathStep(key)}`;
    if (/map key/.test(error))
      return { path: place, text: `expected a key of type ${field.keyType}, got ${shown(key)}` };
    return locateOne(resolved, field, part(given, key), place);
  }
  return locateOne(resolved, field, given, path);
}

function locateOne(
  resolved: protobuf.Type | protobuf.Enum | null,
  field: protobuf.Field,
  given: Given,
  path: string,
): Fault {
  if (resolved instanceof protobuf.Type) {
    return locate(resolved, given, path) ?? { path, text: `does not fit ${bareName(resolved)}` };
  }
  if (resolved instanceof protobuf.Enum) {
    const names = Object.keys(resolved.values);
    const hint = `It has: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;
    return {
      path,
      text: `expected a value of ${resolved.fullName.slice(1)}, got ${shown(given.typed)}`,
      hint,
    };
  }
  return { path, text: `expected ${field.type}, got ${shown(given.typed)}` };
}

function unknownField(type: protobuf.Type, name: string, path: string): Fault {
  const names = type.fieldsArray.map((field) => extensionName(field) ?? field.jsonName);
  const bare = (one: string): string => one.replace(/[_[\]]/g, '').toLowerCase();
  const near = names.find((known) => bare(known) === bare(name));
  const some = `${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;
  const hint = near
    ? `Did you mean ${near}?`
    : some
      ? `Its fields: ${some}`
      : 'The schema gives it none: what defines it may be missing';
  return { path, text: `${bareName(type)} has no field ${shown(name)}`, hint };
}

function fault(type: protobuf.Type, value: unknown): string | undefined {
  try {
    protojson.fromJson(type, value);
    return undefined;
  } catch (error) {
    return plain(error);
  }
}

/** protojson's text without the leading name of the type. */
function plain(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/^\.?[\w.]+: /, '');
}

function wellKnown(type: protobuf.Type, value: unknown): string {
  const name = type.fullName.slice(1);
  const form = {
    Timestamp: ' such as "2026-01-31T12:00:00Z"',
    Duration: ' such as "1.5s"',
    FieldMask: maskForm(value),
  };
  return name + (form[type.name as keyof typeof form] ?? '');
}

/** The names of `.proto` files are the likeliest mistake. */
function maskForm(value: unknown): string {
  if (typeof value !== 'string' || !value.includes('_')) return ' such as "a,b.c"';
  const camel = value.replace(/_+([a-z\d]?)/gi, (_, letter: string) => letter.toUpperCase());
  return ` in lowerCamelCase such as ${shown(camel)}`;
}

/** As it was typed, as far as it is not too long. */
function shown(value: unknown): string {
  const text = stringify(value, undefined, undefined, [asTyped]) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const asTyped = {
  test: (value: unknown) => value instanceof TypedNumber,
  stringify: (value: unknown) => (value instanceof TypedNumber ? value.text : String(value)),
};

/** Both hold the same parts. */
function part({ typed, prepared }: Given, key: string): Given {
  return { typed: ownPart(typed, key), prepared: ownPart(prepared, key) };
}

function ownPart(whole: unknown, key: string): unknown {
  if (typeof whole !== 'object' || whole === null) return undefined;
  return Object.getOwnPropertyDescriptor(whole, key)?.value;
}
