import protobuf from 'protobufjs';
import { fieldStep, reaches } from './json-tree.ts';

/** JSON path of the first proto2 required field that is not set, in the message or below it. */
export function missingRequired(
  type: protobuf.Type,
  message: unknown,
  path: string,
): string | undefined {
  return hasRequired(type) ? find(type, message, path) : undefined;
}

/** Whether the type or one below it has required fields at all: most have none. */
const hasRequired = reaches((field) => field.required);

function find(type: protobuf.Type, message: unknown, path: string): string | undefined {
  const values = message as { readonly [name: string]: unknown };
  for (const field of type.fieldsArray) {
    const place = `${path}${fieldStep(field)}`;
    const isSet = Object.hasOwn(values, field.name) && values[field.name] != null;
    if (field.required && !isSet) return place;
    const resolved = field.resolve().resolvedType;
    if (!isSet || !(resolved instanceof protobuf.Type)) continue;
    const missing = findBelow(field, resolved, values[field.name], place);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

function findBelow(
  field: protobuf.Field,
  type: protobuf.Type,
  value: unknown,
  path: string,
): string | undefined {
  if (field instanceof protobuf.MapField) {
    for (const [key, item] of Object.entries(value as object)) {
      const missing = find(type, item, `${path}[${JSON.stringify(key)}]`);
      if (missing !== undefined) return missing;
    }
    return undefined;
  }
  if (!Array.isArray(value)) return find(type, value, path);
  for (const [index, item] of value.entries()) {
    const missing = find(type, item, `${path}[${index}]`);
    if (missing !== undefined) return missing;
  }
  return undefined;
}
