import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { Failure } from '#app/contract/result.ts';
import { type FoundSymbol, findSymbol } from '../print/print.ts';
import type { Registry } from '../registry.ts';
import type { SchemaFile } from '../schema-file.ts';

/** Where a symbol is defined, a method in either form. Throws an unknown-symbol `Failure`. */
export function findDefinition(registry: Registry, symbol: string): FoundSymbol {
  const name = fullName(symbol);
  const found = findSymbol(mayDefine(registry, name), name);
  if (found !== undefined) return found;
  throw unknownSymbol(registry, name);
}

/** The file that defines a symbol or what that is in. Throws an unknown-symbol `Failure`. */
export function findFile(registry: Registry, symbol: string): SchemaFile {
  const name = fullName(symbol);
  const file = holderOf(registry, name);
  if (file === undefined) throw unknownSymbol(registry, name);
  return file;
}

/** The file that defines any kind of symbol, or what it is in; undefined when there is none. */
export function fileOfSymbol(registry: Registry, symbol: string): SchemaFile | undefined {
  const name = fullName(symbol);
  const holder = holderOf(registry, name);
  if (holder !== undefined) return holder;
  const found = findSymbol(mayDefine(registry, name), name);
  return found && registry.file(found.file.name ?? '');
}

function unknownSymbol(registry: Registry, name: string): Failure {
  const hint = 'Symbols are full names, such as pkg.Service or pkg.Message.field';
  const proposal = registry.proposalFor(name);
  return new Failure('unknown-symbol', `The schema has no symbol ${name}`, proposal ?? hint);
}

/** Without leading dot, a method as `pkg.Service.Method`. */
export function fullName(symbol: string): string {
  return symbol.replace(/^[./]/, '').replace('/', '.');
}

/** The file of the message, enum or service that a name, or the longest first part of it, has. */
function holderOf(registry: Registry, name: string): SchemaFile | undefined {
  for (
    let scope = name;
    scope !== '';
    scope = scope.slice(0, Math.max(scope.lastIndexOf('.'), 0))
  ) {
    const found = registry.fileOf(scope);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Files that may define any kind of symbol, the likeliest first, each decoded in its turn. */
function* mayDefine(registry: Registry, name: string): Generator<IFileDescriptorProto> {
  const holder = holderOf(registry, name);
  if (holder !== undefined) yield holder.descriptor;
  for (const file of registry.files) {
    const scope = file.index.package;
    if (file !== holder && (scope === '' || name.startsWith(`${scope}.`))) yield file.descriptor;
  }
}
