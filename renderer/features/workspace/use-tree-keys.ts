import { type KeyboardEvent, useRef } from 'react';
import { type TreeMove, treeMove, typedTo } from '#renderer/ui/tree-move.ts';
import type { ItemRow } from './item-rows.ts';

/** Who pauses so long begins another name. */
const pauseMs = 1000;

/** What a key does in the tree; letters go to the next item whose name begins with them. */
export function useTreeKeys() {
  const before = useRef({ typed: '', at: 0 });
  return (
    rows: readonly ItemRow[],
    index: number,
    { key, ctrlKey, metaKey }: KeyboardEvent,
    pageRows: number,
  ): TreeMove => {
    if ([...key].length !== 1) return treeMove(rows, index, key, pageRows);
    if (ctrlKey || metaKey) return undefined;
    const now = performance.now();
    const { typed, at } = before.current;
    const wanted = (now - at < pauseMs ? typed : '') + key;
    before.current = { typed: wanted, at: now };
    const names = rows.map(({ item }) => item.name);
    return typedTo(names, index, wanted);
  };
}
