import protobuf from 'protobufjs';
import type { IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { type WireField, wireFields } from '#engine/codec/wire-fields.ts';
import type { OptionTypes } from '../option-types.ts';
import { FIELD_TYPE } from '../parse/field-types.ts';
import { bare } from '../symbols.ts';

const RETENTION_SOURCE = 2;
const DELIMITED = 2;

/**
 * The bytes of a file descriptor without the options that are for its source alone
 * (`retention = RETENTION_SOURCE`): protoc leaves them out of the sets it writes.
 */
export function withoutSourceOptions(file: Uint8Array, types: OptionTypes): Uint8Array {
  return strip('google.protobuf.FileDescriptorProto', file, types);
}

/** The same bytes, not a copy, where there is nothing to leave out. */
function strip(message: string, bytes: Uint8Array, types: OptionTypes): Uint8Array {
  const parts: Uint8Array[] = [];
  let isChanged = false;
  for (const wire of wireFields(bytes)) {
    const kept = part(message, bytes.subarray(wire.start, wire.end), wire, types);
    isChanged ||= kept.length !== wire.end - wire.start;
    parts.push(kept);
  }
  return isChanged ? Buffer.concat(parts) : bytes;
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
  const inner = strip(bare(field.typeName ?? ''), value.bytes, types);
  if (inner.length === value.bytes.length) return whole;
  if (inner.length === 0 && field.name === 'options') return inner;
  const tag = (number * 8 + DELIMITED) >>> 0;
  return protobuf.Writer.create().uint32(tag).bytes(inner).finish();
}

function isForSource({ options }: IFieldDescriptorProto): boolean {
  const retention: unknown = Object.getOwnPropertyDescriptor(options ?? {}, 'retention')?.value;
  return retention === RETENTION_SOURCE;
}
