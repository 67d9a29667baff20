import type { TimelineRow } from '#app/contract/calls.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import type { Found } from './found.ts';

/** What the filter found of the call that the tab shows, in view or aside. */
export function foundOf(
  { filters, calls }: Pick<AppState, 'filters' | 'calls'>,
  tabId: string,
): Found | undefined {
  const found = filters[tabId]?.found;
  return found !== undefined && found.callId === calls[tabId]?.callId ? found : undefined;
}

/** The same, where it is what the list shows. */
export function shownFound(
  state: Pick<AppState, 'filters' | 'calls'>,
  tabId: string,
): Found | undefined {
  return state.filters[tabId]?.isAside ? undefined : foundOf(state, tabId);
}

/** An event of the call that the tab shows, as far as it is here: among all, or among those found. */
export function eventRow(
  state: Pick<AppState, 'filters' | 'calls'>,
  tabId: string,
  seq: number,
): TimelineRow | undefined {
  const { rows, detail, answer } = state.calls[tabId] ?? {};
  const known = [...(foundOf(state, tabId)?.rows.values() ?? []), detail?.row, answer?.row];
  return rows?.get(seq) ?? known.find((row) => row?.seq === seq);
}

/** What the filter of the tab finds, or is about to find, by the text that was used last. */
export function newestFound(
  state: Pick<AppState, 'filters' | 'calls'>,
  tabId: string,
): Found | undefined {
  const next = state.filters[tabId]?.next;
  const isOfCall = next !== undefined && next.callId === state.calls[tabId]?.callId;
  return isOfCall ? next : foundOf(state, tabId);
}

/** Whether the list of the tab, of all events or of those found, keeps to its newest row. */
export function isFollowing(state: Pick<AppState, 'filters' | 'calls'>, tabId: string): boolean {
  const list = shownFound(state, tabId) ?? state.calls[tabId];
  return list?.following ?? true;
}
