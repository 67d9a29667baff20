import { bundledFile } from '#engine/schema/bundled/bundled-text.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';
import type {
  EnumDescriptor,
  MessageDescriptor,
  ParsedFile,
} from '#engine/schema/parse/parsed-file.ts';
import { defineAll } from '../define.ts';
import { Linking } from '../linking.ts';
import { resolveFile } from '../resolve.ts';
import type { Definition, SymbolTable } from '../symbol-table.ts';

let standard: { readonly file: ParsedFile; readonly table: SymbolTable } | undefined;

/**
 * A message of `google/protobuf/descriptor.proto`, which declares the standard options. It is the
 * bundled file, whatever copy of it a person has: older copies lack options that are used.
 */
export function standardMessage(fullName: string): MessageDescriptor | undefined {
  const definition = standardDefinition(fullName);
  return definition?.kind === 'message' ? (definition.descriptor as MessageDescriptor) : undefined;
}

/** An enum of the same file. */
export function standardEnum(fullName: string): EnumDescriptor | undefined {
  const definition = standardDefinition(fullName);
  return definition?.kind === 'enum' ? (definition.descriptor as EnumDescriptor) : undefined;
}

function standardDefinition(fullName: string): Definition | undefined {
  if (!fullName.startsWith('google.protobuf.')) return undefined;
  standard ??= readStandardOptions();
  return standard.table.get(fullName);
}

/** That file itself. */
export function standardFile(): ParsedFile {
  standard ??= readStandardOptions();
  return standard.file;
}

function readStandardOptions(): { file: ParsedFile; table: SymbolTable } {
  const name = 'google/protobuf/descriptor.proto';
  const file = parseFile(name, bundledFile(name) ?? '');
  const linking = new Linking([file]);
  for (const _ of defineAll(linking));
  resolveFile(linking, file);
  return { file, table: linking.table };
}
