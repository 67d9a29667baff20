import fuzzysort from 'fuzzysort';
import type { SymbolMatch, SymbolMatches } from '#app/contract/definition.ts';
import type { SchemaFile } from '../schema-file.ts';

type Found = Omit<SymbolMatch, 'ranges'>;

/** How much a match counts that is spread over a name, or in the package before it. */
const elsewhere = 0.8;
/** How much more a method counts that is named as it is asked for. */
const methodsFirst = 1.5;

/**
 * Finds symbols by parts of their names. Letters may be left out, parts that are apart by spaces come
 * in any order, and what is in the name itself comes before what is in its package.
 */
export class SymbolSearch {
  readonly #symbols: readonly Found[];
  readonly #prepared: ReturnType<typeof prepare>;

  constructor(files: readonly SchemaFile[]) {
    this.#symbols = [...files.flatMap(methodsOf), ...files.flatMap(othersOf)];
    this.#prepared = prepare(this.#symbols);
  }

  /** An empty query finds all, methods first. */
  find(query: string, limit: number): SymbolMatches {
    // No symbol has a name that begins with a dot, and people paste names as they are in descriptors.
    const wanted = query.trim().replace(/^[./]+/, '');
    if (wanted === '') {
      const first = this.#symbols.slice(0, limit);
      return {
        matches: first.map((symbol) => ({ ...symbol, ranges: [] })),
        total: this.#symbols.length,
      };
    }
    const own = inOwnName(wanted);
    // The library takes 0 for no limit.
    const found = fuzzysort.go(wanted, this.#prepared, {
      limit: Math.max(limit, 1),
      scoreFn: ({ score, obj }) => score * weight(obj, own.exec(obj.name)),
    });
    return {
      matches: found
        .slice(0, limit)
        .map(({ obj, indexes }) => ({ ...obj, ranges: rangesOf(indexes) })),
      total: found.total,
    };
  }
}

function prepare(symbols: readonly Found[]) {
  return fuzzysort.snapshot(symbols, { key: 'name' });
}

/** Where the last part of a query is as a whole in what follows the last dot of a name, and the rest. */
function inOwnName(query: string): RegExp {
  const last = query.slice(query.search(/\S+$/));
  return new RegExp(`${last.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}([^.]*)$`, 'i');
}

/** More than 1 where a part of the name is just that, or begins so; methods before types so named. */
function weight({ kind, name }: Found, own: RegExpExecArray | null): number {
  if (own === null) return elsewhere;
  const begins = own.index === 0 || /[./]/.test(name.charAt(own.index - 1));
  if (!begins) return 1;
  const isAll = own[1] === '';
  return (isAll ? 3 : 2) * (kind === 'method' ? methodsFirst : 1);
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

/** Neighbouring letters are one range. */
function rangesOf(indexes: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] >= index) last[1] = index + 1;
    else ranges.push([index, index + 1]);
  }
  return ranges;
}
