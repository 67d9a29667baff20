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

const MAX_DIAGNOSTICS = 1000;

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
  for (const _ of linkSteps(linking, parsed));
  return {
    files: parsed.map(descriptorOf),
    diagnostics: inOrder(parsed.flatMap((file) => linking.diagnosticsOf(file))),
  };
}

/**
 * The same in steps, all of which must be gone through, for files of which the imports are checked.
 *
 * @param wanted those that are linked whole; of the others only the names are defined
 */
export function* linkSteps(linking: Linking, wanted: readonly ParsedFile[]): Generator<void> {
  yield* defineAll(linking);
  const phases = [
    resolveFile,
    checkFile,
    checkJsonNames,
    setDefaults,
    removeLeftOut,
    interpretOptions,
  ];
  for (const phase of phases) {
    for (const file of wanted) {
      phase(linking, file);
      yield;
    }
  }
}

/** How often {@link linkSteps} yields for each file. */
export const STEPS_OF_A_FILE = 7;

/** The descriptor of a file that was linked. */
export function descriptorOf({ file }: ParsedFile): IFileDescriptorProto {
  return withoutEmptyLists(file);
}

/**
 * Diagnostics by file and place; at most so many as a person could wish to see, but the first error of
 * each file in any case.
 */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const broken = new Set<string | undefined>();
  return [...diagnostics].sort(byPlace).filter(({ severity, file }, index) => {
    const isFirst = severity === 'error' && !broken.has(file);
    if (isFirst) broken.add(file);
    return isFirst || index < MAX_DIAGNOSTICS;
  });
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
