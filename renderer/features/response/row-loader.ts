import {
  missingRows,
  mostAtOnce,
  type PlacedRows,
  type RowCache,
  type RowRange,
} from './row-cache.ts';

/** Lists of rows, by their ids: what is held of each, how more is had, and where it goes. */
export interface RowStore {
  /** `undefined` once nobody shows the list. */
  look(listId: string): { readonly rows: RowCache; readonly length: number } | undefined;
  /** Rows `from` … `from + count - 1`; `undefined` when they are not to be had. */
  ask(listId: string, from: number, count: number): Promise<PlacedRows | undefined>;
  /** `near` is what the person looks at. */
  add(listId: string, rows: PlacedRows, near: RowRange): void;
  /** Puts `rows` in the place of all that was held `before`. */
  renew(listId: string, before: RowCache, rows: PlacedRows): void;
}

export interface RowLoader {
  /** Sees to it that rows of a range arrive; a newer range takes the place of one not asked for yet. */
  want(listId: string, range: RowRange): void;
  /** The range last wanted, as that is what the person looks at. */
  wanted(listId: string): RowRange | undefined;
  /** Rows are shown in another form now: those that are looked at are asked for again. */
  renew(listId: string): Promise<void>;
  forget(listId: string): void;
}

/** Asks for older rows, one request at a time for each list. */
export function createRowLoader(store: RowStore): RowLoader {
  const wanted = new Map<string, RowRange>();
  const asking = new Set<string>();

  async function load(listId: string): Promise<void> {
    if (asking.has(listId)) return;
    asking.add(listId);
    for (;;) {
      const range = wanted.get(listId);
      const held = store.look(listId);
      const span = range && held && missingRows(held.rows, held.length, range);
      if (range === undefined || held === undefined || span === undefined) break;
      const rows = await store.ask(listId, span.from, span.count);
      // Nothing new is given for what exists: asking again at once would go on for ever.
      if (rows === undefined || rows.every(([place]) => held.rows.has(place))) break;
      store.add(listId, rows, range);
    }
    asking.delete(listId);
  }

  return {
    want(listId, range) {
      wanted.set(listId, range);
      void load(listId);
    },
    wanted: (listId) => wanted.get(listId),
    async renew(listId) {
      const { rows: before, length } = store.look(listId) ?? { rows: new Map(), length: 0 };
      const first = wanted.get(listId)?.from ?? length;
      const rows = await store.ask(listId, Math.max(0, first - mostAtOnce / 2), mostAtOnce);
      if (rows !== undefined) store.renew(listId, before, rows);
    },
    forget: (listId) => void wanted.delete(listId),
  };
}
