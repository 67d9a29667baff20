import { type DragEvent, useState } from 'react';
import { type DragPlace, dragPlace } from './drag-place.ts';
import type { ItemRow } from './item-rows.ts';

/** What a dragged item is known by: nothing else that is dragged over the tree is one. */
const itemType = 'application/x-duplex-item';

/** Items of the tree are dragged to another place in it. */
export function useItemDrag(
  rows: readonly ItemRow[],
  rowHeight: number,
  onDrop: (path: string, folder: string, before: string | null | undefined) => void,
) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [at, setAt] = useState<{ readonly index: number; readonly place: DragPlace }>();

  function placeUnder(event: DragEvent): typeof at {
    const tree = event.currentTarget.getBoundingClientRect();
    if (dragged === null) return undefined;
    const rowsDown = (event.clientY - tree.top) / rowHeight;
    const index = Math.floor(rowsDown);
    const place = dragPlace(rows, index, rowsDown - index, dragged);
    return place && { index: rows[index] === undefined ? -1 : index, place };
  }
  function end() {
    setDragged(null);
    setAt(undefined);
  }

  return {
    at,
    handlers: {
      onDragStart(event: DragEvent) {
        const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
        const path = rows[Number(row?.getAttribute('data-index') ?? -1)]?.key;
        if (path === undefined) return;
        event.dataTransfer.setData(itemType, path);
        event.dataTransfer.effectAllowed = 'move';
        setDragged(path);
      },
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes(itemType)) return;
        const next = placeUnder(event);
        if (next !== undefined) event.preventDefault();
        const isSame = next?.index === at?.index && next?.place.at === at?.place.at;
        if (!isSame) setAt(next);
      },
      onDragLeave(event: DragEvent) {
        const { relatedTarget, currentTarget } = event;
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
          setAt(undefined);
      },
      onDrop(event: DragEvent) {
        const place = placeUnder(event)?.place;
        if (dragged === null || place === undefined) return;
        event.preventDefault();
        onDrop(dragged, place.folder, place.before);
        end();
      },
      onDragEnd: end,
    },
  };
}
