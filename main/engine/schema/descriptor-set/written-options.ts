import protobuf from 'protobufjs';
import type { IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { type WireField, wireFields } from '#engine/codec/wire-fields.ts';
import type { OptionTypes } from '../option-types.ts';
import { FIELD_TYPE } from '../parse/field-types.ts';
import { bare } from '../symbols.ts';

const RETENTION_SOURCE = 2;
const DELIMITED = 2;

/**
 * The bytes of a file descriptor with its options as protoc has them in the sets that it writes:
 * without those that are for the source alone (`retention = RETENTION_SOURCE`), and with the values of
 * a packed option together.
 */
export function withWrittenOptions(file: Uint8Array, types: OptionTypes): Uint8Array {
  return rewrite('google.protobuf.FileDescriptorProto', file, types);
}

/** The same bytes, not a copy, where there is nothing to change. */
function rewrite(message: string, bytes: Uint8Array, types: OptionTypes): Uint8Array {
  const parts: Uint8Array[] = [];
  const packed = new Map<number, Uint8Array[]>();
  let isChanged = false;
  for (const wire of wireFields(bytes)) {
    const whole = bytes.subarray(wire.start, wire.end);
    if (
      wire.value.wire !== 'delimited' &&
      types.extension(message, wire.number)?.isPacked === true
    ) {
      const values = packed.get(wire.number) ?? [];
      packed.set(wire.number, [...values, whole.subarray(tagOf(wire.number, 0).length)]);
      continue;
    }
    const kept = part(message, whole, wire, types);
    isChanged ||= kept !== whole;
    parts.push(kept);
  }
  for (const [number, values] of packed) parts.push(delimited(number, Buffer.concat(values)));
  return isChanged || packed.size > 0 ? Buffer.concat(parts) : bytes;
}

function part(
  message: string,
  whole: Uint8Array,
  { number, value }: WireField,
  types: OptionTypes,
): Uint8Array {
  const field =
    types.message(message)?.field?.find((one) => one.number === number) ??
    types.extension(message, number)?.field;
  if (field === undefined) return whole;
  if (isForSource(field)) return new Uint8Array();
  // Comments and places are no options, and many.
  const isOpened = field.type === FIELD_TYPE.message && field.name !== 'source_code_info';
  if (!isOpened || value.wire !== 'delimited') return whole;
  const inner = rewrite(bare(field.typeName ?? ''), value.bytes, types);
  if (inner === value.bytes) return whole;
  return inner.length === 0 && field.name === 'options' ? inner : delimited(number, inner);
}

function delimited(number: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([tagOf(number, DELIMITED), protobuf.Writer.create().bytes(bytes).finish()]);
}

function tagOf(number: number, wireType: number): Uint8Array {
  return protobuf.Writer.create()
    .uint32((number * 8 + wireType) >>> 0)
    .finish();
}

function isForSource({ options }: IFieldDescriptorProto): boolean {
  const retention: unknown = Object.getOwnPropertyDescriptor(options ?? {}, 'retention')?.value;
  return retention === RETENTION_SOURCE;
}
