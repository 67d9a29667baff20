import type { ParsedFile } from '../parse/parsed-file.ts';
import type { Declaration } from './declaration.ts';
import type { Linking } from './linking.ts';

/** What protoc takes, in letters: of a full name, and of a package. */
const MOST_LETTERS = 65535;
const MOST_OF_PACKAGE = 511;

/** Checks that protoc would take the name of a package. */
export function checkPackageLength(linking: Linking, file: ParsedFile): void {
  if ((file.file.package ?? '').length <= MOST_OF_PACKAGE) return;
  const place = linking.place(file, file.file, 'name');
  linking.report(file, place, `the name of the package has more than ${MOST_OF_PACKAGE} letters`);
}

/** Checks that protoc would take a name. */
export function checkLength(
  linking: Linking,
  file: ParsedFile,
  { descriptor, fullName }: Declaration,
): void {
  if (fullName.length <= MOST_LETTERS) return;
  const place = linking.place(file, descriptor, 'name');
  linking.report(
    file,
    place,
    `this name has more than ${MOST_LETTERS} letters, its scope included`,
  );
}
