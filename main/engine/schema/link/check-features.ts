import { FIELD_TYPE, LABEL } from '../parse/field-types.ts';
import type { EnumDescriptor, FieldDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import { isPackable } from './check-field-options.ts';
import type { Declaration } from './declaration.ts';
import { featureOf, ownFeatures } from './features.ts';
import type { Linking } from './linking.ts';
import { optionWord } from './option-word.ts';

/** Checks that features mean something where they stand, as protoc does. */
export function checkFeatures(
  linking: Linking,
  file: ParsedFile,
  { kind, descriptor }: Declaration,
): void {
  const own = ownFeatures(file, descriptor);
  const report = (message: string): void => {
    linking.report(file, linking.place(file, descriptor, 'name'), message);
  };
  if (own.length > 0 && file.file.syntax !== 'editions') {
    report('features are for editions: this file has a syntax');
    return;
  }
  const unknown = unknownFeature(file, descriptor, own);
  if (unknown !== undefined) report(unknown);
  if (kind !== 'field' && kind !== 'extension') return;
  const problem = fieldProblem(linking, file, kind, descriptor as FieldDescriptor, new Set(own));
  if (problem !== undefined) report(problem);
}

/** The features of a file as a whole. */
export function checkFileFeatures(linking: Linking, file: ParsedFile): void {
  if (file.file.syntax !== 'editions' && ownFeatures(file, file.file).length > 0)
    linking.report(
      file,
      { line: 1, column: 1 },
      'features are for editions: this file has a syntax',
    );
  const report = (message: string): void => linking.report(file, { line: 1, column: 1 }, message);
  const unknown = unknownFeature(file, file.file, ownFeatures(file, file.file));
  if (unknown !== undefined) report(unknown);
  if (optionWord(file, file.file, 'features', 'field_presence') === 'LEGACY_REQUIRED')
    report('required fields cannot be the default of a file');
  const checksStrings = optionWord(file, file.file, 'java_string_check_utf8') === 'true';
  if (checksStrings && file.file.syntax === 'editions')
    report('java_string_check_utf8 is not used in editions: there is (pb.java).utf8_validation');
}

/** The first value of each enum of features says that nothing is said. */
function unknownFeature(
  file: ParsedFile,
  descriptor: object,
  own: readonly string[],
): string | undefined {
  const name = own.find((one) =>
    optionWord(file, descriptor, 'features', one)?.endsWith('_UNKNOWN'),
  );
  return name === undefined ? undefined : `the feature "${name}" is set to no value that is known`;
}

function fieldProblem(
  linking: Linking,
  file: ParsedFile,
  kind: 'field' | 'extension',
  field: FieldDescriptor,
  own: ReadonlySet<string>,
): string | undefined {
  const isRepeated = field.label === LABEL.repeated;
  const isMessage = field.type === FIELD_TYPE.message || field.type === FIELD_TYPE.group;
  const presence = featureOf(file, field, 'field_presence');
  if (own.has('field_presence')) {
    if (field.oneofIndex !== undefined) return 'a field of a oneof has presence anyway';
    if (isRepeated) return 'a repeated field has no presence';
    if (kind === 'extension') return 'an extension has presence anyway';
    if (isMessage && presence === 'IMPLICIT') return 'a message field has presence anyway';
  }
  if (own.has('repeated_field_encoding')) {
    if (!isRepeated) return 'only a repeated field has an encoding of repeated fields';
    const encoding = optionWord(file, field, 'features', 'repeated_field_encoding');
    if (encoding === 'PACKED' && !isPackable(field))
      return 'only numbers, bools and enums can be packed';
  }
  if (own.has('message_encoding') && !isMessage) return 'only a message field has an encoding';
  if (own.has('message_encoding') && isMap(linking, field))
    return 'a map has no encoding of its own';
  if (own.has('utf8_validation') && field.type !== FIELD_TYPE.string && !isMap(linking, field))
    return 'only strings are checked for UTF-8';
  const hasNoPresence =
    presence === 'IMPLICIT' && !isRepeated && kind === 'field' && field.oneofIndex === undefined;
  if (!hasNoPresence) return undefined;
  if (file.defaults.has(field)) return 'a field without presence can have no default value';
  return isClosedEnum(linking, field)
    ? 'the enum of a field without presence must be open'
    : undefined;
}

/** Whether the field is of an enum whose unknown values are not kept as values. */
export function isClosedEnum(linking: Linking, field: FieldDescriptor): boolean {
  if (field.type !== FIELD_TYPE.enum) return false;
  const definition = linking.table.get((field.typeName ?? '').slice(1));
  if (definition?.kind !== 'enum') return false;
  const { file, descriptor } = definition;
  return featureOf(file, descriptor as EnumDescriptor, 'enum_type') === 'CLOSED';
}

function isMap(linking: Linking, field: FieldDescriptor): boolean {
  const definition = linking.table.get((field.typeName ?? '').slice(1));
  const options = (definition?.descriptor as { options?: { mapEntry?: boolean } } | undefined)
    ?.options;
  return options?.mapEntry === true;
}
