import protobuf from 'protobufjs';
import { ExactInteger } from './json-text.ts';

/**
 * Puts each {@link ExactInteger} in the form its place needs: its digits as a string where a number
 * is due (proto JSON takes both), else a plain number, so that a wrong place is still told as one.
 * Returns the same value when there is none.
 */
export function exactForType(type: protobuf.Type, value: unknown): unknown {
  return contains(value) ? convert(type, value) : value;
}

function contains(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof ExactInteger || Object.values(value).some(contains);
}

function convert(type: protobuf.Type, value: unknown): unknown {
  if (value instanceof ExactInteger) return isWrapper(type) ? value.digits : Number(value.digits);
  if (Array.isArray(value)) return value.map((item) => convert(type, item));
  if (typeof value !== 'object' || value === null) return value;
  const open = isOpenJson(type);
  const shape = type.fullName === '.google.protobuf.Any' ? anyType(type, value) : type;
  return mapEntries(value, (name, item) => {
    const field = open ? undefined : fieldNamed(shape, name);
    return field === undefined ? convertAs(type, undefined, item) : convertField(type, field, item);
  });
}

function convertField(type: protobuf.Type, field: protobuf.Field, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => convertField(type, field, item));
  const isMap = field instanceof protobuf.MapField && typeof value === 'object' && value !== null;
  if (isMap && !(value instanceof ExactInteger)) {
    return mapEntries(value, (_, item) => convertAs(type, field, item));
  }
  return convertAs(type, field, value);
}

function convertAs(
  type: protobuf.Type,
  field: protobuf.Field | undefined,
  value: unknown,
): unknown {
  const resolved = field?.resolve().resolvedType;
  if (resolved instanceof protobuf.Type) return convert(resolved, value);
  if (field === undefined) return convert(type, value);
  if (!(value instanceof ExactInteger)) return value;
  const isNumber = /32$|64$|^float$|^double$/.test(field.type);
  return isNumber ? value.digits : Number(value.digits);
}

function fieldNamed(type: protobuf.Type, name: string): protobuf.Field | undefined {
  return type.fieldsArray.find((field) =>
    [field.name, field.jsonName, field.protoName].includes(name),
  );
}

function anyType(type: protobuf.Type, value: object): protobuf.Type {
  const url: unknown = (value as { readonly '@type'?: unknown })['@type'];
  return typeof url === 'string' ? type.root.lookupType(url.slice(url.lastIndexOf('/') + 1)) : type;
}

function isWrapper(type: protobuf.Type): boolean {
  return /^\.google\.protobuf\.(U?Int(32|64)|Float|Double)Value$/.test(type.fullName);
}

function isOpenJson(type: protobuf.Type): boolean {
  return /^\.google\.protobuf\.(Struct|Value|ListValue)$/.test(type.fullName);
}

function mapEntries(value: object, change: (name: string, item: unknown) => unknown): unknown {
  // fromEntries defines own properties, also for a key such as __proto__.
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, change(name, item)]),
  );
}
