import type { TimelineRow } from '#app/contract/calls.ts';

/** The rows of a timeline that the window holds, by `seq`. Bounded, however long the call. */
export type RowCache = ReadonlyMap<number, TimelineRow>;

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
/** As many rows around those on the screen are asked for with them. */
const margin = 50;
/** What one `calls.rows` gives at most. */
export const mostAtOnce = 500;

/** The cache with more rows; the rows farthest from `near` make room. */
export function withRows(
  cache: RowCache,
  rows: readonly TimelineRow[],
  near: RowRange | undefined,
): RowCache {
  if (rows.length === 0) return cache;
  const next = new Map(cache);
  for (const row of rows) next.set(row.seq, row);
  return next.size <= rowsHeld ? next : pruned(next, near);
}

/** The cache with `rows` in place of all that it held `before`; what came since then stays. */
export function renewedRows(
  cache: RowCache,
  before: RowCache,
  rows: readonly TimelineRow[],
): RowCache {
  const since = [...cache].filter(([seq, row]) => before.get(seq) !== row);
  return new Map([...rows.map((row) => [row.seq, row] as const), ...since]);
}

/** What to ask for so that `wanted` and some around it is held; `undefined` when it is. */
export function missingRows(
  cache: RowCache,
  events: number,
  wanted: RowRange,
): { readonly from: number; readonly count: number } | undefined {
  if (events === 0) return undefined;
  const first = firstMissing(cache, clamp(wanted.from, events), clamp(wanted.to, events));
  if (first === undefined) return undefined;
  const from = Math.max(0, first - margin);
  const to = Math.min(events - 1, wanted.to + margin, from + mostAtOnce - 1);
  return { from, count: to - from + 1 };
}

function firstMissing(cache: RowCache, from: number, to: number): number | undefined {
  for (let seq = from; seq <= to; seq += 1) {
    if (!cache.has(seq)) return seq;
  }
  return undefined;
}

function pruned(rows: ReadonlyMap<number, TimelineRow>, near: RowRange | undefined): RowCache {
  const newest = Math.max(...rows.keys());
  const middle = near === undefined ? newest : (near.from + near.to) / 2;
  const distance = (seq: number): number =>
    seq > newest - newestHeld ? -1 : Math.abs(seq - middle);
  return new Map(
    [...rows].sort(([a], [b]) => distance(a) - distance(b)).slice(0, heldAfterPruning),
  );
}

function clamp(seq: number, events: number): number {
  return Math.max(0, Math.min(seq, events - 1));
}
