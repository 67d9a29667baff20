import type { FieldDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import type { Linking } from './linking.ts';
import { optionWord } from './option-word.ts';

/** Code of files that are `optimize_for = LITE_RUNTIME` has no descriptors, which other code asks for. */
export function checkLiteImports(linking: Linking, file: ParsedFile): void {
  if (isLite(file)) return;
  for (const { name, place, isOption } of file.imports) {
    const imported = isOption ? undefined : linking.file(name);
    if (imported === undefined || !isLite(imported)) continue;
    linking.report(
      file,
      place,
      `"${name}" is optimized for LITE_RUNTIME and this file is not: it cannot import it`,
      'Write option optimize_for = LITE_RUNTIME; here too, or take it out there.',
    );
  }
}

/** Checks that a lite file extends only what is lite. */
export function checkLiteExtension(
  linking: Linking,
  file: ParsedFile,
  field: FieldDescriptor,
): void {
  const extended = linking.table.get((field.extendee ?? '').slice(1));
  if (extended === undefined || !isLite(file) || isLite(extended.file)) return;
  const place = linking.place(file, field, 'extendee');
  linking.report(
    file,
    place,
    `a file that is optimized for LITE_RUNTIME cannot extend "${extended.fullName}", which is not`,
  );
}

/** Checks that a lite file has no services of which code is to be made. */
export function checkLiteService(linking: Linking, file: ParsedFile, service: object): void {
  if (!isLite(file)) return;
  const generic = ['cc_generic_services', 'java_generic_services'].find(
    (name) => optionWord(file, file.file, name) === 'true',
  );
  if (generic === undefined) return;
  const place = linking.place(file, service, 'name');
  linking.report(file, place, `with "${generic}", a file for LITE_RUNTIME has no services`);
}

function isLite(file: ParsedFile): boolean {
  return optionWord(file, file.file, 'optimize_for') === 'LITE_RUNTIME';
}
