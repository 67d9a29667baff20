import type { Bridge } from '#app/contract/bridge.ts';
import type { TimelineRow } from '#app/contract/calls.ts';
import { missingRows, mostAtOnce, type RowCache, type RowRange } from './row-cache.ts';

/** The rows that are held, and how more are added. */
export interface RowStore {
  /** `undefined` once nobody shows the call. */
  look(callId: string): { readonly rows: RowCache; readonly events: number } | undefined;
  /** `near` is what the person looks at. */
  add(callId: string, rows: readonly TimelineRow[], near: RowRange): void;
  /** Puts `rows` in the place of all that was held `before`. */
  renew(callId: string, before: RowCache, rows: readonly TimelineRow[]): void;
}

export interface RowLoader {
  /** Sees to it that rows of a range arrive; a newer range takes the place of one not asked for yet. */
  want(callId: string, range: RowRange): void;
  /** The range last wanted, as that is what the person looks at. */
  wanted(callId: string): RowRange | undefined;
  /** Rows are shown in another form now: those that are looked at are asked for again. */
  renew(callId: string): Promise<void>;
  forget(callId: string): void;
}

/** Asks for older rows, one request at a time for each call. */
export function createRowLoader(bridge: Bridge, store: RowStore): RowLoader {
  const wanted = new Map<string, RowRange>();
  const asking = new Set<string>();

  async function load(callId: string): Promise<void> {
    if (asking.has(callId)) return;
    asking.add(callId);
    for (;;) {
      const range = wanted.get(callId);
      const held = store.look(callId);
      const span = range && held && missingRows(held.rows, held.events, range);
      if (range === undefined || held === undefined || span === undefined) break;
      const result = await bridge.invoke('calls.rows', { callId, ...span });
      // Nothing new is given for what exists: asking again at once would go on for ever.
      if (!result.ok || result.value.every(({ seq }) => held.rows.has(seq))) break;
      store.add(callId, result.value, range);
    }
    asking.delete(callId);
  }

  return {
    want(callId, range) {
      wanted.set(callId, range);
      void load(callId);
    },
    wanted: (callId) => wanted.get(callId),
    async renew(callId) {
      const { rows: before, events } = store.look(callId) ?? { rows: new Map(), events: 0 };
      const first = wanted.get(callId)?.from ?? events;
      const from = Math.max(0, first - mostAtOnce / 2);
      const result = await bridge.invoke('calls.rows', { callId, from, count: mostAtOnce });
      if (result.ok) store.renew(callId, before, result.value);
    },
    forget: (callId) => void wanted.delete(callId),
  };
}
