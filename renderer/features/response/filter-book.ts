import type { SliceTools } from '#renderer/store/app-state.ts';
import { type Found, type TabFilter, withMatches } from './found.ts';
import { placedFrom, renewedRows } from './row-cache.ts';
import { createRowLoader, type RowLoader } from './row-loader.ts';

/** The filters of the tabs, found by tab or by filter, and how they change. */
export interface FilterBook {
  ofTab(tabId: string): TabFilter;
  find(filterId: string): { readonly tabId: string; readonly found: Found } | undefined;
  change(tabId: string, become: (filter: TabFilter) => TabFilter): void;
  /** What something is known of is in view from then on. Nothing for a filter that nobody uses any more. */
  changeFound(filterId: string, become: (found: Found, tabId: string) => Found): void;
  /** Selects the event that is a match; brings it into view where all events are. */
  selectEvent(tabId: string, seq: number): void;
  /** The `seq` of the event of the tab that is looked at. */
  selectedIn(tabId: string): number | null;
  /** Rows of what was found, by filter. */
  readonly rows: RowLoader;
}

export function createFilterBook({ set, get, bridge }: SliceTools): FilterBook {
  const ofTab = (tabId: string): TabFilter => get().filters[tabId] ?? { text: '' };
  const selectedIn = (tabId: string): number | null => get().calls[tabId]?.selected ?? null;

  function find(filterId: string): ReturnType<FilterBook['find']> {
    for (const [tabId, { found, next }] of Object.entries(get().filters)) {
      if (found?.filterId === filterId) return { tabId, found };
      if (next?.filterId === filterId) return { tabId, found: next };
    }
    return undefined;
  }
  function change(tabId: string, become: (filter: TabFilter) => TabFilter): void {
    set(({ filters }) => ({ filters: { ...filters, [tabId]: become(ofTab(tabId)) } }));
  }
  function changeFound(filterId: string, become: (found: Found, tabId: string) => Found): void {
    const { tabId, found } = find(filterId) ?? {};
    if (tabId === undefined || found === undefined) return;
    const before = ofTab(tabId).found;
    if (before !== undefined && before.filterId !== filterId) rows.forget(before.filterId);
    const now = become(found, tabId);
    change(tabId, ({ next, ...filter }) => ({
      ...filter,
      found: now,
      ...(next !== undefined && next.filterId !== filterId && { next }),
    }));
  }

  function selectEvent(tabId: string, seq: number): void {
    get().selectEvent(tabId, seq);
    if (ofTab(tabId).isAside !== true) return;
    get().setFollowing(tabId, false);
    get().returnToTimeline(tabId);
  }

  /** A match can be chosen before it is known which event that is. */
  function selectAwaited(filterId: string): void {
    const { tabId, found } = find(filterId) ?? {};
    if (tabId === undefined || found === undefined || found.at === null) return;
    const row = found.rows.get(found.at);
    if (row !== undefined && row.seq !== selectedIn(tabId)) selectEvent(tabId, row.seq);
  }

  const rows = createRowLoader({
    look(filterId) {
      const { found } = find(filterId) ?? {};
      return found && { rows: found.rows, length: found.matches };
    },
    async ask(filterId, from, count) {
      const { found } = find(filterId) ?? {};
      if (found === undefined) return undefined;
      const { callId } = found;
      const result = await bridge.invoke('calls.foundRows', { callId, filterId, from, count });
      return result.ok ? placedFrom(from, result.value) : undefined;
    },
    add(filterId, more, near) {
      changeFound(filterId, (found, tabId) => withMatches(found, more, near, selectedIn(tabId)));
      selectAwaited(filterId);
    },
    renew: (filterId, before, newer) =>
      changeFound(filterId, (found) => ({
        ...found,
        rows: renewedRows(found.rows, before, newer),
      })),
  });

  return { ofTab, find, change, changeFound, selectEvent, selectedIn, rows };
}
