import type protobuf from 'protobufjs';
import type { FieldCondition } from '#app/contract/call-filter.ts';
import type { Json } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import { nearWord } from '#app/core/near-word.ts';
import type { FieldPath } from '#engine/codec/field-path.ts';
import { printJson } from '#engine/codec/print-json.ts';
import { spanNanos, timeNanos } from './moments.ts';
import { textTest } from './text-test.ts';
import { compareInteger, compareNumber, type TypedDecimal, typedDecimal } from './typed-decimal.ts';

/** Whether a value that a path leads to is as wanted; `undefined` is one that is not there. */
export type ValueTest = (value: Json | undefined) => boolean;

/** Below 0 when the value comes before what was typed, 0 when they are the same, NaN when neither can be said. */
type Order = (value: Json) => number;

/** Throws a usage `Failure` when the values at the path cannot be compared like that. */
export function valueTest(
  { path: typedPath, comparison, value }: FieldCondition,
  path: FieldPath,
  isCaseSensitive: boolean,
): ValueTest {
  if (comparison === 'exists') return (json) => json !== undefined;
  if (comparison === 'contains') {
    const test = textTest(value, isCaseSensitive);
    return (json) => json !== undefined && test(typeof json === 'string' ? json : printJson(json));
  }
  const isOrdered = comparison !== '=' && comparison !== '!=';
  const order = orderOf(path, value, typedPath.trim(), isOrdered);
  const of = (json: Json | undefined): number => (json === undefined ? Number.NaN : order(json));
  switch (comparison) {
    case '=':
      return (json) => of(json) === 0;
    case '!=':
      return (json) => of(json) !== 0;
    case '<':
      return (json) => of(json) < 0;
    case '<=':
      return (json) => of(json) <= 0;
    case '>':
      return (json) => of(json) > 0;
    case '>=':
      return (json) => of(json) >= 0;
  }
}

function orderOf(path: FieldPath, typed: string, name: string, isOrdered: boolean): Order {
  switch (path.kind) {
    case 'number':
      return numberOrder(typed, name);
    case 'integer64': {
      const decimal = need(typedDecimal(typed), typed, name, 'a number');
      return (json) => compareInteger(BigInt(String(json)), decimal);
    }
    case 'boolean':
      if (isOrdered) throw new Failure('usage', `${name} is true or false, which have no order`);
      need(/^(true|false)$/.test(typed.trim()) || undefined, typed, name, 'true or false');
      return (json) => (String(json) === typed.trim() ? 0 : 1);
    case 'enum':
      return path.enumeration === undefined
        ? openOrder(typed)
        : enumOrder(path.enumeration, typed, name);
    case 'text':
      return textOrder(typed, isOrdered);
    case 'bytes': {
      const wanted = Buffer.from(typed, 'base64').toString('base64');
      return (json) => before(String(json), wanted);
    }
    case 'time':
      return nanosOrder(timeNanos, typed, name, 'a time, such as 2024-05-01T12:30:00Z');
    case 'duration':
      return nanosOrder(spanNanos, typed, name, 'a duration, such as 1.5s');
    case 'message':
      throw new Failure(
        'usage',
        `${name} is a message, which is not compared as a whole`,
        'Go on to one of its fields, or use exists or contains',
      );
    case 'open':
      return openOrder(typed);
  }
}

function need<T>(value: T | undefined, typed: string, name: string, wanted: string): T {
  if (value !== undefined) return value;
  throw new Failure('usage', `${name} is compared with ${wanted}, and "${typed}" is none`);
}

function numberOrder(typed: string, name: string): Order {
  const special = /^\s*(NaN|-?Infinity)\s*$/.exec(typed)?.[1];
  if (special !== undefined) {
    const wanted = Number(special);
    return (json) => {
      const value = Number(json);
      return Object.is(value, wanted) ? 0 : value - wanted;
    };
  }
  const decimal = need(typedDecimal(typed), typed, name, 'a number');
  return (json) => compareNumber(Number(json), decimal);
}

/** By its number: JSON has the name of those that have one. */
function enumOrder({ fullName, values }: protobuf.Enum, typed: string, name: string): Order {
  const numbers = new Map<Json, number>(Object.entries(values));
  const text = typed.trim();
  const wanted = /^-?\d+$/.test(text) ? Number(text) : numbers.get(text);
  if (wanted === undefined) {
    const names = Object.keys(values);
    throw new Failure(
      'usage',
      `${name} is one of ${fullName.slice(1)}, which has no ${text}`,
      nearWord(text, names) ?? `It has: ${names.slice(0, 20).join(', ')}`,
    );
  }
  return (json) => (numbers.get(json) ?? Number(json)) - wanted;
}

function nanosOrder(
  read: (text: string) => bigint | undefined,
  typed: string,
  name: string,
  what: string,
): Order {
  const wanted = need(read(typed), typed, name, what);
  return (json) => {
    const value = read(String(json));
    return value === undefined ? Number.NaN : before(value, wanted);
  };
}

/** Many keep numbers in texts: where both are numbers, that is their order. */
function textOrder(typed: string, isOrdered: boolean): Order {
  const decimal = isOrdered ? typedDecimal(typed) : undefined;
  return (json) => {
    const text = String(json);
    const value = decimal && typedDecimal(text);
    return decimal && value ? compareDecimals(value, decimal) : before(text, typed);
  };
}

/** Of any JSON: numbers with a number, also those in texts, which 64-bit integers are; else as text. */
function openOrder(typed: string): Order {
  const decimal = typedDecimal(typed);
  return (json) => {
    if (decimal && typeof json === 'number') return compareNumber(json, decimal);
    if (typeof json !== 'string') return before(printJson(json), typed.trim());
    const value = decimal && typedDecimal(json);
    return decimal && value ? compareDecimals(value, decimal) : before(json, typed);
  };
}

function compareDecimals(value: TypedDecimal, typed: TypedDecimal): number {
  if (value.isWhole) return compareInteger(value.floor, typed);
  if (typed.isWhole) return -compareInteger(typed.floor, value);
  return value.floor === typed.floor
    ? before(value.number, typed.number)
    : before(value.floor, typed.floor);
}

function before<T extends string | number | bigint>(value: T, wanted: T): number {
  if (value === wanted) return 0;
  return value < wanted ? -1 : 1;
}
