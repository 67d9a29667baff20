import { defaultJsonName } from '../parse/generated-names.ts';
import type { FieldDescriptor, MessageDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import { visitFile } from './declaration.ts';
import type { Linking } from './linking.ts';
import { optionWord } from './option-word.ts';

interface Named {
  readonly field: FieldDescriptor;
  readonly jsonName: string;
  /** Given by `json_name`, and not what it would be without. */
  readonly custom: boolean;
}

/**
 * Tells of fields of one message with the same JSON name. As for protoc, names made from those of
 * the fields may clash in proto2, and in editions where a feature says so: that is a warning.
 */
export function checkJsonNames(linking: Linking, file: ParsedFile): void {
  const { syntax } = file.file;
  const outermost = formatOf(file, file.file) ?? (syntax === 'proto3' || syntax === 'editions');
  const strict = new Map<string, boolean>();
  visitFile(file.file, ({ kind, descriptor, fullName, scope }) => {
    if (kind !== 'message') return true;
    const isStrict = formatOf(file, descriptor) ?? strict.get(scope) ?? outermost;
    strict.set(fullName, isStrict);
    if (optionWord(file, descriptor, 'deprecated_legacy_json_field_conflicts') !== 'true') {
      checkMessage(linking, file, descriptor as MessageDescriptor, isStrict);
    }
    return true;
  });
}

/** Whether a file or message says that JSON has to work; undefined when it says nothing. */
function formatOf(file: ParsedFile, descriptor: object): boolean | undefined {
  const format = optionWord(file, descriptor, 'features', 'json_format');
  return format === undefined ? undefined : format !== 'LEGACY_BEST_EFFORT';
}

function checkMessage(
  linking: Linking,
  file: ParsedFile,
  { field: fields }: MessageDescriptor,
  isStrict: boolean,
): void {
  const report = (one: Named, other: Named): void => {
    const isError = isStrict || (one.custom && other.custom);
    linking.report(
      file,
      linking.place(file, one.field, 'name'),
      `the JSON name "${one.jsonName}" of field "${one.field.name}" is that of field "${other.field.name}" as well`,
      'Rename one of them, or write [json_name = "…"]. Until then JSON has both as they are written.',
      isError ? 'error' : 'warning',
    );
  };
  const byDefault = fields.map((field) => {
    return { field, jsonName: defaultJsonName(field.name), custom: false };
  });
  for (const [one, other] of clashes(byDefault)) report(one, other);
  const actual = byDefault.map(({ field, jsonName: usual }) => {
    const { jsonName = '' } = field;
    return { field, jsonName, custom: jsonName !== usual };
  });
  for (const one of actual) {
    if (one.custom) checkBrackets(linking, file, one);
    if (!one.jsonName.includes('\0')) continue;
    const place = linking.place(file, one.field, 'name');
    linking.report(file, place, `the JSON name of field "${one.field.name}" has a NUL character`);
  }
  // Two that are not custom were told above.
  for (const [one, other] of clashes(actual)) if (one.custom || other.custom) report(one, other);
}

/** Each that has the name of an earlier one, with the first of that name. */
function clashes(all: readonly Named[]): [Named, Named][] {
  const first = new Map<string, Named>();
  return all.flatMap((one): [Named, Named][] => {
    const earlier = first.get(one.jsonName);
    if (earlier === undefined) first.set(one.jsonName, one);
    return earlier === undefined ? [] : [[one, earlier]];
  });
}

function checkBrackets(linking: Linking, file: ParsedFile, { field, jsonName }: Named): void {
  if (!jsonName.startsWith('[') || !jsonName.endsWith(']')) return;
  linking.report(
    file,
    linking.place(file, field, 'name'),
    `the JSON name "${jsonName}" of field "${field.name}" is in brackets, as only those of extensions are`,
  );
}
