import { isUtf8 } from 'node:buffer';
import { FIELD_TYPE, LABEL } from '../parse/field-types.ts';
import type {
  EnumDescriptor,
  FieldDescriptor,
  OptionValue,
  ParsedFile,
} from '../parse/parsed-file.ts';
import { escapeBytes } from '../parse/string-literal.ts';
import { setRawDefault } from '../raw-default.ts';
import { visitFile } from './declaration.ts';
import { doubleText, floatText } from './float-text.ts';
import type { Linking } from './linking.ts';

const RANGES: ReadonlyMap<number, readonly [bigint, bigint]> = new Map(
  (
    [
      [['int32', 'sint32', 'sfixed32'], -(2n ** 31n), 2n ** 31n - 1n],
      [['uint32', 'fixed32'], 0n, 2n ** 32n - 1n],
      [['int64', 'sint64', 'sfixed64'], -(2n ** 63n), 2n ** 63n - 1n],
      [['uint64', 'fixed64'], 0n, 2n ** 64n - 1n],
    ] as const
  ).flatMap(([names, low, high]) => names.map((name) => [FIELD_TYPE[name], [low, high]] as const)),
);

/** The range of an integer type, both ends included; undefined for other types. */
export function integerRange(type: number | undefined): readonly [bigint, bigint] | undefined {
  return type === undefined ? undefined : RANGES.get(type);
}

/** Whether an integer is in a range; as for protoc, `-0` is in none that begins at zero. */
export function isInRange(
  { value, negative }: Extract<OptionValue, { kind: 'integer' }>,
  [low, high]: readonly [bigint, bigint],
): boolean {
  return value >= low && value <= high && !(negative && low === 0n);
}

/** Gives the fields of a file their default values, as descriptors write them. */
export function setDefaults(linking: Linking, file: ParsedFile): void {
  if (file.defaults.size === 0) return;
  visitFile(file.file, ({ descriptor }) => {
    const field = descriptor as FieldDescriptor;
    const value = file.defaults.get(field);
    // Of a type that is not there, nothing is known.
    const type = (field.typeName ?? '').slice(1);
    if (value === undefined || (type !== '' && linking.table.get(type) === undefined)) return true;
    const problem = setDefault(linking, file, field, value);
    if (problem === undefined) return true;
    const severity = linking.hasUnused(type) ? 'warning' : 'error';
    linking.report(file, linking.place(file, field, 'default'), problem, undefined, severity);
    return true;
  });
}

function setDefault(
  linking: Linking,
  file: ParsedFile,
  field: FieldDescriptor,
  value: OptionValue,
): string | undefined {
  if (file.file.syntax === 'proto3') return 'proto3 has no default values';
  if (field.label === LABEL.repeated) return 'a repeated field can have no default value';
  const type = field.type ?? 0;
  const range = RANGES.get(type);
  if (range !== undefined) {
    if (value.kind !== 'integer') return `the default of "${field.name}" must be an integer`;
    if (!isInRange(value, range)) {
      return `the default ${value.negative && value.value === 0n ? '-0' : value.value} is out of the range of "${field.name}"`;
    }
    field.defaultValue = value.value.toString();
  } else if (type === FIELD_TYPE.double || type === FIELD_TYPE.float) {
    const number = numberOf(value);
    if (number === undefined) return `the default of "${field.name}" must be a number`;
    field.defaultValue = type === FIELD_TYPE.double ? doubleText(number) : floatText(number);
  } else if (type === FIELD_TYPE.bool) {
    if (value.kind !== 'identifier' || !['true', 'false'].includes(value.text)) {
      return `the default of "${field.name}" must be true or false`;
    }
    field.defaultValue = value.text;
  } else if (type === FIELD_TYPE.string || type === FIELD_TYPE.bytes) {
    if (value.kind !== 'string') return `the default of "${field.name}" must be a string`;
    if (type === FIELD_TYPE.bytes) field.defaultValue = escapeBytes(value.bytes);
    else if (isUtf8(value.bytes)) field.defaultValue = Buffer.from(value.bytes).toString('utf8');
    else setRawDefault(field, value.bytes);
  } else if (type === FIELD_TYPE.enum) {
    const name = (field.typeName ?? '').slice(1);
    const values = (linking.table.get(name)?.descriptor as EnumDescriptor | undefined)?.value ?? [];
    if (value.kind !== 'identifier' || !values.some((one) => one.name === value.text)) {
      return `the default of "${field.name}" must be a value of the enum "${name}"`;
    }
    field.defaultValue = value.text;
  } else {
    return 'a message can have no default value';
  }
  return undefined;
}

/** The number that a value stands for; `inf` and `nan` are words. */
export function numberOf(value: OptionValue): number | undefined {
  if (value.kind === 'float') return value.value;
  if (value.kind === 'integer')
    return value.negative && value.value === 0n ? -0 : Number(value.value);
  if (value.kind === 'identifier' && value.text === 'inf') return Infinity;
  if (value.kind === 'identifier' && value.text === 'nan') return Number.NaN;
  return undefined;
}
