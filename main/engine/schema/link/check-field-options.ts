import { FIELD_TYPE, LABEL } from '../parse/field-types.ts';
import type { FieldDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import { EDITION, editionOf } from './edition.ts';
import type { Linking } from './linking.ts';
import { optionWord } from './option-word.ts';

const UNPACKABLE: readonly (number | undefined)[] = [
  FIELD_TYPE.string,
  FIELD_TYPE.bytes,
  FIELD_TYPE.message,
  FIELD_TYPE.group,
];
const LONG: readonly (number | undefined)[] = [
  FIELD_TYPE.int64,
  FIELD_TYPE.uint64,
  FIELD_TYPE.sint64,
  FIELD_TYPE.fixed64,
  FIELD_TYPE.sfixed64,
];

/** Whether many values of a field can be written as one. */
export function isPackable({ label, type }: FieldDescriptor): boolean {
  return label === LABEL.repeated && !UNPACKABLE.includes(type);
}

/** Checks that the standard options of a field fit its type. */
export function checkFieldOptions(
  linking: Linking,
  file: ParsedFile,
  field: FieldDescriptor,
): void {
  const problem = problemOf(file, field);
  if (problem !== undefined)
    linking.report(file, linking.place(file, field, 'type'), problem.message, problem.hint);
}

function problemOf(
  file: ParsedFile,
  field: FieldDescriptor,
): { message: string; hint?: string } | undefined {
  const { syntax } = file.file;
  const packed = optionWord(file, field, 'packed');
  if (packed !== undefined && syntax === 'editions') {
    return {
      message: 'the option "packed" is not used in editions',
      hint: 'Use features.repeated_field_encoding = PACKED or EXPANDED.',
    };
  }
  if (packed === 'true' && !isPackable(field))
    return { message: 'only repeated numbers, bools and enums can be packed' };
  const jstype = optionWord(file, field, 'jstype') ?? 'JS_NORMAL';
  if (jstype !== 'JS_NORMAL' && !LONG.includes(field.type))
    return { message: 'the option "jstype" is for 64-bit integers only' };
  const isLazy = ['lazy', 'unverified_lazy'].some(
    (name) => optionWord(file, field, name) === 'true',
  );
  if (isLazy && field.type !== FIELD_TYPE.message)
    return { message: 'only message fields can be lazy' };
  if (optionWord(file, field, 'ctype') !== undefined && editionOf(file) >= EDITION.of2024) {
    return {
      message: 'the option "ctype" is not used from edition 2024 on',
      hint: 'Use features.(pb.cpp).string_type.',
    };
  }
  return undefined;
}
