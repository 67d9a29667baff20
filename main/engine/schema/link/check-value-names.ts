import type { EnumDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import { featureOf } from './features.ts';
import type { Linking } from './linking.ts';
import { optionWord } from './option-word.ts';

/**
 * Checks that the values of an enum stay apart in languages that take its name off theirs and write
 * them in another case, as protoc does. In proto2 that is a warning.
 */
export function checkValueNames(
  linking: Linking,
  file: ParsedFile,
  descriptor: EnumDescriptor,
): void {
  const { name: enumeration, value: values = [] } = descriptor;
  if (optionWord(file, descriptor, 'deprecated_legacy_json_field_conflicts') === 'true') return;
  const isStrict = featureOf(file, descriptor, 'json_format') === 'ALLOW';
  const first = new Map<string, { name?: string; number?: number }>();
  for (const value of values) {
    const plain = pascalCase(withoutPrefix(value.name ?? '', enumeration));
    const earlier = first.get(plain);
    if (earlier === undefined) first.set(plain, value);
    else if (earlier.name !== value.name && earlier.number !== value.number)
      linking.report(
        file,
        linking.place(file, value, 'name'),
        `"${value.name}" and "${earlier.name}" are one name where the enum's name is taken off and case does not count`,
        'Rename one of them.',
        isStrict ? 'error' : 'warning',
      );
  }
}

function withoutPrefix(name: string, enumeration: string): string {
  const prefix = enumeration.replaceAll('_', '').toLowerCase();
  let at = 0;
  let matched = 0;
  while (at < name.length && matched < prefix.length) {
    const char = name.charAt(at);
    if (char !== '_') {
      if (char.toLowerCase() !== prefix.charAt(matched)) return name;
      matched += 1;
    }
    at += 1;
  }
  if (matched < prefix.length) return name;
  const rest = name.slice(at).replace(/^_+/, '');
  return rest === '' ? name : rest;
}

function pascalCase(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}
