import type { IEnumDescriptorProto, IEnumValueDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { phrase } from './phrase.ts';
import { addOptions, inlineOptions } from './print-options.ts';
import { printEnumRanges } from './print-ranges.ts';
import type { Printing, Spot } from './printing.ts';
import { innerName } from './printing.ts';
import { visibilityWord } from './visibility.ts';

/** An enum with all that is in it. */
export function printEnum(
  printing: Printing,
  enumeration: IEnumDescriptorProto,
  { path, scope }: Spot,
): void {
  const { lines, notes } = printing;
  notes.before(lines, path);
  lines.block(`${visibilityWord(enumeration)}enum ${enumeration.name}`, () => {
    notes.inside(lines, path);
    const name = innerName(scope, enumeration.name);
    addOptions(printing, { type: 'EnumOptions', options: enumeration.options, scope: name }, [
      ...path,
      3,
    ]);
    printEnumRanges(printing, enumeration, path);
    for (const [index, value] of (enumeration.value ?? []).entries()) {
      printEnumValue(printing, value, { path: [...path, 2, index], scope });
    }
  });
}

export function printEnumValue(
  printing: Printing,
  value: IEnumValueDescriptorProto,
  { path, scope }: Spot,
): void {
  const { lines, notes } = printing;
  notes.before(lines, path);
  const options = inlineOptions(printing, {
    type: 'EnumValueOptions',
    options: value.options,
    scope,
  });
  lines.add(phrase`${value.name ?? ''} = ${String(value.number ?? 0)}${options};`);
  notes.behind(lines, path);
}
