import type { FolderItem, WorkspaceItem } from '#app/contract/workspace.ts';
import { byKindAndName } from './item-names.ts';

/**
 * The shortest order that shows the items like this: those that would follow by name anyway are not in
 * it, so that what others add conflicts with nothing.
 */
export function shortestOrder(
  shown: readonly Pick<WorkspaceItem, 'kind' | 'name'>[],
): readonly string[] {
  let length = Math.max(0, shown.length - 1);
  const follows = (at: number): boolean => {
    const [before, after] = [shown[at - 1], shown[at]];
    return before !== undefined && after !== undefined && byKindAndName(before, after) <= 0;
  };
  while (length > 0 && follows(length)) length -= 1;
  return shown.slice(0, length).map(({ name }) => name);
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
