import type { SymbolUse } from '#app/contract/definition.ts';
import type { TypeReference } from '../file-index.ts';
import type { SchemaFile } from '../schema-file.ts';

/** Which methods, fields and extensions use a message or enum; gone through once for all of them. */
export class UsedBy {
  readonly #uses = new Map<string, TypeReference[]>();
  readonly #mapEntries = new Set<string>();

  constructor(files: readonly SchemaFile[]) {
    for (const { references, symbols } of files) {
      for (const { name, isMapEntry } of symbols)
        if (isMapEntry === true) this.#mapEntries.add(name);
      for (const reference of references) {
        if (reference.as === 'extendee') continue;
        const uses = this.#uses.get(reference.name);
        if (uses === undefined) this.#uses.set(reference.name, [reference]);
        else uses.push(reference);
      }
    }
  }

  /** Methods first, each part in the order of the files. */
  of(name: string): readonly SymbolUse[] {
    const uses = (this.#uses.get(name) ?? []).flatMap((use) => this.#use(use));
    return [
      ...uses.filter(({ kind }) => kind === 'method'),
      ...uses.filter(({ kind }) => kind !== 'method'),
    ];
  }

  #use({ from, member = '', as }: TypeReference): SymbolUse[] {
    switch (as) {
      case 'input':
      case 'output':
        return [{ symbol: `${from}/${member}`, kind: 'method', as }];
      case 'extension':
        return [{ symbol: from, kind: 'extension', as }];
      case 'field':
        // What a map holds is used by the field that is the map.
        return (this.#mapEntries.has(from) ? this.#mapsOf(from) : [{ from, member }]).map(
          (field) => ({ symbol: `${field.from}.${field.member}`, kind: 'field', as }),
        );
      case 'extendee':
        return [];
    }
  }

  #mapsOf(entry: string): readonly TypeReference[] {
    return (this.#uses.get(entry) ?? []).filter(({ from }) => !this.#mapEntries.has(from));
  }
}
