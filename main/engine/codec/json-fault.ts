import protobuf from 'protobufjs';
import protojson from 'protobufjs/ext/protojson.js';
import { Failure } from '#app/contract/result.ts';
import { pathStep } from '#app/core/json-path.ts';
import { bareName, fieldNamed, hasOwnJsonForm } from './json-tree.ts';
import { deepest } from './wire-fields.ts';

/**
 * Turns protojson's complaint, which names a field but no place, into one with the JSON path. The
 * place is found by asking protojson again for ever smaller parts, so that the two cannot disagree.
 */
export function explainJsonFault(
  type: protobuf.Type,
  value: unknown,
  error: unknown,
  path: string,
): Failure {
  const isTooDeep = plain(error) === 'max depth exceeded';
  const found = isTooDeep
    ? { path, text: `the message is nested more than ${deepest} levels deep` }
    : (locate(type, value, path) ?? { path, text: plain(error) });
  return new Failure('message-invalid', `${found.path}: ${found.text}`, found.hint);
}

interface Fault {
  readonly path: string;
  readonly text: string;
  readonly hint?: string;
}

function locate(type: protobuf.Type, value: unknown, path: string): Fault | undefined {
  if (hasOwnJsonForm(type)) {
    if (fault(type, value) === undefined) return undefined;
    return { path, text: `expected ${wellKnown(type, value)}, got ${shown(value)}` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { path, text: `expected an object for ${bareName(type)}, got ${shown(value)}` };
  }
  for (const [name, item] of Object.entries(value)) {
    if (fault(type, { [name]: item }) === undefined) continue;
    return locateField(type, name, item, `${path}${pathStep(name)}`);
  }
  const error = fault(type, value);
  const twice = error === undefined ? undefined : secondOfOneof(type, value, path);
  if (twice !== undefined) return twice;
  return error === undefined ? undefined : { path, text: error };
}

/** Two fields that fit by themselves and not together. */
function secondOfOneof(type: protobuf.Type, value: object, path: string): Fault | undefined {
  const given = Object.entries(value).flatMap(([name, item]) => {
    const field = fieldNamed(type, name);
    return field?.partOf ? [{ name, item: item as unknown, field, oneof: field.partOf }] : [];
  });
  for (const [index, { name, item, field, oneof }] of given.entries()) {
    const first = given
      .slice(0, index)
      .filter((one) => one.oneof === oneof && one.field !== field)
      .find((one) => fault(type, { [one.name]: one.item, [name]: item }) !== undefined);
    if (first === undefined) continue;
    const text = `${first.name} is given too, and only one field of the oneof ${oneof.name} can be`;
    return { path: `${path}${pathStep(name)}`, text };
  }
  return undefined;
}

function locateField(type: protobuf.Type, name: string, item: unknown, path: string): Fault {
  const field = fieldNamed(type, name);
  if (field === undefined) return unknownField(type, name, path);
  const error = fault(type, { [name]: item }) ?? '';
  const resolved = field.resolve().resolvedType;
  if (field.repeated && !Array.isArray(item))
    return { path, text: `expected an array, got ${shown(item)}` };
  if (Array.isArray(item) && field.repeated) {
    const index = item.findIndex((one) => fault(type, { [name]: [one] }) !== undefined);
    return index === -1
      ? { path, text: error }
      : locateOne(resolved, field, item[index], `${path}[${index}]`);
  }
  if (field instanceof protobuf.MapField && typeof item === 'object' && item !== null) {
    const entry = Object.entries(item).find(
      ([key, one]) => fault(type, { [name]: { [key]: one } }) !== undefined,
    );
    if (entry === undefined) return { path, text: error };
    const [key, one] = entry;
    const place = `${path}${pathStep(key)}`;
    if (/map key/.test(error))
      return { path: place, text: `expected a key of type ${field.keyType}, got ${shown(key)}` };
    return locateOne(resolved, field, one, place);
  }
  return locateOne(resolved, field, item, path);
}

function locateOne(
  resolved: protobuf.Type | protobuf.Enum | null,
  field: protobuf.Field,
  value: unknown,
  path: string,
): Fault {
  if (resolved instanceof protobuf.Type) {
    return locate(resolved, value, path) ?? { path, text: `does not fit ${bareName(resolved)}` };
  }
  if (resolved instanceof protobuf.Enum) {
    const names = Object.keys(resolved.values);
    const hint = `It has: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;
    return {
      path,
      text: `expected a value of ${resolved.fullName.slice(1)}, got ${shown(value)}`,
      hint,
    };
  }
  return { path, text: `expected ${field.type}, got ${shown(value)}` };
}

function unknownField(type: protobuf.Type, name: string, path: string): Fault {
  const names = type.fieldsArray.map((field) => field.jsonName);
  const near = names.find(
    (known) => known.toLowerCase() === name.replaceAll('_', '').toLowerCase(),
  );
  const some = `${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;
  const hint = near ? `Did you mean ${near}?` : some ? `Its fields: ${some}` : 'It has no fields';
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

function shown(value: unknown): string {
  const isNumber = typeof value === 'number';
  const text = isNumber ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
