import { useEffect, useRef } from 'react';
import { foldersAbove, type ItemRow } from './item-rows.ts';

/** Shows where the current request is, once for each that becomes current. */
export function useShownItem(
  rows: readonly ItemRow[],
  current: string | undefined,
  show: (item: { readonly expand: readonly string[] } | { readonly index: number }) => void,
) {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (current === undefined || shown.current === current || rows.length === 0) return;
    const index = rows.findIndex(({ key }) => key === current);
    if (index !== -1) {
      shown.current = current;
      return show({ index });
    }
    const collapsed = rows
      .filter(({ key, expanded }) => expanded === false && foldersAbove(current).includes(key))
      .map(({ key }) => key);
    if (collapsed.length > 0) show({ expand: foldersAbove(current) });
  });
}
