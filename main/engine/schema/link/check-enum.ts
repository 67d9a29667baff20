import type { EnumDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import { checkEnumRanges } from './check-ranges.ts';
import { checkValueNames } from './check-value-names.ts';
import { featureOf } from './features.ts';
import type { Linking } from './linking.ts';
import { optionWord } from './option-word.ts';

/** Checks the values of an enum; a forgotten `allow_alias` is supplied. */
export function checkEnum(
  linking: Linking,
  file: ParsedFile,
  name: string,
  enumeration: EnumDescriptor,
): void {
  const values = enumeration.value ?? [];
  const [first] = values;
  if (first === undefined) {
    if (file.lost !== undefined) return;
    linking.report(
      file,
      linking.place(file, enumeration, 'name'),
      `the enum "${name}" has no values`,
    );
    return;
  }
  if (first.number !== 0 && featureOf(file, enumeration, 'enum_type') === 'OPEN') {
    linking.report(
      file,
      linking.place(file, first, 'number'),
      `the first value of the enum "${name}" must be zero`,
      `Put a value such as ${name.slice(name.lastIndexOf('.') + 1).toUpperCase()}_UNSPECIFIED = 0; before it.`,
    );
  }
  checkEnumRanges(linking, file, enumeration);
  checkValueNames(linking, file, enumeration);
  checkReservedValues(linking, file, name, enumeration);
  if (optionWord(file, enumeration, 'allow_alias') === 'true') return;
  const taken = new Map<number, string>();
  for (const value of values) {
    const number = value.number ?? 0;
    const earlier = taken.get(number);
    if (earlier === undefined) {
      taken.set(number, value.name ?? '');
      continue;
    }
    // What reads the descriptors takes two names for one number only with this option.
    enumeration.options = { ...enumeration.options, allowAlias: true };
    linking.report(
      file,
      linking.place(file, value, 'number'),
      `"${value.name}" has the number ${number}, as "${earlier}" has`,
      'If both names are meant, write option allow_alias = true; in the enum.',
    );
  }
}

function checkReservedValues(
  linking: Linking,
  file: ParsedFile,
  name: string,
  { value: values = [], reservedRange = [], reservedName = [] }: EnumDescriptor,
): void {
  for (const value of values) {
    const number = value.number ?? 0;
    if (reservedRange.some(({ start, end }) => number >= start && number <= end)) {
      const place = linking.place(file, value, 'number');
      linking.report(
        file,
        place,
        `"${value.name}" uses number ${number}, which is reserved in "${name}"`,
      );
    }
    if (reservedName.includes(value.name ?? '')) {
      const place = linking.place(file, value, 'name');
      linking.report(file, place, `the name "${value.name}" is reserved in "${name}"`);
    }
  }
}
