import type { IEnumDescriptorProto, IEnumValueDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { addOptions, inlineOptions, optionAssignments } from './print-options.ts';
import { printEnumRanges } from './print-ranges.ts';
import type { Printing } from './printing.ts';
import { visibilityWord } from './visibility.ts';

/** An enum with all that is in it. */
export function printEnum(
  printing: Printing,
  enumeration: IEnumDescriptorProto,
  path: readonly number[],
): void {
  const { lines, notes } = printing;
  notes.before(lines, path);
  lines.block(`${visibilityWord(enumeration)}enum ${enumeration.name}`, () => {
    notes.inside(lines, path);
    addOptions(lines, 'EnumOptions', enumeration.options);
    printEnumRanges(printing, enumeration);
    for (const [index, value] of (enumeration.value ?? []).entries()) {
      printEnumValue(printing, value, [...path, 2, index]);
    }
  });
}

export function printEnumValue(
  { lines, notes }: Printing,
  value: IEnumValueDescriptorProto,
  path: readonly number[],
): void {
  notes.before(lines, path);
  const options = inlineOptions(optionAssignments('EnumValueOptions', value.options));
  lines.add(`${value.name} = ${value.number ?? 0}${options};`);
  notes.behind(lines, path);
}
