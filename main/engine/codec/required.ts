import protobuf from 'protobufjs';
import { fieldStep, reaches, shownKey } from './json-tree.ts';

/** Fields that must be set. */
const requiredFields = new WeakSet<protobuf.Field>();

/**
 * Lets the types of a resolved root decode what there is of a message, which protobufjs gives up where a
 * required field is missing; {@link missingRequired} tells that instead. To be done before they are used.
 */
export function decodeIncomplete(namespace: protobuf.NamespaceBase): void {
  for (const nested of namespace.nestedArray)
    if (nested instanceof protobuf.Namespace) decodeIncomplete(nested);
  if (!(namespace instanceof protobuf.Type)) return;
  for (const field of namespace.fieldsArray) {
    if (!field.required) continue;
    requiredFields.add(field);
    Object.defineProperty(field, 'required', { value: false });
  }
}

/** JSON path of the first proto2 required field that is not set, in the message or below it. */
export function missingRequired(
  type: protobuf.Type,
  message: unknown,
  path: string,
): string | undefined {
  return hasRequired(type) ? find(type, message, path) : undefined;
}

/** Whether the type or one below it has required fields at all: most have none. */
export const hasRequired = reaches((field) => requiredFields.has(field));

function find(type: protobuf.Type, message: unknown, path: string): string | undefined {
  const values = message as { readonly [name: string]: unknown };
  for (const field of type.fieldsArray) {
    const place = `${path}${fieldStep(field)}`;
    const isSet = Object.hasOwn(values, field.name) && values[field.name] != null;
    if (requiredFields.has(field) && !isSet) return place;
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
      const missing = find(type, item, `${path}[${JSON.stringify(shownKey(field, key))}]`);
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
