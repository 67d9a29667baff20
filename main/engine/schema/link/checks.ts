import { FIELD_TYPE, LABEL } from '../parse/field-types.ts';
import type {
  EnumDescriptor,
  FieldDescriptor,
  MessageDescriptor,
  ParsedFile,
} from '../parse/parsed-file.ts';
import { checkDeclarations, checkDeclared } from './check-declared.ts';
import { checkEnum } from './check-enum.ts';
import { checkFeatures, checkFileFeatures, isClosedEnum } from './check-features.ts';
import { checkFieldOptions } from './check-field-options.ts';
import { checkLength, checkPackageLength } from './check-length.ts';
import { checkLiteExtension, checkLiteImports, checkLiteService } from './check-lite.ts';
import { Naming } from './check-naming.ts';
import { checkExtensionNumber, checkNumber } from './check-number.ts';
import { checkRanges } from './check-ranges.ts';
import type { Declaration } from './declaration.ts';
import { visitFile } from './declaration.ts';
import type { Linking } from './linking.ts';
import { optionWord } from './option-word.ts';
import { checkVisibility } from './visibility.ts';

/** Code that is made of it counts them in 16 bits. */
const MOST_FIELDS = 65535;

/** Checks numbers and names. What would keep the rest from being used is to be left out. */
export function checkFile(linking: Linking, file: ParsedFile): void {
  checkFileFeatures(linking, file);
  checkLiteImports(linking, file);
  checkPackageLength(linking, file);
  const naming = new Naming(linking, file);
  const fields = new Map<string, Map<number, FieldDescriptor>>();
  visitFile(file.file, (declaration) => {
    const { kind, descriptor, scope } = declaration;
    checkLength(linking, file, declaration);
    if (kind === 'message') {
      fields.set(declaration.fullName, new Map());
      checkReserved(linking, file, declaration.fullName, descriptor as MessageDescriptor);
      checkMessage(linking, file, descriptor as MessageDescriptor);
      checkVisibility(linking, file, declaration);
    } else if (kind === 'field') {
      const taken = fields.get(scope) ?? new Map<number, FieldDescriptor>();
      const field = descriptor as FieldDescriptor;
      checkNumber(linking, file, scope, field, taken);
      if (linking.isMapEntry(scope)) return true;
      checkField(linking, file, field);
    } else if (kind === 'extension') {
      checkExtension(linking, file, descriptor as FieldDescriptor);
      checkFieldOptions(linking, file, descriptor as FieldDescriptor);
      checkDeclared(linking, file, declaration.fullName, descriptor as FieldDescriptor);
      checkLiteExtension(linking, file, descriptor as FieldDescriptor);
    } else if (kind === 'enum') {
      checkEnum(linking, file, declaration.fullName, descriptor as EnumDescriptor);
      checkVisibility(linking, file, declaration);
    } else if (kind === 'service') {
      checkLiteService(linking, file, descriptor);
    } else if (kind === 'oneof') {
      checkOneof(linking, file, declaration);
    }
    checkFeatures(linking, file, declaration);
    naming.check(declaration);
    return true;
  });
}

function checkMessage(linking: Linking, file: ParsedFile, message: MessageDescriptor): void {
  checkRanges(linking, file, message);
  checkDeclarations(linking, file, message);
  if (message.field.length > MOST_FIELDS) {
    const place = linking.place(file, message, 'name');
    linking.report(file, place, `a message has ${MOST_FIELDS} fields at most`);
  }
  if (optionWord(file, message, 'message_set_wire_format') !== 'true') return;
  for (const field of message.field) {
    const place = linking.place(file, field, 'name');
    linking.report(file, place, 'a message set has no fields, only extensions');
  }
}

function checkField(linking: Linking, file: ParsedFile, field: FieldDescriptor): void {
  checkFieldOptions(linking, file, field);
  if (file.file.syntax === 'proto3' && isClosedEnum(linking, field)) {
    linking.report(
      file,
      linking.place(file, field, 'type'),
      `the enum "${field.typeName?.slice(1)}" is closed: messages of proto3 use open ones`,
      'Enums of proto2 are closed. Define one in a file of proto3.',
    );
  }
  const entry = linking.table.get((field.typeName ?? '').slice(1));
  const descriptor =
    entry?.kind === 'message' ? (entry.descriptor as MessageDescriptor) : undefined;
  const value = descriptor?.options?.mapEntry === true ? descriptor.field[1] : undefined;
  const values = linking.table.get((value?.typeName ?? '').slice(1));
  if (values?.kind !== 'enum') return;
  const [first] = (values.descriptor as EnumDescriptor).value ?? [];
  if (first === undefined || first.number === 0) return;
  const place = linking.place(file, field, 'type');
  linking.report(file, place, 'the first value of an enum that a map holds must be zero');
}

/** A field that is reserved as well stays a field: its reservation is dropped. */
function checkReserved(
  linking: Linking,
  file: ParsedFile,
  name: string,
  message: MessageDescriptor,
): void {
  for (const field of message.field) {
    const number = field.number ?? 0;
    const covers = ({ start = 0, end = 0 }: { start?: number; end?: number }): boolean =>
      number >= start && number < end;
    if (message.reservedRange?.some(covers)) {
      message.reservedRange = message.reservedRange.filter((one) => !covers(one));
      linking.report(
        file,
        linking.place(file, field, 'number'),
        `field "${field.name}" uses number ${number}, which is reserved in "${name}"`,
      );
    }
    if (message.extensionRange?.some(covers)) {
      linking.report(
        file,
        linking.place(file, field, 'number'),
        `field "${field.name}" uses number ${number}, which "${name}" leaves to extensions`,
      );
    }
    if (message.reservedName?.includes(field.name)) {
      message.reservedName = message.reservedName.filter((one) => one !== field.name);
      linking.report(
        file,
        linking.place(file, field, 'name'),
        `the field name "${field.name}" is reserved in "${name}"`,
      );
    }
  }
}

function checkExtension(linking: Linking, file: ParsedFile, field: FieldDescriptor): void {
  checkExtensionNumber(linking, file, field);
  if (field.label === LABEL.required) {
    linking.report(file, linking.place(file, field, 'name'), 'an extension cannot be required');
  }
  const extended = linking.table.get((field.extendee ?? '').slice(1));
  const extendee = extended?.fullName;
  const isOfSet =
    extended !== undefined &&
    optionWord(extended.file, extended.descriptor, 'message_set_wire_format') === 'true';
  if (isOfSet && (field.type !== FIELD_TYPE.message || field.label !== LABEL.optional)) {
    const place = linking.place(file, field, 'type');
    linking.report(file, place, 'the extensions of a message set are optional messages');
  }
  if (file.file.syntax === 'proto3' && extendee?.startsWith('google.protobuf.') === false) {
    linking.report(
      file,
      linking.place(file, field, 'extendee'),
      'proto3 has no extensions but those of options',
    );
  }
}

/** One with nothing in it was told when it was read. */
function checkOneof(linking: Linking, file: ParsedFile, declaration: Declaration): void {
  const owner = linking.table.get(declaration.scope)?.descriptor as MessageDescriptor | undefined;
  const index = declaration.path.at(-1);
  if (owner === undefined || file.lost !== undefined) return;
  if (!file.options.has(declaration.descriptor)) return;
  if (owner.field.some((field) => field.oneofIndex === index)) return;
  const place = linking.place(file, declaration.descriptor, 'name');
  linking.report(file, place, `the oneof "${declaration.fullName}" has no fields`);
}
