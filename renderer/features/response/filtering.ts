import type { FoundNews, TimelineFilter } from '#app/contract/call-filter.ts';
import { type AppError, Failure } from '#app/contract/result.ts';
import { parseTimelineQuery } from '#app/core/timeline-query.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import type { FilterBook } from './filter-book.ts';
import { newFound, type TabFilter, withNews } from './found.ts';
import { foundOf, isFollowing } from './shown-list.ts';
import { isStreamShown } from './tab-call.ts';

/** A filter is used so long after the last key. */
const settledMs = 150;

/** More than this is no filter that a person typed. */
const longestQuery = 5000;

/** How what is typed becomes a filter, and what is found by it comes. */
export interface Filtering {
  /** Filters by a text once the typing has come to rest; by an empty one no longer, at once. */
  setFilterText(tabId: string, text: string): void;
  /** Filters by what was typed now; where all events are shown meanwhile, no longer. */
  applyFilter(tabId: string): void;
  /** Looks no further; what was found stays. */
  stopFilter(tabId: string): void;
  /** Has the call that the tab shows by now filtered as the one before. */
  followFilter(tabId: string): void;
  foundMore(news: FoundNews): void;
  /** Nobody shows that call any more. */
  forgetMatches(callId: string): void;
}

export function createFiltering(
  { get, bridge }: Pick<SliceTools, 'get' | 'bridge'>,
  book: FilterBook,
): Filtering {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The call that the text was last used on, by tab: once for each is enough, whatever came of it. */
  const usedOn = new Map<string, string>();
  const { ofTab, change, rows } = book;

  /** A call that has not begun, and one that is no stream, has nothing to be found. */
  function filterable(tabId: string): string | undefined {
    const call = get().calls[tabId];
    return isStreamShown(call) && call?.summary ? call.callId : undefined;
  }
  function drop(tabId: string): void {
    const { found, next } = ofTab(tabId);
    change(tabId, ({ text }) => ({ text }));
    if (found !== undefined) get().returnToTimeline(tabId);
    for (const one of [found, next]) {
      if (one === undefined) continue;
      const { callId, filterId } = one;
      rows.forget(filterId);
      void bridge.invoke('calls.stopFilter', { callId, filterId });
    }
  }
  async function begin(tabId: string, callId: string, filter: TimelineFilter): Promise<void> {
    const next = newFound(callId, filter, isFollowing(get(), tabId));
    const { filterId } = next;
    change(tabId, (now) => ({ ...now, next }));
    const result = await bridge.invoke('calls.filter', { callId, filterId, filter });
    if (result.ok || book.find(filterId) === undefined) return;
    // The filter before goes on.
    change(tabId, ({ next: _refused, ...now }) => ({ ...now, fault: result.error }));
  }
  function use(tabId: string): void {
    clearTimeout(timers.get(tabId));
    timers.delete(tabId);
    const callId = filterable(tabId);
    if (callId !== undefined) usedOn.set(tabId, callId);
    const { text, found, next = found } = ofTab(tabId);
    const { filter, fault } = understood(text);
    change(tabId, ({ fault: _before, isAside: _aside, ...now }) => ({
      ...now,
      ...(fault && { fault }),
    }));
    if (fault !== undefined) return;
    if (filter === undefined) drop(tabId);
    else if (callId !== undefined) {
      const isSame = next?.callId === callId && isEqual(next.filter, filter);
      const goesOn = isSame && !next.isStopped && next.fault === undefined;
      if (!goesOn) void begin(tabId, callId, filter);
    }
  }

  return {
    setFilterText(tabId, typed) {
      const text = typed.slice(0, longestQuery);
      clearTimeout(timers.get(tabId));
      change(tabId, (filter) => ({ ...filter, text }));
      if (text.trim() === '') return use(tabId);
      // Whoever looks for something wants to see it.
      get().setCountOnly(tabId, false);
      timers.set(
        tabId,
        setTimeout(() => use(tabId), settledMs),
      );
    },
    applyFilter: use,
    stopFilter(tabId) {
      const found = foundOf(get(), tabId);
      if (found === undefined || found.isDone) return;
      const { callId, filterId } = found;
      book.changeFound(filterId, (now) => ({ ...now, isStopped: true }));
      void bridge.invoke('calls.stopFilter', { callId, filterId, keepsFound: true });
    },
    followFilter(tabId) {
      if (ofTab(tabId).text === '' || timers.has(tabId)) return;
      if (usedOn.get(tabId) !== filterable(tabId)) use(tabId);
    },
    foundMore(news) {
      const near = rows.wanted(news.filterId);
      book.changeFound(news.filterId, (found, tabId) =>
        found.isStopped ? found : withNews(found, news, near, book.selectedIn(tabId)),
      );
    },
    forgetMatches(callId) {
      for (const [tabId, { found, next }] of Object.entries(get().filters)) {
        if (found?.callId !== callId && next?.callId !== callId) continue;
        if (found !== undefined) rows.forget(found.filterId);
        change(tabId, ({ text }) => ({ text }));
      }
    },
  };
}

function understood(text: string): Pick<TabFilter, 'fault'> & { readonly filter?: TimelineFilter } {
  try {
    const filter = parseTimelineQuery(text);
    return filter === undefined ? {} : { filter };
  } catch (error) {
    if (error instanceof Failure) return { fault: error.error satisfies AppError };
    throw error;
  }
}

/** Both are made by the same parser, which keeps an order. */
function isEqual(one: TimelineFilter, other: TimelineFilter): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
