import protobuf from 'protobufjs';
import type { IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { type WireField, wireFields } from '#engine/codec/wire-fields.ts';
import type { OptionTypes } from '../option-types.ts';
import { FIELD_TYPE, LABEL } from '../parse/field-types.ts';
import type { SourceLocation } from '../parse/parsed-file.ts';
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

/** How a path in a file descriptor leads into options. */
interface OptionPath {
  /** So much of it leads to the options as a whole. */
  readonly length: number;
  /** Where in the path that is which is for the source alone, if any of it is. */
  readonly source: number | undefined;
}

function optionPath(path: readonly number[], types: OptionTypes): OptionPath | undefined {
  let message = 'google.protobuf.FileDescriptorProto';
  let length: number | undefined;
  for (let at = 0; at < path.length; at += 1) {
    const field = fieldOf(message, path[at] ?? 0, types);
    if (field === undefined) break;
    if (length !== undefined && isForSource(field)) return { length, source: at };
    if (field.name === 'options') length ??= at + 1;
    if (field.label === LABEL.repeated) at += 1;
    message = bare(field.typeName ?? '');
  }
  return length === undefined ? undefined : { length, source: undefined };
}

/**
 * What is told of the source without what is told of options that are for the source alone, nor of
 * options that are nothing without those.
 */
export function withWrittenPlaces(
  locations: readonly SourceLocation[],
  types: OptionTypes,
): readonly SourceLocation[] {
  const placed = locations.map((location) => {
    const found = optionPath(location.path, types);
    const whole = found && location.path.slice(0, found.length).join('.');
    return { location, found, whole };
  });
  const isLeft = new Map<string, boolean>();
  for (const { location, found, whole = '' } of placed) {
    if (found === undefined || location.path.length === found.length) continue;
    const stays = found.source !== found.length;
    isLeft.set(whole, stays || isLeft.get(whole) === true);
  }
  return placed.flatMap(({ location, found, whole = '' }) => {
    if (found === undefined) return location;
    const isWhole = location.path.length === found.length;
    const goes = isWhole ? isLeft.get(whole) === false : found.source !== undefined;
    return goes ? [] : location;
  });
}

interface Part {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/**
 * The same bytes, not a copy, where there is nothing to change.
 *
 * @param isJoined they are those of several messages that are one
 */
function rewrite(
  message: string,
  bytes: Uint8Array,
  types: OptionTypes,
  isJoined = false,
): Uint8Array {
  const parts: Part[] = [];
  const packed = new Map<number, Uint8Array[]>();
  let isChanged = false;
  const all = wireFields(bytes);
  const wires = lastOfOneofs(message, all, types);
  isChanged = wires.length < all.length;
  const joined = joinedMessages(message, wires, types);
  for (const wire of wires) {
    const { number, value, start, end } = wire;
    const whole = bytes.subarray(start, end);
    if (value.wire !== 'delimited' && types.extension(message, number)?.isPacked === true) {
      const values = packed.get(number) ?? [];
      values.push(whole.subarray(tagOf(number, 0).length));
      packed.set(number, values);
      continue;
    }
    const merged = joined.get(number);
    // The first occurrence stands for all.
    if (merged !== undefined && merged.first !== wire) continue;
    const kept = part(
      message,
      merged?.bytes ?? whole,
      merged?.wire ?? wire,
      types,
      merged !== undefined,
    );
    isChanged ||= kept !== whole;
    parts.push({ number, bytes: kept });
  }
  for (const [number, values] of packed)
    parts.push({ number, bytes: delimited(number, Buffer.concat(values)) });
  if (!isChanged && !isJoined && packed.size === 0) return bytes;
  // What protoc has put together it writes in the order of the numbers.
  if (isJoined || joined.size > 0) parts.sort((one, other) => one.number - other.number);
  return Buffer.concat(parts.map((one) => one.bytes));
}

/** Statements may set members of one oneof one after the other: the last is the one that counts. */
function lastOfOneofs(
  message: string,
  wires: readonly WireField[],
  types: OptionTypes,
): readonly WireField[] {
  // What is not set in a decoded descriptor is 0 by its prototype.
  const members = types.message(message)?.field?.filter((one) => Object.hasOwn(one, 'oneofIndex'));
  const oneofOf = (number: number) => members?.find((one) => one.number === number)?.oneofIndex;
  const last = new Map<number, number>();
  for (const { number } of wires) {
    const oneof = oneofOf(number);
    if (oneof !== undefined && oneof !== null) last.set(oneof, number);
  }
  if (last.size === 0) return wires;
  return wires.filter(({ number }) => (last.get(oneofOf(number) ?? -1) ?? number) === number);
}

interface JoinedMessage {
  readonly first: WireField;
  /** All occurrences as one. */
  readonly wire: WireField;
  readonly bytes: Uint8Array;
}

/** Messages that several statements set a part of each: together they are one. */
function joinedMessages(
  message: string,
  wires: readonly WireField[],
  types: OptionTypes,
): ReadonlyMap<number, JoinedMessage> {
  const occurrences = new Map<number, WireField[]>();
  for (const wire of wires) {
    const field = fieldOf(message, wire.number, types);
    if (field?.type !== FIELD_TYPE.message || field.label === LABEL.repeated) continue;
    const known = occurrences.get(wire.number);
    if (known === undefined) occurrences.set(wire.number, [wire]);
    else known.push(wire);
  }
  const joined = new Map<number, JoinedMessage>();
  for (const [number, [first, ...more]] of occurrences) {
    if (first === undefined || more.length === 0) continue;
    const all = [first, ...more].flatMap(({ value }) =>
      value.wire === 'delimited' ? [value.bytes] : [],
    );
    const bytes = Buffer.concat(all);
    const wire: WireField = { ...first, value: { wire: 'delimited', bytes } };
    joined.set(number, { first, wire, bytes: delimited(number, bytes) });
  }
  return joined;
}

function fieldOf(
  message: string,
  number: number,
  types: OptionTypes,
): IFieldDescriptorProto | undefined {
  return (
    types.message(message)?.field?.find((one) => one.number === number) ??
    types.extension(message, number)?.field
  );
}

function part(
  message: string,
  whole: Uint8Array,
  { number, value }: WireField,
  types: OptionTypes,
  isJoined: boolean,
): Uint8Array {
  const field = fieldOf(message, number, types);
  if (field === undefined) return whole;
  if (isForSource(field)) return new Uint8Array();
  // Comments and places are no options, and many.
  const isOpened = field.type === FIELD_TYPE.message && field.name !== 'source_code_info';
  if (!isOpened || value.wire !== 'delimited') return whole;
  const inner = rewrite(bare(field.typeName ?? ''), value.bytes, types, isJoined);
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
