import type { IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { packedVarints, type WireValue } from '#engine/codec/wire-fields.ts';
import { doubleText, floatText } from '../link/float-text.ts';
import type { OptionTypes } from '../option-types.ts';
import { FIELD_TYPE } from '../parse/field-types.ts';
import { escapeBytes } from '../parse/string-literal.ts';
import { bare } from '../symbols.ts';
import { quoted } from './literal.ts';

const FIXED32: ReadonlySet<number> = new Set([
  FIELD_TYPE.float,
  FIELD_TYPE.fixed32,
  FIELD_TYPE.sfixed32,
]);
const FIXED64: ReadonlySet<number> = new Set([
  FIELD_TYPE.double,
  FIELD_TYPE.fixed64,
  FIELD_TYPE.sfixed64,
]);

/** The single values of a scalar field: several where it is packed. */
export function packedScalars({ type = 0 }: IFieldDescriptorProto, wire: WireValue): WireValue[] {
  const isPacked =
    wire.wire === 'delimited' && type !== FIELD_TYPE.string && type !== FIELD_TYPE.bytes;
  if (!isPacked) return [wire];
  const size = FIXED32.has(type) ? 4 : FIXED64.has(type) ? 8 : undefined;
  if (size === undefined)
    return packedVarints(wire.bytes).map((value) => ({ wire: 'varint', value }));
  return Array.from({ length: Math.floor(wire.bytes.length / size) }, (_, index) => ({
    wire: size === 4 ? 'fixed32' : 'fixed64',
    bytes: wire.bytes.subarray(index * size, (index + 1) * size),
  }));
}

/** A scalar or enum value as options write it; undefined where the bytes are not of the type. */
export function scalarText(
  field: IFieldDescriptorProto,
  wire: WireValue,
  types: OptionTypes,
): string | undefined {
  const { type = 0 } = field;
  if (wire.wire === 'varint') return varintText(field, wire.value, types);
  if (wire.wire === 'group') return undefined;
  const bytes = Buffer.from(wire.bytes);
  switch (wire.wire) {
    case 'delimited':
      if (type === FIELD_TYPE.string && isUtf8(bytes)) return quoted(bytes.toString());
      return type === FIELD_TYPE.string || type === FIELD_TYPE.bytes
        ? `"${escapeBytes(bytes)}"`
        : undefined;
    case 'fixed32':
      if (type === FIELD_TYPE.float) return signedZero(floatText(bytes.readFloatLE()));
      if (type === FIELD_TYPE.fixed32) return String(bytes.readUInt32LE());
      return type === FIELD_TYPE.sfixed32 ? String(bytes.readInt32LE()) : undefined;
    case 'fixed64':
      if (type === FIELD_TYPE.double) return signedZero(doubleText(bytes.readDoubleLE()));
      if (type === FIELD_TYPE.fixed64) return String(bytes.readBigUInt64LE());
      return type === FIELD_TYPE.sfixed64 ? String(bytes.readBigInt64LE()) : undefined;
  }
}

function varintText(
  { type = 0, typeName = '' }: IFieldDescriptorProto,
  value: bigint,
  types: OptionTypes,
): string | undefined {
  switch (type) {
    case FIELD_TYPE.bool:
      return value === 0n ? 'false' : 'true';
    case FIELD_TYPE.int32:
      return String(BigInt.asIntN(32, value));
    case FIELD_TYPE.int64:
      return String(BigInt.asIntN(64, value));
    case FIELD_TYPE.uint32:
      return String(BigInt.asUintN(32, value));
    case FIELD_TYPE.uint64:
      return String(value);
    case FIELD_TYPE.sint32:
    case FIELD_TYPE.sint64:
      return String((value >> 1n) ^ -(value & 1n));
    case FIELD_TYPE.enum: {
      const number = Number(BigInt.asIntN(32, value));
      const named = types.enumeration(bare(typeName))?.value;
      return named?.find((one) => (one.number ?? 0) === number)?.name ?? String(number);
    }
    default:
      return undefined;
  }
}

/** An integer has no sign at zero. */
function signedZero(text: string): string {
  return text === '-0' ? '-0.0' : text;
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString()).equals(bytes);
}
