import { MAX_FIELD_NUMBER } from '../field-numbers.ts';
import type { EnumDescriptor, MessageDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import type { Declaration } from './declaration.ts';
import { EDITION, editionOf } from './edition.ts';
import type { Linking } from './linking.ts';
import { optionWord } from './option-word.ts';
import type { Definition } from './symbol-table.ts';

/** Numbers of `google.protobuf.SymbolVisibility`. */
const LOCAL = 1;
const EXPORT = 2;

type Default = 'EXPORT_ALL' | 'EXPORT_TOP_LEVEL' | 'LOCAL_ALL' | 'STRICT';

/** Whether a message or enum can be used only in its own file. */
export function isLocal({ descriptor, fullName, file }: Definition): boolean {
  const { visibility } = descriptor as MessageDescriptor | EnumDescriptor;
  if (visibility === LOCAL || visibility === EXPORT) return visibility === LOCAL;
  const unless = defaultOf(file);
  if (unless === 'EXPORT_TOP_LEVEL') return !isTopLevel(file, fullName);
  return unless === 'LOCAL_ALL' || unless === 'STRICT';
}

/** Checks that what is nested is not exported where that is forbidden. */
export function checkVisibility(
  linking: Linking,
  file: ParsedFile,
  { kind, descriptor, fullName, scope }: Declaration,
): void {
  const { visibility } = descriptor as MessageDescriptor | EnumDescriptor;
  if (visibility !== EXPORT || isTopLevel(file, fullName) || defaultOf(file) !== 'STRICT') return;
  if (kind === 'enum' && isOnlyScope(linking.table.get(scope))) return;
  linking.report(
    file,
    linking.place(file, descriptor, 'name'),
    `"${fullName}" is nested, and what is nested cannot be exported here`,
    "The file's features.default_symbol_visibility is STRICT. Move it to the top level.",
  );
}

/** A local message that holds enums for the sake of their names, and can never have a field. */
function isOnlyScope(definition: Definition | undefined): boolean {
  if (definition === undefined || !isLocal(definition)) return false;
  const { reservedRange = [] } = definition.descriptor as MessageDescriptor;
  return (
    isTopLevel(definition.file, definition.fullName) &&
    reservedRange?.some(({ start, end }) => start === 1 && Number(end) > MAX_FIELD_NUMBER) === true
  );
}

function isTopLevel({ file }: ParsedFile, fullName: string): boolean {
  const outside = file.package === undefined ? 0 : file.package.length + 1;
  return !fullName.slice(outside).includes('.');
}

function defaultOf(file: ParsedFile): Default {
  const own = optionWord(file, file.file, 'features', 'default_symbol_visibility');
  if (own === 'EXPORT_ALL' || own === 'EXPORT_TOP_LEVEL') return own;
  if (own === 'LOCAL_ALL' || own === 'STRICT') return own;
  const edition = editionOf(file);
  if (edition < EDITION.of2024) return 'EXPORT_ALL';
  return edition < EDITION.of2026 ? 'EXPORT_TOP_LEVEL' : 'STRICT';
}
