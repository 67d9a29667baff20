import { useState } from 'react';

/** Rows that are selected, from where it began to where one is. */
export interface RowSelection {
  readonly anchor: number;
  readonly head: number;
}

export interface RowSelecting {
  readonly selection: RowSelection | undefined;
  /** Goes to a row; with `extends`, what is between is selected too. */
  readonly goTo: (row: number, isExtending: boolean) => void;
  readonly selectAll: (count: number) => void;
}

export function useRowSelection(): RowSelecting {
  const [selection, setSelection] = useState<RowSelection | undefined>();
  return {
    selection,
    goTo: (row, isExtending) =>
      setSelection((before) => ({
        anchor: isExtending ? (before?.anchor ?? row) : row,
        head: row,
      })),
    selectAll: (count) => setSelection({ anchor: 0, head: count - 1 }),
  };
}

/** The rows of a selection: the first and how many. */
export function rowsOf({ anchor, head }: RowSelection): { from: number; count: number } {
  return { from: Math.min(anchor, head), count: Math.abs(anchor - head) + 1 };
}

export function isSelected(selection: RowSelection | undefined, row: number): boolean {
  if (selection === undefined) return false;
  const { from, count } = rowsOf(selection);
  return row >= from && row < from + count;
}
