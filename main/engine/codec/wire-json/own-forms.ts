import protobuf from 'protobufjs';
import { bareName } from '../json-tree.ts';
import { writeAny } from './any-form.ts';
import { handOver } from './hand-over.ts';
import { closeList, closeObject } from './json-bytes.ts';
import { OwnFormPlan, type WriteOwnForm } from './own-form-plan.ts';
import type { PlannedField } from './planned-field.ts';
import { scalars } from './scalars.ts';
import { writeDuration, writeTimestamp } from './time-texts.ts';
import type { Writing } from './writing.ts';

interface OwnForm {
  /** Its fields as protobufjs's protojson takes them to be: `name=number:type`, in order. */
  readonly shape: string;
  readonly write: WriteOwnForm;
}

const kinds = [
  'nullValue=1:google.protobuf.NullValue',
  'numberValue=2:double',
  'stringValue=3:string',
  'boolValue=4:bool',
  'structValue=5:google.protobuf.Struct',
  'listValue=6:google.protobuf.ListValue',
];
const numberSlot = 1;

const ownForms: ReadonlyMap<string, OwnForm> = new Map<string, OwnForm>([
  ['Timestamp', { shape: 'seconds=1:int64 nanos=2:int32', write: writeTimestamp }],
  ['Duration', { shape: 'seconds=1:int64 nanos=2:int32', write: writeDuration }],
  ['FieldMask', { shape: 'paths=1:repeated string', write: writeFieldMask }],
  ['Struct', { shape: 'fields=1:map<string,google.protobuf.Value>', write: orEmpty(closeObject) }],
  ['ListValue', { shape: 'values=1:repeated google.protobuf.Value', write: orEmpty(closeList) }],
  ['Value', { shape: kinds.map((kind) => `${kind}/kind`).join(' '), write: writeValue }],
  ...wrapper('Double', 'Float', 'Int64', 'UInt64', 'Int32', 'UInt32', 'Bool', 'String', 'Bytes'),
]);

/**
 * How a type is written that has a JSON form of its own; `undefined` where it has none. One that has the
 * name of such a type and not its fields is handed over.
 */
export function ownFormOf(
  type: protobuf.Type,
  fields: readonly PlannedField[],
): OwnFormPlan | undefined {
  const name = /^google\.protobuf\.(\w+)$/.exec(bareName(type))?.[1];
  if (name === undefined) return undefined;
  const own =
    name === 'Any'
      ? { shape: 'typeUrl=1:string value=2:bytes', write: writeAny.bind(undefined, type) }
      : ownForms.get(name);
  if (own === undefined) return undefined;
  return new OwnFormPlan(fields, shapeOf(type) === own.shape ? own.write : leave);
}

function leave(): never {
  throw handOver;
}

function shapeOf(type: protobuf.Type): string {
  return type.fieldsArray
    .map((field) => {
      const { name, id, resolvedType, partOf } = field.resolve();
      const one = resolvedType === null ? field.type : resolvedType.fullName.slice(1);
      const many = field.repeated ? `repeated ${one}` : one;
      const whole = field instanceof protobuf.MapField ? `map<${field.keyType},${one}>` : many;
      return `${name}=${id}:${whole}${partOf === null ? '' : `/${partOf.name}`}`;
    })
    .join(' ');
}

/** Whether the field is there. */
function writeField(
  writing: Writing,
  base: number,
  fields: readonly PlannedField[],
  slot: number,
): boolean {
  if (!writing.goTo(base + slot)) return false;
  fields[slot]?.write(writing);
  return true;
}

/** The one field, a list or map. */
function orEmpty(closer: typeof closeObject | typeof closeList): WriteOwnForm {
  return (writing, base, fields) => {
    if (writeField(writing, base, fields, 0)) return;
    const { out } = writing;
    out.open(closer);
    out.close(closer);
  };
}

function wrapper(...names: readonly string[]): [string, OwnForm][] {
  return names.map((name) => {
    const type = name.toLowerCase();
    const write: WriteOwnForm = (writing, base, fields) => {
      if (!writeField(writing, base, fields, 0)) scalars.get(type)?.writeAbsent(writing);
    };
    return [`${name}Value`, { shape: `value=1:${type}`, write }];
  });
}

/** One of its fields; what is no number of JSON has none. */
function writeValue(writing: Writing, base: number, fields: readonly PlannedField[]): void {
  const { wire, out } = writing;
  if (writing.goTo(base + numberSlot)) {
    wire.tag();
    if (!Number.isFinite(wire.double())) throw handOver;
  }
  for (let slot = 0; slot < kinds.length; slot += 1)
    if (writeField(writing, base, fields, slot)) return;
  out.ascii('null');
}

/** Paths that are the same from snake case to camel case and back. */
const usualPath = /^[a-z0-9.]+(?:_[a-z][a-z0-9.]*)*$/;

function writeFieldMask(writing: Writing, base: number): void {
  const { wire, out, bytes } = writing;
  const paths: string[] = [];
  if (writing.goTo(base)) {
    const tag = wire.tag();
    for (let isPath = true; isPath; isPath = wire.pos < wire.len && wire.tag() === tag) {
      const end = writing.sizedEnd();
      paths.push(bytes.toString('latin1', wire.pos, end));
      wire.pos = end;
    }
  }
  if (!paths.every((path) => usualPath.test(path))) throw handOver;
  const texts = paths.map((path) =>
    path.replace(/_([a-z])/g, (_, one: string) => one.toUpperCase()),
  );
  out.ascii(`"${texts.join(',')}"`);
}
