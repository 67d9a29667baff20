import protobuf from 'protobufjs';
import { fieldStep } from './json-tree.ts';
import { deepest, WireFault, type WireField, wireFields } from './wire-fields.ts';

/**
 * JSON path of the first proto2 required field that a payload lacks: of all messages the one that ends
 * first. What cannot be read tells nothing.
 */
export function missingOnWire(type: protobuf.Type, bytes: Uint8Array): string | undefined {
  try {
    return find(type, wireFields(bytes), '$', 0);
  } catch (error) {
    if (error instanceof WireFault) return undefined;
    throw error;
  }
}

function find(
  type: protobuf.Type,
  fields: readonly WireField[],
  path: string,
  depth: number,
): string | undefined {
  if (depth > deepest) return undefined;
  const counts = new Map<number, number>();
  for (const { number, value } of fields) {
    const index = counts.get(number) ?? 0;
    counts.set(number, index + 1);
    const field = type.fieldsById[number];
    const below = field?.resolve().resolvedType;
    if (field === undefined || !(below instanceof protobuf.Type)) continue;
    const inner =
      value.wire === 'group'
        ? value.fields
        : value.wire === 'delimited'
          ? wireFields(value.bytes)
          : [];
    const place = `${path}${fieldStep(field)}`;
    const missing =
      field instanceof protobuf.MapField
        ? findInEntry(below, inner, place, depth + 1)
        : find(below, inner, field.repeated ? `${place}[${index}]` : place, depth + 1);
    if (missing !== undefined) return missing;
  }
  const lacking = type.fieldsArray.find(({ id, required }) => required && !counts.has(id));
  return lacking && `${path}${fieldStep(lacking)}`;
}

function findInEntry(
  type: protobuf.Type,
  entry: readonly WireField[],
  path: string,
  depth: number,
): string | undefined {
  const [key, value] = [1, 2].map((part) => entry.findLast(({ number }) => number === part)?.value);
  const shown =
    key?.wire === 'delimited'
      ? Buffer.from(key.bytes).toString()
      : key?.wire === 'varint'
        ? String(key.value)
        : '';
  const inner = value?.wire === 'delimited' ? wireFields(value.bytes) : [];
  return find(type, inner, `${path}[${JSON.stringify(shown)}]`, depth);
}
