import type { FoundNews, TimelineFilter } from '#app/contract/call-filter.ts';
import type { AppError } from '#app/contract/result.ts';
import type { RevealedRow } from '#renderer/ui/TimelineList.tsx';
import { foundWords } from './found-text.ts';
import {
  type PlacedRows,
  placedFrom,
  type RowCache,
  type RowRange,
  withRows,
} from './row-cache.ts';

/** What the filter of a tab's timeline is, and what it gave. */
export interface TabFilter {
  /** As typed. */
  readonly text: string;
  /** What of it is not understood, or why nothing can be found by it. */
  readonly fault?: AppError;
  /** By the last text that was understood, while the tab shows a stream. */
  readonly found?: Found;
  /** What takes its place as soon as there is something to be told of it: nothing flickers while one types. */
  readonly next?: Found;
  /** All events are shown for now; what is found waits to be come back to. */
  readonly isAside?: true;
}

/** The events of a call that a filter has found so far. Only what is on the screen is held here. */
export interface Found {
  readonly callId: string;
  readonly filterId: string;
  readonly filter: TimelineFilter;
  /** Events looked at, of those in the timeline. */
  readonly looked: number;
  readonly of: number;
  readonly matches: number;
  /** All of an ended call was looked at. */
  readonly isDone: boolean;
  /** A person has stopped it. */
  readonly isStopped: boolean;
  readonly fault?: string;
  /** By the how many-th match they are. */
  readonly rows: RowCache;
  readonly following: boolean;
  /** The selected match. */
  readonly at: number | null;
  readonly reveal?: RevealedRow;
  /** What is read aloud: once it has caught up, and once it is over, not with each match. */
  readonly words: string;
}

export function newFound(callId: string, filter: TimelineFilter, following: boolean): Found {
  return {
    callId,
    filterId: crypto.randomUUID(),
    filter,
    looked: 0,
    of: 0,
    matches: 0,
    isDone: false,
    isStopped: false,
    rows: new Map(),
    following,
    at: null,
    words: '',
  };
}

/** The same after news of it. `selected` is the `seq` of the event that is looked at. */
export function withNews(
  found: Found,
  { looked, of, matches, newest, isDone, fault }: FoundNews,
  near: RowRange | undefined,
  selected: number | null,
): Found {
  // With types that are known since, it has begun anew: other events are the same how many-th match.
  const isAnew = looked < found.looked || matches < found.matches;
  const now = {
    ...(isAnew ? { ...found, rows: new Map(), at: null } : found),
    looked,
    of,
    matches,
    isDone,
    ...(fault !== undefined && { fault }),
  };
  const told = withMatches(now, placedFrom(matches - newest.length, newest), near, selected);
  const hasCaughtUp = looked >= of && found.words === '';
  return isDone || hasCaughtUp || fault !== undefined ? { ...told, words: foundWords(told) } : told;
}

/** The same with more of its rows. */
export function withMatches(
  found: Found,
  rows: PlacedRows,
  near: RowRange | undefined,
  selected: number | null,
): Found {
  const at = found.at ?? rows.find(([, { seq }]) => seq === selected)?.[0] ?? null;
  return { ...found, rows: withRows(found.rows, rows, near), at };
}
