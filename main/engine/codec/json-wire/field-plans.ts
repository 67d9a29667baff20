import protobuf from 'protobufjs';
import { parseJson } from '../json-text.ts';
import { extensionName, hasOwnJsonForm } from '../json-tree.ts';
import { encodeJson } from '../prepare-json.ts';
import { enumValues } from './enum-values.ts';
import { readMap } from './map-values.ts';
import type { JsonElement, ObjectPlan, Reading } from './reading.ts';
import { scalarValues } from './scalar-values.ts';

/** A field as its JSON is read. */
export interface FieldPlan {
  /** Its place among the fields by their numbers. */
  readonly slot: number;
  /** The slot that all fields of its oneof share; -1 without one. */
  readonly oneof: number;
  /** By which of its names it was given. */
  readonly read: (reading: Reading, name: string) => void;
}

/**
 * The fields of a type by all names that JSON may give them; `undefined` where two share one, or one means
 * something to objects.
 */
export function fieldPlans(type: protobuf.Type): ReadonlyMap<string, FieldPlan> | undefined {
  const fields = type.fieldsArray.map((field) => field.resolve());
  fields.sort((one, other) => one.id - other.id);
  const oneofs = type.oneofsArray.filter(({ fieldsArray }) => fieldsArray.length > 1);
  const plans = new Map<string, FieldPlan>();
  for (const [slot, field] of fields.entries()) {
    const oneof = field.partOf === null ? -1 : oneofs.indexOf(field.partOf);
    const plan = {
      slot,
      oneof: oneof === -1 ? -1 : fields.length + oneof,
      read: readerOf(type, field),
    };
    for (const name of namesOf(field)) {
      if (plans.has(name) || name in Object.prototype) return undefined;
      plans.set(name, plan);
    }
  }
  return plans;
}

function namesOf(field: protobuf.Field): ReadonlySet<string> {
  const extension = extensionName(field);
  return new Set(
    extension === undefined ? [field.name, field.jsonName, field.protoName] : [extension],
  );
}

function readerOf(type: protobuf.Type, field: protobuf.Field): FieldPlan['read'] {
  const element = elementOf(field);
  if (element === undefined) return readByWhole(type);
  const tag = (number: number, wire: number) => ((number << 3) | wire) >>> 0;
  if (field instanceof protobuf.MapField) {
    return field.keyType === 'string'
      ? (reading) => readMap(reading, tag(field.id, 2), element)
      : readByWhole(type);
  }
  const single = tag(field.id, element.wire);
  if (field.repeated)
    return field.packed && element.isPackable
      ? (reading) => readPacked(reading, tag(field.id, 2), element)
      : (reading) => readItems(reading, single, element);
  const hidesDefault = !field.hasPresence;
  return (reading) => {
    const { out } = reading;
    const start = out.at;
    out.varint(single);
    if (element.read(reading) && hidesDefault) out.at = start;
  };
}

/** Of what is too odd, or has a JSON form of its own, nothing. */
function elementOf(field: protobuf.Field): JsonElement | undefined {
  const { resolvedType } = field;
  if (resolvedType instanceof protobuf.Type)
    return hasOwnJsonForm(resolvedType) || isGroup(field) ? undefined : messageValues(resolvedType);
  if (!(resolvedType instanceof protobuf.Enum)) return scalarValues.get(field.type);
  const hasOddDefault = !field.hasPresence && !field.repeated && field.typeDefault !== 0;
  const isOdd = hasOddDefault && !(field instanceof protobuf.MapField);
  return isOdd || resolvedType.fullName === '.google.protobuf.NullValue'
    ? undefined
    : enumValues(resolvedType);
}

function isGroup(field: protobuf.Field): boolean {
  return field.delimited && !(field instanceof protobuf.MapField);
}

function messageValues(type: protobuf.Type): JsonElement {
  let plan: ObjectPlan | undefined;
  return {
    wire: 2,
    isPackable: false,
    read(reading) {
      plan ??= reading.planOf(type);
      reading.message(plan);
      return false;
    },
  };
}

/** Has the whole codec encode this one field. */
function readByWhole(type: protobuf.Type): FieldPlan['read'] {
  return (reading, name) => {
    const text = `{${JSON.stringify(name)}:${reading.value()}}`;
    reading.out.raw(encodeJson(type, parseJson(text)));
  };
}

function readItems(reading: Reading, tag: number, element: JsonElement): void {
  const { source, out } = reading;
  source.take(0x5b);
  if (source.takes(0x5d)) return;
  do {
    out.varint(tag);
    element.read(reading);
  } while (source.goesOn(0x5d));
}

function readPacked(reading: Reading, tag: number, element: JsonElement): void {
  const { source, out } = reading;
  source.take(0x5b);
  if (source.takes(0x5d)) return;
  out.varint(tag);
  const start = out.open();
  do element.read(reading);
  while (source.goesOn(0x5d));
  out.close(start);
}
