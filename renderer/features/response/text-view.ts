import type { TextFound, TextInfo, TextMatch, TextRow } from '#app/contract/message-text.ts';
import type { AppError } from '#app/contract/result.ts';
import type { RowRange } from './row-cache.ts';

/** What is looked for in a text, and what came of it so far. */
interface TextSearch {
  readonly findId: string;
  readonly words: string;
  readonly isCaseSensitive: boolean;
  readonly matches: number;
  readonly isMore: boolean;
  readonly isDone: boolean;
  readonly match: TextMatch | undefined;
}

/** The text of a large message as far as the window has it: what is on the screen. */
export interface TextView {
  readonly callId: string;
  readonly seq: number;
  /** `null` until the engine has begun it. */
  readonly info: TextInfo | null;
  /** By their numbers, of {@link revision}. Bounded, however long the text. */
  readonly rows: ReadonlyMap<number, TextRow>;
  readonly revision: number;
  /** `null` while the find line is closed. */
  readonly search: TextSearch | null;
  /** What went wrong with what was asked, not with the text. */
  readonly error?: AppError;
}

/** Rows held around those in view. */
const heldAround = 400;

export function newTextView(callId: string, seq: number): TextView {
  return { callId, seq, info: null, rows: new Map(), revision: 0, search: null };
}

/** The view with rows that came, without those that are far from what is in view. */
export function withTextRows(
  view: TextView,
  revision: number,
  from: number,
  came: readonly TextRow[],
  near: RowRange,
): TextView {
  if (revision < view.revision) return view;
  const before = revision === view.revision ? view.rows : [];
  const all = [...before, ...came.map((row, index) => [from + index, row] as const)];
  const rows = new Map(
    all.filter(([row]) => row >= near.from - heldAround && row <= near.to + heldAround),
  );
  return { ...view, rows, revision };
}

/** What to ask for so that a range and some around it is held; `undefined` when it is. */
export function missingTextRows(
  { rows, info, revision }: TextView,
  { from, to }: RowRange,
): { readonly from: number; readonly count: number } | undefined {
  if (info === null) return undefined;
  const end = Math.min(to + 1, info.rows);
  const isStale = info.revision !== revision;
  let missing = from;
  while (!isStale && missing < end && rows.has(missing)) missing += 1;
  if (missing >= end) return undefined;
  const first = Math.max(0, missing - margin);
  return { from: first, count: Math.min(mostAtOnce, end + margin - first) };
}

const margin = 60;
const mostAtOnce = 300;

export function withFound(
  view: TextView,
  { findId, matches, isMore, isDone }: TextFound,
): TextView {
  const { search } = view;
  if (search?.findId !== findId) return view;
  return { ...view, search: { ...search, matches, isMore, isDone } };
}
