import type { FieldDoc } from '#app/contract/definition.ts';

/** Longer values are cut where they are quoted. */
const longestShown = 40;

/**
 * What is wrong with a value of a message's JSON, by the type of its field alone: `expected int64, got
 * "abc"`. `undefined` where it fits, where it holds a variable, and where only its parts can be wrong.
 */
export function valueFault(value: unknown, field: FieldDoc): string | undefined {
  if (value === null || hasVariable(value)) return undefined;
  if (field.kind === 'map') return isObject(value) ? undefined : expected('an object', value);
  if (field.repeated) return Array.isArray(value) ? undefined : expected('a list', value);
  return itemFault(value, field);
}

/** The same of one value of a list or map. */
export function itemFault(value: unknown, field: FieldDoc): string | undefined {
  if (value === null || hasVariable(value)) return undefined;
  const { typeName, values } = field;
  if (values !== undefined) {
    const isKnown = typeof value === 'string' && values.some(({ name }) => name === value);
    return isKnown || isInteger(value) ? undefined : expected(`a value of ${typeName}`, value);
  }
  const type = typeName ?? scalarOf(field);
  const fits = ownJson.get(type);
  if (fits !== undefined) return fits(value) ? undefined : expected(type, value);
  if (typeName === undefined || isObject(value)) return undefined;
  return expected(`an object of ${typeName}`, value);
}

/** Keyword or full name of what one value is, also of a list's or a map's. */
export function scalarOf({ type }: Pick<FieldDoc, 'type'>): string {
  return /([\w.]+)>?$/.exec(type)?.[1] ?? type;
}

type Fits = (value: unknown) => boolean;

const isString: Fits = (value) => typeof value === 'string';
const isBool: Fits = (value) => typeof value === 'boolean';
const isBytes: Fits = (value) => isString(value) && /^[\w+/-]*={0,2}$/.test(String(value));

function isNumber(value: unknown): boolean {
  if (typeof value === 'number') return true;
  if (typeof value !== 'string') return false;
  return /^(?:NaN|-?Infinity|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(value);
}

/** Fractions that are none and exponents are written too; how large it is the call tells exactly. */
function isInteger(value: unknown): boolean {
  return (typeof value === 'number' || isString(value)) && isNumber(value) && isWhole(value);
}

function isWhole(value: unknown): boolean {
  return /^-?\d+$/.test(String(value)) || Number.isInteger(Number(value));
}

function within(least: number, most: number): Fits {
  return (value) => isInteger(value) && Number(value) >= least && Number(value) <= most;
}

const int32 = within(-(2 ** 31), 2 ** 31 - 1);
const uint32 = within(0, 2 ** 32 - 1);
const int64 = within(-(2 ** 63), 2 ** 63);
const uint64 = within(0, 2 ** 64);

const ownJson: ReadonlyMap<string, Fits> = new Map<string, Fits>([
  ...['int32', 'sint32', 'sfixed32', wrapper('Int32')].map((name) => [name, int32] as const),
  ...['uint32', 'fixed32', wrapper('UInt32')].map((name) => [name, uint32] as const),
  ...['int64', 'sint64', 'sfixed64', wrapper('Int64')].map((name) => [name, int64] as const),
  ...['uint64', 'fixed64', wrapper('UInt64')].map((name) => [name, uint64] as const),
  ...['float', 'double', wrapper('Float'), wrapper('Double')].map(
    (name) => [name, isNumber] as const,
  ),
  ...['string', wrapper('String')].map((name) => [name, isString] as const),
  ...['bool', wrapper('Bool')].map((name) => [name, isBool] as const),
  ...['bytes', wrapper('Bytes')].map((name) => [name, isBytes] as const),
  ['google.protobuf.Timestamp', (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/i.test(String(value))],
  ['google.protobuf.Duration', (value) => /^-?\d+(?:\.\d{1,9})?s$/.test(String(value))],
  ['google.protobuf.FieldMask', isString],
  ['google.protobuf.Struct', isObject],
  ['google.protobuf.ListValue', Array.isArray],
  ['google.protobuf.Value', () => true],
]);

function wrapper(name: string): string {
  return `google.protobuf.${name}Value`;
}

/** What it comes to is known when it is called. */
function hasVariable(value: unknown): boolean {
  return typeof value === 'string' && value.includes('{{');
}

function expected(what: string, value: unknown): string {
  const text = JSON.stringify(value);
  const got = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return `expected ${what}, got ${got}`;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
