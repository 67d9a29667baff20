import type { EnumDescriptor, MessageDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import type { Declaration, DeclarationKind } from './declaration.ts';
import { joinName, visitFile } from './declaration.ts';
import type { Linking } from './linking.ts';
import { removeDeclarations } from './remove.ts';
import type { Definition } from './symbol-table.ts';

/** Enters all names into the table. Of two equal names the first stays, the other is taken out. */
export function* defineAll(linking: Linking): Generator<void> {
  for (const file of linking.files) {
    if (file.file.package !== undefined) linking.table.addPackage(file.file.package, file.name);
  }
  for (const file of linking.files) {
    const removed: Declaration[] = [];
    const told = new Set<ParsedFile>();
    visitFile(file.file, (declaration) => {
      const earlier = linking.table.add(declaration, file);
      if (earlier === undefined) {
        if (linking.table.isPackage(declaration.fullName))
          reportPackage(linking, file, declaration);
        return true;
      }
      if (!told.has(earlier.file)) reportTwice(linking, file, declaration, earlier);
      // Copies of a file repeat all of it: one word about each other file is enough.
      if (earlier.file !== file) {
        told.add(earlier.file);
        linking.replace(file, earlier.file);
        for (const name of namesOf(declaration)) linking.leaveUnused(name);
      }
      if (!isForeignValue(declaration, earlier)) removed.push(declaration);
      return false;
    });
    removeDeclarations(file.file, removed);
    yield;
  }
}

/** The full names of a declaration and of the types and extensions in it. */
function namesOf({
  kind,
  fullName,
  descriptor,
}: Pick<Declaration, 'kind' | 'fullName' | 'descriptor'>): string[] {
  if (kind !== 'message') return [fullName];
  const { nestedType, enumType, extension = [] } = descriptor as MessageDescriptor;
  const inner = (kind: DeclarationKind) => (one: { readonly name?: string }) =>
    namesOf({ kind, fullName: joinName(fullName, one.name ?? ''), descriptor: one });
  return [
    fullName,
    ...nestedType.flatMap(inner('message')),
    ...enumType.flatMap(inner('enum')),
    ...extension.flatMap(inner('extension')),
  ];
}

/** Two enums side by side with a value of the same name: forbidden by protoc, harmless here. */
function isForeignValue(declaration: Declaration, earlier: Definition): boolean {
  if (declaration.kind !== 'value') return false;
  const isSame = (one: object): boolean => one === earlier.descriptor;
  return !declaration.list.some(isSame);
}

function reportPackage(
  linking: Linking,
  file: ParsedFile,
  { fullName, descriptor }: Declaration,
): void {
  linking.report(
    file,
    linking.place(file, descriptor, 'name'),
    `"${fullName}" is the name of a package as well`,
  );
}

function reportTwice(
  linking: Linking,
  file: ParsedFile,
  { fullName, descriptor, kind, list }: Declaration,
  earlier: Definition,
): void {
  // An enum is defined behind its values, as protoc has it.
  const isValueOf =
    earlier.kind === 'enum' && (earlier.descriptor as EnumDescriptor).value === list;
  const [second, first] = isValueOf
    ? [earlier.descriptor, descriptor]
    : [descriptor, earlier.descriptor];
  const place = linking.place(file, second, 'name');
  const where = linking.whereIs(earlier.file, first);
  if (earlier.file === file) {
    const hint =
      kind === 'value'
        ? 'Enum values are siblings of their enum: names must be unique among all enums beside it.'
        : undefined;
    linking.report(file, place, `"${fullName}" is already defined at ${where}`, hint);
    return;
  }
  linking.report(
    file,
    place,
    `"${fullName}" is defined in two files: the one at ${where} is used`,
    'If these are two versions of one file, load only the one that is meant.',
    'warning',
  );
}
