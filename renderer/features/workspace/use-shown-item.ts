import { useEffect, useRef } from 'react';
import { afterDialog } from '#renderer/shell/after-dialog.ts';
import { foldersAbove, type ItemRow } from './item-rows.ts';

interface Shown {
  readonly rows: readonly ItemRow[];
  /** The current request: shown once for each that becomes current. */
  readonly current: string | undefined;
  /** What the keyboard is to go to, once it is there. */
  readonly wanted: string | null;
  readonly expand: (folders: readonly string[]) => void;
  readonly show: (row: ItemRow, index: number) => void;
  readonly focus: (row: ItemRow, index: number) => void;
}

/** Shows where an item is: the current one in view, a wanted one with the keyboard on it. */
export function useShownItem({ rows, current, wanted, expand, show, focus }: Shown) {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    const wish = wanted ?? (shown.current === current ? undefined : current);
    if (wish === undefined) return;
    const index = rows.findIndex(({ key }) => key === wish);
    const row = rows[index];
    if (row === undefined) {
      const above = new Set(foldersAbove(wish));
      if (rows.some(({ key, expanded }) => expanded === false && above.has(key)))
        expand([...above]);
    } else if (wanted === null) {
      shown.current = current;
      show(row, index);
    } else {
      // A dialog that asked for it gives the keyboard back first.
      afterDialog(() => focus(row, index));
    }
  });
}
