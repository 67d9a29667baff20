import type { JsonTree } from './json-text.ts';

const EMPTY: JsonTree = new Map();

/** Types that have a JSON form of their own (https://protobuf.dev/programming-guides/json/). */
const WELL_KNOWN: ReadonlyMap<string, JsonTree> = new Map<string, JsonTree>([
  ['google.protobuf.Any', new Map([['@type', 'type.googleapis.com/google.protobuf.Empty']])],
  ['google.protobuf.Timestamp', '2026-01-01T00:00:00Z'],
  ['google.protobuf.Duration', '1s'],
  ['google.protobuf.FieldMask', ''],
  ['google.protobuf.Struct', EMPTY],
  ['google.protobuf.Value', null],
  ['google.protobuf.ListValue', []],
  ['google.protobuf.Empty', EMPTY],
  ['google.protobuf.DoubleValue', 0],
  ['google.protobuf.FloatValue', 0],
  ['google.protobuf.Int64Value', '0'],
  ['google.protobuf.UInt64Value', '0'],
  ['google.protobuf.Int32Value', 0],
  ['google.protobuf.UInt32Value', 0],
  ['google.protobuf.BoolValue', false],
  ['google.protobuf.StringValue', ''],
  ['google.protobuf.BytesValue', ''],
]);

/** An example of a well-known type in its JSON form; undefined for all other types. */
export function wellKnownExample(typeName: string): JsonTree | undefined {
  return WELL_KNOWN.get(typeName);
}
