import type { Definition, SymbolRef } from '#app/contract/definition.ts';
import type { OptionTypes } from '../option-types.ts';
import type { SourceLocation } from '../parse/parsed-file.ts';
import { type PrintedSymbol, printSymbol } from '../print/print.ts';
import type { Registry } from '../registry.ts';
import type { SchemaFile } from '../schema-file.ts';
import { findDefinition, fullName } from './find-definition.ts';
import type { UsedBy } from './used-by.ts';

const mostUses = 200;

/** Where the files of a schema come from. */
export interface Origin {
  /** The source, as people know it. */
  readonly source: string;
  /** Absolute, when it is a file on this computer. */
  readonly path?: string;
}

interface Known {
  readonly registry: Registry;
  readonly types: OptionTypes;
  readonly usedBy: UsedBy;
  readonly originOf: (file: string) => Origin;
}

/** All that is known of one symbol. Throws an unknown-symbol `Failure`. */
export function definitionOf(known: Known, symbol: string): Definition {
  const { registry, types, usedBy, originOf } = known;
  const printed = printSymbol(findDefinition(registry, symbol), types);
  const name = fullName(symbol);
  const file = printed.file.name ?? '';
  const uses = printed.kind === 'message' || printed.kind === 'enum' ? usedBy.of(name) : [];
  const holder = registry.fileOf(name);
  const children = holder === undefined ? [] : childrenOf(holder, name);
  const parent = parentOf(registry, name);
  const line = lineOf(printed);
  return {
    kind: printed.kind,
    name: printed.kind === 'method' ? methodName(name) : name,
    file,
    ...originOf(file),
    ...(line !== undefined && { line }),
    text: printed.text,
    links: printed.links,
    usedBy: uses.slice(0, mostUses),
    usedByTotal: uses.length,
    ...(parent !== undefined && { parent }),
    ...(children.length > 0 && { children }),
  };
}

function methodName(name: string): string {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}/${name.slice(dot + 1)}`;
}

function parentOf(registry: Registry, name: string): string | undefined {
  const scope = name.slice(0, Math.max(name.lastIndexOf('.'), 0));
  return registry.fileOf(scope) === undefined ? undefined : scope;
}

function childrenOf({ services, symbols, index }: SchemaFile, name: string): SymbolRef[] {
  const service = services.find((one) => one.name === name);
  if (service !== undefined)
    return service.methods.map(({ path }) => ({ symbol: path, kind: 'method' }));
  const isChild = (one: string): boolean => one.slice(0, one.lastIndexOf('.')) === name;
  return [
    ...symbols.filter((one) => isChild(one.name) && one.isMapEntry !== true),
    ...index.extensions.filter((one) => isChild(one.name)),
  ].map((one) => ({ symbol: one.name, kind: 'kind' in one ? one.kind : 'extension' }));
}

/** From 1. */
function lineOf({ file, path }: PrintedSymbol): number | undefined {
  const info: { location?: readonly SourceLocation[] } | null | undefined = file.sourceCodeInfo;
  const key = path.join('.');
  const span = info?.location?.find((one) => one.path.join('.') === key)?.span ?? [];
  const [line] = span;
  // A definition that came without its place has an empty one.
  return line === undefined || span.every((one) => one === 0) ? undefined : line + 1;
}
