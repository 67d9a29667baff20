import type { WorkspaceItem } from '#app/contract/workspace.ts';
import { collections, folderOf, isWithin } from '#app/core/workspace/items.ts';
import type { ItemRow } from './item-rows.ts';

/** Where a dragged item would go. */
export interface DragPlace {
  readonly folder: string;
  /** Before this one of the folder's items, at its end for `null`, by its name for `undefined`. */
  readonly before: string | null | undefined;
  /** Where in the row under the pointer that is. */
  readonly at: 'above' | 'below' | 'into';
}

/**
 * Over a row, `share` of its height from its top: into a folder, or between two items. `undefined` where
 * the item cannot go. Below the last row is the end of the collections.
 */
export function dragPlace(
  rows: readonly ItemRow[],
  index: number,
  share: number,
  dragged: string,
): DragPlace | undefined {
  const row = rows[index];
  if (row === undefined) return { folder: collections, before: undefined, at: 'into' };
  const { item } = row;
  if (isWithin(item.path, dragged)) return undefined;
  if (isInto(item, row, share)) return { folder: item.path, before: undefined, at: 'into' };
  const folder = folderOf(item.path);
  const isAbove = share < 0.5;
  const before = isAbove ? item.path : nextSibling(rows, index);
  // It is there already.
  if (before === dragged) return undefined;
  return { folder, before, at: isAbove ? 'above' : 'below' };
}

/** The lower edge of an open folder is its first item's place, and so in it. */
function isInto({ kind }: WorkspaceItem, { expanded }: ItemRow, share: number): boolean {
  if (kind !== 'folder') return false;
  return share >= 0.25 && (share <= 0.75 || expanded === true);
}

function nextSibling(rows: readonly ItemRow[], index: number): string | null {
  const above = rows[index]?.key ?? '';
  const next = rows.slice(index + 1).find(({ key }) => !isWithin(key, above));
  return next !== undefined && folderOf(next.key) === folderOf(above) ? next.key : null;
}
