import protobuf from 'protobufjs';
import { FIELD_TYPE, LABEL, typeKeyword } from '#engine/schema/parse/field-types.ts';
import type { FieldDescriptor } from '#engine/schema/parse/parsed-file.ts';
import type { OptionEntry, OptionScalar } from './option-tree.ts';
import { OptionTree } from './option-tree.ts';

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const START_GROUP = 3;
const END_GROUP = 4;
const FIXED32 = 5;

const WIRE: ReadonlyMap<number, number> = new Map([
  [FIELD_TYPE.double, FIXED64],
  [FIELD_TYPE.fixed64, FIXED64],
  [FIELD_TYPE.sfixed64, FIXED64],
  [FIELD_TYPE.float, FIXED32],
  [FIELD_TYPE.fixed32, FIXED32],
  [FIELD_TYPE.sfixed32, FIXED32],
  [FIELD_TYPE.string, DELIMITED],
  [FIELD_TYPE.bytes, DELIMITED],
  [FIELD_TYPE.message, DELIMITED],
  [FIELD_TYPE.group, START_GROUP],
]);

/** The wire format of an option message. */
export function treeBytes(
  tree: OptionTree,
  packs: (field: FieldDescriptor) => boolean,
): Uint8Array {
  const parts = [...tree.entries.values()]
    .sort((a, b) => (a.field.number ?? 0) - (b.field.number ?? 0))
    .map((entry) => entryBytes(entry, packs, packs(entry.field)));
  return Buffer.concat(parts);
}

/**
 * The wire format of one field of an option message, tag included.
 *
 * @param packs whether a repeated field is packed, for the fields inside messages
 * @param packsItself the same for this field; protoc packs none that an option statement names
 */
export function entryBytes(
  { field, values }: OptionEntry,
  packs: (field: FieldDescriptor) => boolean,
  packsItself: boolean,
): Uint8Array {
  const writer = protobuf.Writer.create();
  const number = field.number ?? 0;
  const wire = WIRE.get(field.type ?? 0) ?? VARINT;
  if (field.label === LABEL.repeated && wire !== DELIMITED && wire !== START_GROUP && packsItself) {
    writer.uint32((number << 3) | DELIMITED).fork();
    for (const value of values) writeScalar(writer, field.type ?? 0, value);
    return writer.ldelim().finish();
  }
  for (const value of values) {
    writer.uint32(((number << 3) | wire) >>> 0);
    if (!(value instanceof OptionTree)) {
      writeScalar(writer, field.type ?? 0, value);
    } else if (wire === START_GROUP) {
      // Raw bytes: the writer offers them only with a length before.
      const bytes = treeBytes(value, packs);
      const end = protobuf.Writer.create()
        .uint32(((number << 3) | END_GROUP) >>> 0)
        .finish();
      return Buffer.concat([writer.finish(), bytes, end]);
    } else {
      writer.bytes(treeBytes(value, packs));
    }
  }
  return writer.finish();
}

function writeScalar(
  writer: protobuf.Writer,
  type: number,
  value: OptionScalar | OptionTree,
): void {
  if (typeof value === 'string') writer.string(value);
  else if (typeof value === 'boolean') writer.bool(value);
  else if (value instanceof Uint8Array) writer.bytes(value);
  else if (typeof value === 'bigint') writeLong(writer, type, value);
  else if (typeof value === 'number') writeNumber(writer, type, value);
}

function writeLong(writer: protobuf.Writer, type: number, value: bigint): void {
  const bits = BigInt.asUintN(
    64,
    type === FIELD_TYPE.sint64 ? (value << 1n) ^ (value >> 63n) : value,
  );
  const low = Number(bits & 0xffffffffn);
  const high = Number(bits >> 32n);
  if (type === FIELD_TYPE.fixed64 || type === FIELD_TYPE.sfixed64)
    writer.fixed32(low).fixed32(high);
  else writer.uint64({ low: low | 0, high: high | 0, unsigned: true } as never);
}

function writeNumber(writer: protobuf.Writer, type: number, value: number): void {
  switch (typeKeyword(type)) {
    case 'double':
      writer.double(value);
      break;
    case 'float':
      writer.float(value);
      break;
    case 'fixed32':
      writer.fixed32(value);
      break;
    case 'sfixed32':
      writer.sfixed32(value);
      break;
    case 'sint32':
      writer.sint32(value);
      break;
    case 'uint32':
      writer.uint32(value);
      break;
    default:
      writer.int32(value);
  }
}
