import type { IDescriptorProto, IEnumDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { quoted } from './literal.ts';
import { phrase } from './phrase.ts';
import { inlineOptions } from './print-options.ts';
import type { Printing } from './printing.ts';

const MAX_FIELD_NUMBER = 536870911;
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
  scope: string,
): void {
  const { lines, syntax } = printing;
  for (const range of (message.extensionRange ?? []) as readonly Range[]) {
    const options = inlineOptions(printing, {
      type: 'ExtensionRangeOptions',
      options: range.options,
      scope,
    });
    lines.add(phrase`extensions ${rangeText(exclusive(range), MAX_FIELD_NUMBER)}${options};`);
  }
  const ranges = (message.reservedRange ?? []).map((range) =>
    rangeText(exclusive(range), MAX_FIELD_NUMBER),
  );
  if (ranges.length > 0) lines.add(`reserved ${ranges.join(', ')};`);
  printReservedNames(lines, syntax, message.reservedName);
}

/** The `reserved` statements of an enum, whose ranges hold both their ends. */
export function printEnumRanges(
  { lines, syntax }: Printing,
  enumeration: IEnumDescriptorProto,
): void {
  const { reservedRange = [], reservedName }: EnumReservations = enumeration;
  const ranges = reservedRange.map((range) => rangeText(range, MAX_INT));
  if (ranges.length > 0) lines.add(`reserved ${ranges.join(', ')};`);
  printReservedNames(lines, syntax, reservedName);
}

function printReservedNames(
  lines: Printing['lines'],
  syntax: Printing['syntax'],
  names: readonly string[] | undefined,
): void {
  if (names === undefined || names.length === 0) return;
  lines.add(
    `reserved ${names.map((name) => (syntax === 'editions' ? name : quoted(name))).join(', ')};`,
  );
}

function exclusive({ start = 0, end = 0 }: Range): Range {
  return { start, end: end - 1 };
}

function rangeText({ start = 0, end = 0 }: Range, max: number): string {
  if (start === end) return String(start);
  return `${start} to ${end >= max ? 'max' : end}`;
}
