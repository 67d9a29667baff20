import type { IDescriptorProto, IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { DefinitionKind } from '#app/contract/definition.ts';
import type { OptionTypes } from '../option-types.ts';
import type { Link } from './lines.ts';
import { phrase } from './phrase.ts';
import { printEnum, printEnumValue } from './print-enum.ts';
import { printField } from './print-field.ts';
import { printMessage, printOneof, surroundings } from './print-message.ts';
import { printMethod, printService } from './print-service.ts';
import { innerName, Printing } from './printing.ts';

export { printFile } from './print-file.ts';

/** Where a symbol is defined. */
export interface FoundSymbol {
  readonly kind: DefinitionKind;
  readonly file: IFileDescriptorProto;
  /** Its path in the descriptor of the file. */
  readonly path: readonly number[];
  readonly print: Print;
}

/** The definition of a symbol as `.proto` text. */
export interface PrintedSymbol extends Omit<FoundSymbol, 'print'> {
  readonly text: string;
  /** The names in the text, in order. */
  readonly links: readonly Link[];
}

/**
 * Finds a message, enum, service, method, field, oneof, enum value or extension by its full name
 * without leading dot. Undefined when no file defines it.
 */
export function findSymbol(
  files: Iterable<IFileDescriptorProto>,
  symbol: string,
): FoundSymbol | undefined {
  for (const file of files) {
    const scope = file.package ?? '';
    if (scope !== '' && !symbol.startsWith(`${scope}.`)) continue;
    const parts = symbol.slice(scope === '' ? 0 : scope.length + 1).split('.');
    const found = find(file, parts);
    if (found !== undefined) return { ...found, file };
  }
  return undefined;
}

/** Prints a definition with its comments. Types are written by their full names. */
export function printSymbol({ print, ...found }: FoundSymbol, types: OptionTypes): PrintedSymbol {
  const printing = new Printing(found.file, types);
  print(printing);
  const { lines } = printing;
  return { ...found, text: lines.toString(), links: lines.links() };
}

type Print = (printing: Printing) => void;
type Found = Omit<FoundSymbol, 'file'>;

function find(file: IFileDescriptorProto, parts: readonly string[]): Found | undefined {
  const scope = file.package ?? '';
  const [name, member, ...more] = parts;
  const service = indexOf(file.service, name);
  if (service !== undefined) {
    const path = [6, service.index];
    if (member === undefined)
      return found('service', path, (printing) =>
        printService(printing, service.found, { path, scope }),
      );
    const method = indexOf(service.found.method, member);
    if (method === undefined || more.length > 0) return undefined;
    const inside = { path: [...path, 2, method.index], scope: innerName(scope, name) };
    return found('method', inside.path, (printing) => printMethod(printing, method.found, inside));
  }
  const asMessage: IDescriptorProto = {
    nestedType: file.messageType ?? [],
    enumType: file.enumType ?? [],
    extension: file.extension ?? [],
  };
  return findInside(asMessage, parts, { nested: [4], enums: [5], extensions: [7] }, scope);
}

function found(kind: DefinitionKind, path: readonly number[], print: Print): Found {
  return { kind, path, print };
}

interface Paths {
  readonly nested: readonly number[];
  readonly enums: readonly number[];
  readonly extensions: readonly number[];
}

/** Looks in a message, or in a file as if it were one. */
function findInside(
  holder: IDescriptorProto,
  [name, ...rest]: readonly string[],
  paths: Paths,
  scope: string,
): Found | undefined {
  const message = indexOf(holder.nestedType, name);
  if (message !== undefined) {
    const path = [...paths.nested, message.index];
    if (rest.length === 0)
      return found('message', path, (printing) =>
        printMessage(printing, message.found, { path, scope }),
      );
    const inner = { nested: [...path, 3], enums: [...path, 4], extensions: [...path, 6] };
    const inside = innerName(scope, name);
    return (
      findMember(message.found, rest, path, inside) ??
      findInside(message.found, rest, inner, inside)
    );
  }
  const around = surroundings(holder.nestedType ?? [], paths.nested);
  for (const [index, enumeration] of (holder.enumType ?? []).entries()) {
    const path = [...paths.enums, index];
    const own = enumeration.name === name;
    if (own && rest.length === 0)
      return found('enum', path, (printing) => printEnum(printing, enumeration, { path, scope }));
    // Values are siblings of their enum, but many look for them inside it.
    const wanted = own && rest.length === 1 ? rest[0] : rest.length === 0 ? name : undefined;
    const value = indexOf(enumeration.value, wanted);
    if (value !== undefined) {
      const spot = { path: [...path, 2, value.index], scope };
      return found('enum-value', spot.path, (printing) =>
        printEnumValue(printing, value.found, spot),
      );
    }
  }
  const extension = rest.length === 0 ? indexOf(holder.extension, name) : undefined;
  if (extension === undefined) return undefined;
  const path = [...paths.extensions, extension.index];
  return found('extension', path, (printing) => {
    printing.lines.block(
      phrase`extend ${printing.names.written(extension.found.extendee ?? '', scope)}`,
      () => printField(printing, extension.found, { path, scope }, around),
    );
  });
}

function findMember(
  message: IDescriptorProto,
  [name, ...rest]: readonly string[],
  path: readonly number[],
  scope: string,
): Found | undefined {
  if (rest.length > 0) return undefined;
  const field = indexOf(message.field, name);
  if (field !== undefined) {
    const around = surroundings(message.nestedType ?? [], [...path, 3]);
    const spot = { path: [...path, 2, field.index], scope };
    return found('field', spot.path, (printing) => printField(printing, field.found, spot, around));
  }
  const oneof = indexOf(message.oneofDecl, name);
  if (oneof === undefined) return undefined;
  const spot = { path: [...path, 8, oneof.index], scope };
  return found('oneof', spot.path, (printing) => printOneof(printing, message, spot));
}

function indexOf<T extends { readonly name?: string }>(
  list: readonly T[] | undefined,
  name: string | undefined,
): { readonly index: number; readonly found: T } | undefined {
  const index = name === undefined ? -1 : (list ?? []).findIndex((one) => one.name === name);
  const found = list?.[index];
  return found === undefined ? undefined : { index, found };
}
