import type { TimelineRow } from '#app/contract/calls.ts';

/**
 * The rows of a list that the window holds, by their place in it: of a timeline that is their `seq`, of a
 * filter the how many-th match they are. Bounded, however long the call.
 */
export type RowCache = ReadonlyMap<number, TimelineRow>;

/** Rows with their places in the list. */
export type PlacedRows = readonly (readonly [place: number, row: TimelineRow])[];

/** Rows of a whole timeline. */
export function bySeq(rows: readonly TimelineRow[]): PlacedRows {
  return rows.map((row) => [row.seq, row]);
}

/** Rows that stand one after the other. */
export function placedFrom(first: number, rows: readonly TimelineRow[]): PlacedRows {
  return rows.map((row, index) => [first + index, row]);
}

export interface RowRange {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
}

/** More rows than this are never held. */
export const rowsHeld = 2000;
const heldAfterPruning = 1500;
/** The newest rows are always held: following the tail needs them. */
const newestHeld = 200;
/** As many rows around those on the screen are asked for with them: each costs the decoding of its message. */
const margin = 24;
/** What one question gives at most. */
export const mostAtOnce = 500;

/** The cache with more rows; the rows farthest from `near` make room. */
export function withRows(cache: RowCache, rows: PlacedRows, near: RowRange | undefined): RowCache {
  if (rows.length === 0) return cache;
  const next = new Map(cache);
  for (const [place, row] of rows) next.set(place, row);
  return next.size <= rowsHeld ? next : pruned(next, near);
}

/** The cache with `rows` in place of all that it held `before`; what came since then stays. */
export function renewedRows(cache: RowCache, before: RowCache, rows: PlacedRows): RowCache {
  const since = [...cache].filter(([place, row]) => before.get(place) !== row);
  return new Map([...rows, ...since]);
}

/** What to ask for so that `wanted` and some around it is held; `undefined` when it is. */
export function missingRows(
  cache: RowCache,
  length: number,
  wanted: RowRange,
): { readonly from: number; readonly count: number } | undefined {
  if (length === 0) return undefined;
  const first = firstMissing(cache, clamp(wanted.from, length), clamp(wanted.to, length));
  if (first === undefined) return undefined;
  let from = first;
  while (from > 0 && from > first - margin && !cache.has(from - 1)) from -= 1;
  let to = Math.min(length - 1, wanted.to + margin, from + mostAtOnce - 1);
  while (cache.has(to)) to -= 1;
  return { from, count: to - from + 1 };
}

function firstMissing(cache: RowCache, from: number, to: number): number | undefined {
  for (let place = from; place <= to; place += 1) {
    if (!cache.has(place)) return place;
  }
  return undefined;
}

function pruned(rows: ReadonlyMap<number, TimelineRow>, near: RowRange | undefined): RowCache {
  const newest = Math.max(...rows.keys());
  const middle = near === undefined ? newest : (near.from + near.to) / 2;
  const distance = (place: number): number =>
    place > newest - newestHeld ? -1 : Math.abs(place - middle);
  return new Map(
    [...rows].sort(([a], [b]) => distance(a) - distance(b)).slice(0, heldAfterPruning),
  );
}

function clamp(place: number, length: number): number {
  return Math.max(0, Math.min(place, length - 1));
}
