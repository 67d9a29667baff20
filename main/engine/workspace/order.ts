import type { FolderItem, WorkspaceItem } from '#app/contract/workspace.ts';
import { byKindAndName } from './item-names.ts';

/**
 * The order that shows the items like this: up to the last that somebody placed by hand, now or before.
 * The rest is not in it, so that what others add conflicts with nothing; nor is anything where names
 * alone show them like this.
 */
export function handOrder(
  shown: readonly Pick<WorkspaceItem, 'kind' | 'name'>[],
  placedByHand: readonly string[],
): readonly string[] {
  const isByName = shown.every((item, at) => {
    const before = shown[at - 1];
    return before === undefined || byKindAndName(before, item) <= 0;
  });
  if (isByName) return [];
  const last = shown.findLastIndex(({ name }) => placedByHand.includes(name));
  return shown.slice(0, last + 1).map(({ name }) => name);
}

/** The items of a folder with one of them before another, or at the end. */
export function placed(
  { items }: Pick<FolderItem, 'items'>,
  path: string,
  before: string | null,
): readonly WorkspaceItem[] {
  const moved = items.filter((item) => item.path === path);
  const rest = items.filter((item) => item.path !== path);
  const at = before === null ? -1 : rest.findIndex((item) => item.path === before);
  return at < 0 ? [...rest, ...moved] : rest.toSpliced(at, 0, ...moved);
}
