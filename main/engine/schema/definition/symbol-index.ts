import type { SymbolMatch } from '#app/contract/definition.ts';
import type { SchemaFile } from '../schema-file.ts';
import { Turns } from '../turns.ts';
import { NameMaker, type NameSizes, type SymbolName } from './symbol-name.ts';

/** A symbol that can be found. */
export type Found = Omit<SymbolMatch, 'ranges'>;

/** A symbol with its name as it is searched in. */
export interface Searched extends SymbolName {
  /** Its place among all. */
  readonly at: number;
  readonly symbol: Found;
  /** How many symbols before it are named so too. */
  readonly repeats: number;
}

export interface SymbolIndex {
  readonly searched: readonly Searched[];
  /** By id of a segment: how many symbols have that name. */
  readonly named: readonly number[];
  readonly sizes: NameSizes;
}

/** Made in slices: it takes a while for a large schema. */
export async function indexOf(files: readonly SchemaFile[]): Promise<SymbolIndex> {
  const names = new NameMaker();
  const searched: Searched[] = [];
  const named: number[] = [];
  const turns = new Turns();
  for (const symbols of symbolsOf(files)) {
    for (const symbol of symbols) {
      const { own, scope } = names.make(symbol.name);
      const repeats = named[own.id] ?? 0;
      named[own.id] = repeats + 1;
      searched.push({ at: searched.length, symbol, own, scope, repeats });
    }
    if (turns.areDue) await turns.others();
  }
  return { searched, named, sizes: names.sizes };
}

/** All symbols, the methods of all files first. */
export function* symbolsOf(files: readonly SchemaFile[]): Generator<readonly Found[]> {
  for (const file of files) yield methodsOf(file);
  for (const file of files) yield othersOf(file);
}

function methodsOf({ name: file, services }: SchemaFile): Found[] {
  return services.flatMap(({ methods }) =>
    methods.map(({ path, kind }) => ({ kind: 'method', name: path, methodKind: kind, file })),
  );
}

function othersOf({ name: file, symbols, index }: SchemaFile): Found[] {
  return [
    ...symbols.flatMap(({ kind, name, isMapEntry }): Found[] =>
      isMapEntry === true ? [] : [{ kind, name, file }],
    ),
    ...index.extensions.map(({ name }): Found => ({ kind: 'extension', name, file })),
  ];
}
