import { MAX_FIELD_NUMBER } from '../field-numbers.ts';
import type { EnumDescriptor, MessageDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import type { Linking } from './linking.ts';
import { optionWord } from './option-word.ts';

interface Range {
  readonly start?: number;
  /** Not included. */
  readonly end?: number;
}

/**
 * Checks that what a message reserves, and what it leaves to extensions, is said once. As protoc has
 * it, whichever range is meant, the first is where it is told.
 */
export function checkRanges(linking: Linking, file: ParsedFile, message: MessageDescriptor): void {
  const { extensionRange = [], reservedRange = [], reservedName = [] } = message;
  const [first] = extensionRange;
  if (first !== undefined) {
    const place = linking.place(file, first, 'name');
    const report = (text: string, hint?: string): void => linking.report(file, place, text, hint);
    if (file.file.syntax === 'proto3')
      report('proto3 has no extension ranges', 'Use google.protobuf.Any instead.');
    const isSet = optionWord(file, message, 'message_set_wire_format') === 'true';
    if (!isSet && extensionRange.some(({ end = 0 }) => end > MAX_FIELD_NUMBER + 1))
      report(`extension numbers are at most ${MAX_FIELD_NUMBER}`);
    for (const [one, other] of overlaps(extensionRange, extensionRange))
      report(`the extension range ${shown(one)} overlaps with ${shown(other)}`);
    for (const [one, other] of overlaps(extensionRange, reservedRange))
      report(`the extension range ${shown(one)} overlaps with the reserved ${shown(other)}`);
  }
  checkReservedRanges(linking, file, reservedRange, reservedRange[0]);
  checkReservedNames(linking, file, message, reservedName);
}

/** The same for an enum, whose ranges include their ends. */
export function checkEnumRanges(
  linking: Linking,
  file: ParsedFile,
  enumeration: EnumDescriptor,
): void {
  const { reservedRange = [], reservedName = [] } = enumeration;
  const ranges = reservedRange.map(({ start, end }) => ({ start, end: end + 1 }));
  checkReservedRanges(linking, file, ranges, reservedRange[0]);
  checkReservedNames(linking, file, enumeration, reservedName);
}

function checkReservedRanges(
  linking: Linking,
  file: ParsedFile,
  ranges: readonly Range[],
  first: object = {},
): void {
  const place = linking.place(file, first, 'name');
  for (const [one, other] of overlaps(ranges, ranges))
    linking.report(file, place, `${shown(one)} is reserved already, in ${shown(other)}`);
}

function checkReservedNames(
  linking: Linking,
  file: ParsedFile,
  owner: object,
  names: readonly string[],
): void {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  linking.report(file, linking.place(file, owner, 'name'), `the name "${twice}" is reserved twice`);
}

/** Each range with the first of the others, before it in one list, that it overlaps with. */
function overlaps(ranges: readonly Range[], others: readonly Range[]): [Range, Range][] {
  return ranges.flatMap((one, index): [Range, Range][] => {
    const before = ranges === others ? others.slice(0, index) : others;
    const other = before.find(
      ({ start = 0, end = 0 }) => start < (one.end ?? 0) && (one.start ?? 0) < end,
    );
    return other === undefined ? [] : [[one, other]];
  });
}

function shown({ start = 0, end = 0 }: Range): string {
  return end - start === 1 ? `${start}` : `${start} to ${end - 1}`;
}
