import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { Diagnostic } from '#app/contract/schema.ts';
import type { FileDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import { checkJsonNames } from './check-json-names.ts';
import { checkFile } from './checks.ts';
import { setDefaults } from './default-value.ts';
import { defineAll } from './define.ts';
import { checkImports } from './imports.ts';
import { Linking } from './linking.ts';
import { interpretOptions } from './options/interpret.ts';
import { removeLeftOut } from './remove.ts';
import { resolveFile } from './resolve.ts';

/**
 * Makes file descriptors out of parsed files, as protoc does: types by their absolute names,
 * following its scoping rules (https://protobuf.dev/programming-guides/proto3/#name-resolution),
 * options interpreted, comments in `sourceCodeInfo`.
 *
 * The set should be closed under imports. What is missing or wrong becomes a diagnostic, those of
 * parsing included, and never hides the rest: a type that is not defined is taken for a message by
 * its likely full name, so another source may still define it. What would make the descriptors
 * unusable (a second use of a name or field number) is taken out.
 *
 * The descriptors of `parsed` become those of the result: a parsed file is linked once.
 *
 * @param reported imports whose absence the caller has told already
 */
export function linkFiles(
  parsed: readonly ParsedFile[],
  reported: ReadonlySet<string> = new Set(),
): { files: IFileDescriptorProto[]; diagnostics: Diagnostic[] } {
  const linking = new Linking(parsed);
  checkImports(linking, reported);
  defineAll(linking);
  for (const file of parsed) resolveFile(linking, file);
  for (const file of parsed) checkFile(linking, file);
  for (const file of parsed) checkJsonNames(linking, file);
  for (const { file } of parsed) removeLeftOut(linking, file);
  for (const file of parsed) setDefaults(linking, file);
  for (const file of parsed) interpretOptions(linking, file);
  const diagnostics = [...parsed.flatMap((file) => file.diagnostics), ...linking.diagnostics];
  return {
    files: parsed.map(({ file }) => withoutEmptyLists(file)),
    diagnostics: diagnostics.sort(byPlace),
  };
}

function withoutEmptyLists(file: FileDescriptor): IFileDescriptorProto {
  return Object.fromEntries(
    Object.entries(file).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return (a.file ?? '') < (b.file ?? '') ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
