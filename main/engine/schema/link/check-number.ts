import { MAX_FIELD_NUMBER } from '../field-numbers.ts';
import type { FieldDescriptor, MessageDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import type { Linking } from './linking.ts';

const FIRST_INTERNAL = 19000;
const LAST_INTERNAL = 19999;

/** Checks the number of a field; one with a number that is none, or is taken, is left out. */
export function checkNumber(
  linking: Linking,
  file: ParsedFile,
  message: string,
  field: FieldDescriptor,
  taken: Map<number, FieldDescriptor>,
): void {
  if (!isNumber(linking, file, field)) return;
  const number = field.number ?? 0;
  const earlier = taken.get(number);
  if (earlier === undefined) {
    taken.set(number, field);
    checkInternal(linking, file, field);
    return;
  }
  linking.leaveOut(field);
  linking.report(
    file,
    linking.place(file, field, 'number'),
    `field number ${number} of "${field.name}" is already used in "${message}" by "${earlier.name}"`,
    `Give "${field.name}" a number of its own. Until then it is left out.`,
  );
}

/** Checks the number of an extension, which its message has to leave to extensions. */
export function checkExtensionNumber(
  linking: Linking,
  file: ParsedFile,
  field: FieldDescriptor,
): void {
  const name = (field.extendee ?? '').slice(1);
  const extendee = linking.table.get(name)?.descriptor as MessageDescriptor | undefined;
  const number = field.number ?? 0;
  const isDeclared = extendee?.extensionRange?.some(
    ({ start = 0, end = 0 }) => number >= start && number < end,
  );
  // What a message set declares goes beyond what fields may have.
  if (isDeclared !== true && !isNumber(linking, file, field)) return;
  checkInternal(linking, file, field);
  if (extendee === undefined) return;
  const earlier = linking.takeExtension(file, name, field);
  if (earlier !== undefined) {
    linking.leaveOut(field);
    linking.report(
      file,
      linking.place(file, field, 'number'),
      `extension number ${number} of "${name}" is already used by "${earlier.name}"`,
      `Until "${field.name}" has a number of its own it is left out.`,
    );
  }
  if (isDeclared === true) return;
  linking.report(
    file,
    linking.place(file, field, 'number'),
    `"${name}" does not declare ${number} as an extension number`,
  );
}

function isNumber(linking: Linking, file: ParsedFile, field: FieldDescriptor): boolean {
  const number = field.number ?? 0;
  if (number >= 1 && number <= MAX_FIELD_NUMBER) return true;
  linking.leaveOut(field);
  linking.report(
    file,
    linking.place(file, field, 'number'),
    `field numbers are from 1 to ${MAX_FIELD_NUMBER}, not ${number}`,
  );
  return false;
}

function checkInternal(linking: Linking, file: ParsedFile, field: FieldDescriptor): void {
  const number = field.number ?? 0;
  if (number < FIRST_INTERNAL || number > LAST_INTERNAL) return;
  linking.report(
    file,
    linking.place(file, field, 'number'),
    `field numbers ${FIRST_INTERNAL} to ${LAST_INTERNAL} are reserved for the protocol itself`,
  );
}
