import type { IDescriptorProto, IEnumDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { MAX_FIELD_NUMBER } from '../field-numbers.ts';
import { quoted } from './literal.ts';
import { phrase } from './phrase.ts';
import { inlineOptions } from './print-options.ts';
import type { Printing, Spot } from './printing.ts';

const PATH = { extensionRange: 5, reservedRange: 9, reservedName: 10 };
const ENUM_PATH = { reservedRange: 4, reservedName: 5 };

const MAX_INT = 2147483647;

interface Range {
  readonly start?: number;
  readonly end?: number;
  readonly options?: object | null;
}

/** Parts of an enum's descriptor that protobufjs's declarations leave out. */
interface EnumReservations extends IEnumDescriptorProto {
  readonly reservedRange?: readonly Range[];
  readonly reservedName?: readonly string[];
}

/** The `extensions` and `reserved` statements of a message. */
export function printMessageRanges(
  printing: Printing,
  message: IDescriptorProto,
  { path, scope }: Spot,
): void {
  const { lines, notes } = printing;
  const extensions = (message.extensionRange ?? []) as readonly Range[];
  if (extensions.length > 0) notes.beforeAll(lines, [...path, PATH.extensionRange]);
  for (const [index, range] of extensions.entries()) {
    const options = inlineOptions(printing, {
      type: 'ExtensionRangeOptions',
      options: range.options,
      scope,
    });
    lines.add(phrase`extensions ${rangeText(exclusive(range), MAX_FIELD_NUMBER)}${options};`);
    if (index === 0) notes.behind(lines, [...path, PATH.extensionRange]);
  }
  const ranges = (message.reservedRange ?? []).map((range) =>
    rangeText(exclusive(range), MAX_FIELD_NUMBER),
  );
  printReserved(printing, [...path, PATH.reservedRange], ranges);
  printReservedNames(printing, [...path, PATH.reservedName], message.reservedName);
}

/** The `reserved` statements of an enum, whose ranges hold both their ends. */
export function printEnumRanges(
  printing: Printing,
  enumeration: IEnumDescriptorProto,
  path: readonly number[],
): void {
  const { reservedRange = [], reservedName }: EnumReservations = enumeration;
  const ranges = reservedRange.map((range) => rangeText(range, MAX_INT));
  printReserved(printing, [...path, ENUM_PATH.reservedRange], ranges);
  printReservedNames(printing, [...path, ENUM_PATH.reservedName], reservedName);
}

function printReservedNames(
  printing: Printing,
  path: readonly number[],
  names: readonly string[] = [],
): void {
  const isPlain = printing.syntax === 'editions';
  printReserved(
    printing,
    path,
    names.map((name) => (isPlain ? name : quoted(name))),
  );
}

/** What several statements reserve is written in one, with the comments of all. */
function printReserved(
  { lines, notes }: Printing,
  path: readonly number[],
  reserved: readonly string[],
): void {
  if (reserved.length === 0) return;
  notes.beforeAll(lines, path);
  lines.add(`reserved ${reserved.join(', ')};`);
  notes.behind(lines, path);
}

function exclusive({ start = 0, end = 0 }: Range): Range {
  return { start, end: end - 1 };
}

function rangeText({ start = 0, end = 0 }: Range, max: number): string {
  if (start === end) return String(start);
  return `${start} to ${end >= max ? 'max' : end}`;
}
