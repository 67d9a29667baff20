import { LABEL } from '../parse/field-types.ts';
import type {
  EnumDescriptor,
  FieldDescriptor,
  MessageDescriptor,
  ParsedFile,
} from '../parse/parsed-file.ts';
import { checkEnum } from './check-enum.ts';
import type { Declaration } from './declaration.ts';
import { visitFile } from './declaration.ts';
import type { Linking } from './linking.ts';
import { removeDeclarations } from './remove.ts';

const FIRST_INTERNAL = 19000;
const LAST_INTERNAL = 19999;

/** Checks numbers and names. What would keep the rest from being used is taken out. */
export function checkFile(linking: Linking, file: ParsedFile): void {
  const removed: Declaration[] = [];
  const fields = new Map<string, Map<number, FieldDescriptor>>();
  visitFile(file.file, (declaration) => {
    const { kind, descriptor, scope } = declaration;
    if (kind === 'message') {
      fields.set(declaration.fullName, new Map());
      checkReserved(linking, file, declaration.fullName, descriptor as MessageDescriptor);
    } else if (kind === 'field') {
      const taken = fields.get(scope) ?? new Map<number, FieldDescriptor>();
      const field = descriptor as FieldDescriptor;
      if (!checkNumber(linking, file, scope, field, taken)) removed.push(declaration);
    } else if (kind === 'extension') {
      checkExtension(linking, file, descriptor as FieldDescriptor);
    } else if (kind === 'enum') {
      checkEnum(linking, file, declaration.fullName, descriptor as EnumDescriptor);
    } else if (kind === 'oneof') {
      checkOneof(linking, file, declaration);
    }
    return true;
  });
  removeDeclarations(file.file, removed);
}

function checkNumber(
  linking: Linking,
  file: ParsedFile,
  message: string,
  field: FieldDescriptor,
  taken: Map<number, FieldDescriptor>,
): boolean {
  const number = field.number ?? 0;
  const place = linking.place(file, field, 'number');
  const earlier = taken.get(number);
  if (earlier !== undefined) {
    linking.report(
      file,
      place,
      `field number ${number} of "${field.name}" is already used in "${message}" by "${earlier.name}"`,
      `Give "${field.name}" a number of its own. Until then it is left out.`,
    );
    return false;
  }
  taken.set(number, field);
  if (number >= FIRST_INTERNAL && number <= LAST_INTERNAL) {
    linking.report(
      file,
      place,
      `field numbers ${FIRST_INTERNAL} to ${LAST_INTERNAL} are reserved for the protocol itself`,
    );
  }
  return true;
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
  const name = (field.extendee ?? '').slice(1);
  const extendee = linking.table.get(name)?.descriptor as MessageDescriptor | undefined;
  const number = field.number ?? 0;
  const declared = extendee?.extensionRange?.some(
    ({ start = 0, end = 0 }) => number >= start && number < end,
  );
  if (extendee !== undefined && declared !== true) {
    linking.report(
      file,
      linking.place(file, field, 'number'),
      `"${name}" does not declare ${number} as an extension number`,
    );
  }
  if (field.label === LABEL.required) {
    linking.report(file, linking.place(file, field, 'name'), 'an extension cannot be required');
  }
  if (file.file.syntax === 'proto3' && !name.startsWith('google.protobuf.')) {
    linking.report(
      file,
      linking.place(file, field, 'extendee'),
      'proto3 has no extensions but those of options',
    );
  }
}

function checkOneof(linking: Linking, file: ParsedFile, declaration: Declaration): void {
  const owner = linking.table.get(declaration.scope)?.descriptor as MessageDescriptor | undefined;
  const index = declaration.path.at(-1);
  if (owner === undefined || owner.field.some((field) => field.oneofIndex === index)) return;
  const place = linking.place(file, declaration.descriptor, 'name');
  linking.report(file, place, `the oneof "${declaration.fullName}" has no fields`);
}
