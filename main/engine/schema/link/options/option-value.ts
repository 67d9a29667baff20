import { isUtf8 } from 'node:buffer';
import { FIELD_TYPE } from '#engine/schema/parse/field-types.ts';
import type {
  EnumDescriptor,
  FieldDescriptor,
  OptionValue,
} from '#engine/schema/parse/parsed-file.ts';
import { integerRange, isInRange, numberOf } from '../default-value.ts';
import type { OptionScalar } from './option-tree.ts';

/** A value that does not fit its option; the message says what was wanted. */
export class OptionProblem extends Error {}

/** Other words for bools and floating-point numbers, which only the text format has. */
export function plainValue({ type }: FieldDescriptor, value: OptionValue): OptionValue {
  if (type === FIELD_TYPE.bool) {
    const text = value.kind === 'integer' && !value.negative ? `${value.value}` : wordOf(value);
    if (['1', 't', 'True'].includes(text)) return { kind: 'identifier', text: 'true' };
    if (['0', 'f', 'False'].includes(text)) return { kind: 'identifier', text: 'false' };
  }
  if (type === FIELD_TYPE.double || type === FIELD_TYPE.float) {
    const text = wordOf(value).toLowerCase();
    if (text === 'inf' || text === 'infinity') return { kind: 'float', value: Infinity };
    if (text === 'nan') return { kind: 'float', value: Number.NaN };
  }
  return value;
}

/** What a field of a scalar or enum type is without a value. */
export function emptyValue(
  { type, typeName = '' }: FieldDescriptor,
  enumeration: (fullName: string) => EnumDescriptor | undefined,
): OptionScalar {
  const range = integerRange(type);
  if (range !== undefined) return range[1] > 2n ** 33n ? 0n : 0;
  if (type === FIELD_TYPE.string) return '';
  if (type === FIELD_TYPE.bytes) return new Uint8Array();
  if (type === FIELD_TYPE.bool) return false;
  return type === FIELD_TYPE.enum ? (enumeration(typeName.slice(1))?.value?.[0]?.number ?? 0) : 0;
}

function wordOf(value: OptionValue): string {
  return value.kind === 'identifier' ? value.text : '';
}

/** The value of an option of a scalar or enum type; enum values become their numbers. */
export function scalarValue(
  field: FieldDescriptor,
  value: OptionValue,
  enumeration: (fullName: string) => EnumDescriptor | undefined,
): OptionScalar {
  const { type } = field;
  const range = integerRange(type);
  if (range !== undefined) {
    if (value.kind !== 'integer') throw new OptionProblem('an integer');
    if (!isInRange(value, range)) {
      throw new OptionProblem(`a number from ${range[0]} to ${range[1]}`);
    }
    const is64 = range[1] > 2n ** 33n;
    return is64 ? value.value : Number(value.value);
  }
  switch (type) {
    case FIELD_TYPE.double:
    case FIELD_TYPE.float: {
      const number = numberOf(value);
      if (number === undefined) throw new OptionProblem('a number');
      return number;
    }
    case FIELD_TYPE.bool:
      if (value.kind === 'identifier' && value.text === 'true') return true;
      if (value.kind === 'identifier' && value.text === 'false') return false;
      throw new OptionProblem('true or false');
    case FIELD_TYPE.string:
      if (value.kind !== 'string') throw new OptionProblem('a string');
      // As protoc has it, a string may be no text.
      return isUtf8(value.bytes) ? Buffer.from(value.bytes).toString('utf8') : value.bytes;
    case FIELD_TYPE.bytes:
      if (value.kind !== 'string') throw new OptionProblem('a string');
      return value.bytes;
    case FIELD_TYPE.enum: {
      const name = (field.typeName ?? '').slice(1);
      const values = enumeration(name)?.value ?? [];
      const number =
        value.kind === 'identifier'
          ? values.find((one) => one.name === value.text)?.number
          : undefined;
      if (number === undefined) throw new OptionProblem(`a value of the enum "${name}"`);
      return number;
    }
    default:
      throw new OptionProblem('a message in braces');
  }
}
