import type { SliceTools } from '#renderer/store/app-state.ts';
import { createFilterBook } from './filter-book.ts';
import { createFiltering, type Filtering } from './filtering.ts';
import type { TabFilter } from './found.ts';
import type { RowRange } from './row-cache.ts';
import { foundOf, shownFound } from './shown-list.ts';

/** Finding events in the timelines of streams. */
export interface FilterSlice extends Filtering {
  /** By tab id; absent where nobody has filtered. */
  readonly filters: { readonly [tabId: string]: TabFilter };

  /** Sees to it that matches which come into view are there. */
  wantMatches(tabId: string, range: RowRange): void;
  /** Selects the event that is a match, by the how many-th it is. */
  selectMatch(tabId: string, place: number): void;
  /** Goes to the next match, or the one before; among all events while those are shown. */
  stepMatch(tabId: string, step: 1 | -1): void;
  followMatches(tabId: string, following: boolean): void;
  /** Shows the selected event among all others; `applyFilter` comes back to what is found. */
  goToSelected(tabId: string): void;
  /** Rows are shown in another form now. */
  renewMatches(): void;
}

export function createFilterSlice(tools: SliceTools): FilterSlice {
  const { get } = tools;
  const book = createFilterBook(tools);
  const { changeFound, rows } = book;

  return {
    filters: {},
    ...createFiltering(tools, book),
    wantMatches(tabId, range) {
      const found = shownFound(get(), tabId);
      if (found !== undefined) rows.want(found.filterId, range);
    },
    selectMatch(tabId, place) {
      const { filterId, rows: held } = foundOf(get(), tabId) ?? {};
      if (filterId === undefined) return;
      changeFound(filterId, (now) => ({ ...now, at: place }));
      const row = held?.get(place);
      if (row !== undefined) book.selectEvent(tabId, row.seq);
      // Its event is selected once it is there.
      else rows.want(filterId, { from: place, to: place });
    },
    stepMatch(tabId, step) {
      const found = foundOf(get(), tabId);
      // What is in view is about to be another list.
      const isGoing = book.ofTab(tabId).next !== undefined;
      if (found === undefined || isGoing || found.matches === 0) return;
      const from = found.at ?? (step === 1 ? -1 : found.matches);
      const place = Math.min(Math.max(0, from + step), found.matches - 1);
      changeFound(found.filterId, (now) => ({ ...now, reveal: { row: place } }));
      get().selectMatch(tabId, place);
    },
    followMatches(tabId, following) {
      const found = shownFound(get(), tabId);
      if (found === undefined || found.following === following) return;
      changeFound(found.filterId, (now) => ({ ...now, following }));
    },
    goToSelected(tabId) {
      if (book.selectedIn(tabId) === null) return;
      book.change(tabId, (filter) => ({ ...filter, isAside: true }));
      get().setFollowing(tabId, false);
      get().returnToTimeline(tabId);
    },
    renewMatches() {
      for (const { found } of Object.values(get().filters)) {
        if (found !== undefined) void rows.renew(found.filterId);
      }
    },
  };
}
