import protobuf from 'protobufjs';
import { deepest, packedVarints, WireFault, type WireField, wireFields } from './wire-fields.ts';

const mapValue = 2;

/** Where bytes stop being a message of the type; undefined where its fields can all be read. */
export function locateWireFault(type: protobuf.Type, bytes: Uint8Array): WireFault | undefined {
  try {
    check(type, bytes, 0, 0);
    return undefined;
  } catch (error) {
    if (error instanceof WireFault) return error;
    throw error;
  }
}

/** Messages within messages are followed only as far as they are decoded: a server decides on their depth. */
function check(type: protobuf.Type, bytes: Uint8Array, base: number, depth: number): void {
  if (depth > deepest)
    throw new WireFault(base, `messages are nested more than ${deepest} levels deep`);
  for (const field of fieldsAt(bytes, base))
    checkField(type.fieldsById[field.number], field, base, depth);
}

function checkField(
  field: protobuf.Field | undefined,
  { number, value, start, end }: WireField,
  base: number,
  depth: number,
): void {
  if (field === undefined || value.wire !== 'delimited') return;
  const { bytes } = value;
  const at = base + end - bytes.length;
  const resolved = field.resolve().resolvedType;
  if (field instanceof protobuf.MapField) {
    for (const part of fieldsAt(bytes, at)) {
      if (
        part.number === mapValue &&
        resolved instanceof protobuf.Type &&
        part.value.wire === 'delimited'
      )
        check(resolved, part.value.bytes, at + part.end - part.value.bytes.length, depth + 1);
    }
  } else if (resolved instanceof protobuf.Type) {
    check(resolved, bytes, at, depth + 1);
  } else if (field.type === 'string') {
    if (!isUtf8(bytes))
      throw new WireFault(base + start, `the text of field ${number} is not UTF-8`);
  } else if (field.repeated && field.type !== 'bytes') {
    checkPacked(field.type, bytes, number, at);
  }
}

function checkPacked(type: string, bytes: Uint8Array, number: number, at: number): void {
  const size = /^(double|s?fixed64)$/.test(type) ? 8 : /^(float|s?fixed32)$/.test(type) ? 4 : 0;
  if (size === 0) shifted(at, () => packedVarints(bytes));
  else if (bytes.length % size !== 0)
    throw new WireFault(at, `field ${number} ends within one of its numbers`);
}

function fieldsAt(bytes: Uint8Array, base: number): readonly WireField[] {
  return shifted(base, () => wireFields(bytes));
}

/** Offsets in a part become those in the whole. */
function shifted<T>(base: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireFault) throw new WireFault(base + error.offset, error.message);
    throw error;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  return Buffer.from(Buffer.from(bytes).toString()).equals(bytes);
}
