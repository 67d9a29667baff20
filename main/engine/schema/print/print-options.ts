import type protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { LABEL } from '../parse/field-types.ts';
import type { OptionValue, SetField } from './option-reader.ts';
import { indented, valueBlock, valueLine } from './option-text.ts';
import { joined, type Phrase, phrase, phraseText } from './phrase.ts';
import type { Printing } from './printing.ts';

/** The kinds of option messages of `descriptor.proto`. */
type OptionsType =
  | 'FileOptions'
  | 'MessageOptions'
  | 'FieldOptions'
  | 'OneofOptions'
  | 'ExtensionRangeOptions'
  | 'EnumOptions'
  | 'EnumValueOptions'
  | 'ServiceOptions'
  | 'MethodOptions';

/** The options of one declaration, and where their names are to be understood. */
export interface WrittenOptions {
  readonly type: OptionsType;
  readonly options: object | null | undefined;
  /** Full name of what the declaration is in, or of itself. */
  readonly scope: string;
}

/** Options that stand for something else in the text. */
const NOT_WRITTEN: ReadonlySet<string> = new Set(['map_entry', 'uninterpreted_option']);

const WIDTH = 100;

/**
 * `option name = value;` for each option that is set, custom ones included, with its comments.
 *
 * @param path of the options in the descriptor of the file
 */
export function addOptions(
  printing: Printing,
  written: WrittenOptions,
  path: readonly number[],
): void {
  const { lines, notes } = printing;
  for (const { name, value, ...assigned } of assignmentsOf(printing, written)) {
    const place = [...path, ...assigned.path];
    notes.before(lines, place);
    lines.add(phrase`option ${name} = ${valueBlock(value)};`);
    notes.behind(lines, place);
  }
}

/** ` [a = 1, b = 2]`, or nothing; `more` comes before the options. */
export function inlineOptions(
  printing: Printing,
  written: WrittenOptions,
  more: readonly string[] = [],
): Phrase {
  const assigned = assignmentsOf(printing, written);
  const short = [
    ...more,
    ...assigned.map(({ name, value }) => phrase`${name} = ${valueLine(value)}`),
  ];
  if (short.length === 0) return '';
  const line = phrase` [${joined(short, ', ')}]`;
  if (phraseText(line).length <= WIDTH) return line;
  const long = [
    ...more.map(indented),
    // Only the value has several lines.
    ...assigned.map(
      ({ name, value }) => phrase`  ${name} = ${indented(valueBlock(value)).slice(2)}`,
    ),
  ];
  return phrase` [\n${joined(long, ',\n')}\n]`;
}

interface Assignment {
  readonly name: Phrase;
  readonly value: OptionValue;
  /** Of what is set, in the options. */
  readonly path: readonly number[];
}

/** What an assignment is a part of: a name and a path, and how many values a path has by now. */
interface Prefix {
  readonly name: Phrase;
  readonly path: readonly number[];
  readonly counts: Map<string, number>;
}

function assignmentsOf(printing: Printing, { type, options, scope }: WrittenOptions): Assignment[] {
  return setOptions(printing, type, options).flatMap((field) =>
    assignments(printing, field, { name: '', path: [], counts: new Map() }, scope),
  );
}

/** The options that are set, custom ones included. */
export function setOptions(
  printing: Printing,
  type: OptionsType,
  options: WrittenOptions['options'],
): readonly SetField[] {
  if (options === null || options === undefined) return [];
  const bytes = optionMessage(type).encode(options).finish();
  return printing.options.read(`google.protobuf.${type}`, bytes);
}

function optionMessage(type: OptionsType): protobuf.Type {
  return descriptor.FileDescriptorSet.root.lookupType(`google.protobuf.${type}`);
}

/**
 * Standard options that are messages, such as `features`, are written field by field, and so are
 * others that were set by several statements.
 */
function assignments(
  printing: Printing,
  set: SetField,
  prefix: Prefix,
  scope: string,
): Assignment[] {
  const { field, extension, values, parts } = set;
  const [first] = values;
  if (extension === undefined && NOT_WRITTEN.has(field.name ?? '')) return [];
  const name = phrase`${prefix.name}${extension === undefined ? (field.name ?? '') : extensionName(printing, extension, scope)}`;
  const path = [...prefix.path, field.number ?? 0];
  const inside = { ...prefix, name: phrase`${name}.`, path };
  const isTakenApart = extension === undefined || prefix.path.length > 0;
  if (isTakenApart && field.label !== LABEL.repeated && isMessage(first) && first.length > 0)
    return first.flatMap((inner) => assignments(printing, inner, inside, scope));
  if (prefix.path.length === 0 && parts !== undefined)
    return parts
      .filter(isMessage)
      .flatMap((part) => part.flatMap((inner) => assignments(printing, inner, inside, scope)));
  if (field.label !== LABEL.repeated) return values.map((value) => ({ name, value, path }));
  const key = path.join('.');
  return values.map((value) => {
    const index = prefix.counts.get(key) ?? 0;
    prefix.counts.set(key, index + 1);
    return { name, value, path: [...path, index] };
  });
}

function extensionName({ names }: Printing, extension: string, scope: string): Phrase {
  // Outside any package a name of one part may also be that of a field nearby.
  const isOutside = !extension.includes('.') && scope !== '';
  const name = isOutside
    ? { text: `.${extension}`, symbol: extension }
    : names.written(`.${extension}`, scope);
  return phrase`(${name})`;
}

function isMessage(value: OptionValue | undefined): value is readonly SetField[] {
  return typeof value === 'object';
}
