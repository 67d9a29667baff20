import type {
  FolderItem,
  Workspace,
  WorkspaceItem,
  WorkspaceMatch,
} from '#app/contract/workspace.ts';
import { folderOf, itemAt } from '#app/core/workspace/items.ts';

/** Where it was found, and by what. */
export type SoughtMatch = WorkspaceMatch & { readonly query: string };

/** One line of the tree of saved requests, as drawn. */
export interface ItemRow {
  /** The item's path. */
  readonly key: string;
  readonly item: WorkspaceItem;
  /** From 1. */
  readonly level: number;
  /** From 1, among its siblings. */
  readonly position: number;
  readonly siblings: number;
  /** Of a folder. */
  readonly expanded?: boolean;
  readonly parent?: string;
  /** Of what was looked for: where it was found. */
  readonly match?: SoughtMatch;
}

/** With more folders than this they start collapsed. */
const expandedAtFirst = 20;

/** What a person did to folders, by path; the others are as they start. */
export type Toggled = ReadonlyMap<string, boolean>;

/** Whether the folders of a workspace start expanded. */
export function startExpanded({ collections }: Workspace): boolean {
  return countFolders(collections, expandedAtFirst + 2) <= expandedAtFirst + 1;
}

/** The tree as a list. `atFirst` says how folders are that nobody has touched. */
export function itemRows(
  { collections }: Workspace,
  toggled: Toggled,
  atFirst: boolean,
): readonly ItemRow[] {
  const rows: ItemRow[] = [];
  function add(folder: FolderItem, level: number): void {
    for (const [index, item] of folder.items.entries()) {
      const expanded = item.kind === 'folder' && (toggled.get(item.path) ?? atFirst);
      rows.push({
        key: item.path,
        item,
        level,
        position: index + 1,
        siblings: folder.items.length,
        ...(item.kind === 'folder' && { expanded }),
        ...(level > 1 && { parent: folder.path }),
      });
      if (item.kind === 'folder' && expanded) add(item, level + 1);
    }
  }
  add(collections, 1);
  return rows;
}

/** What was found, as a flat list, best first. */
export function matchRows(
  workspace: Workspace,
  matches: readonly WorkspaceMatch[],
  query: string,
): readonly ItemRow[] {
  const found = matches.flatMap((match) => {
    const item = itemAt(workspace, match.path);
    return item === undefined ? [] : [{ item, match }];
  });
  return found.map(({ item, match }, index) => ({
    key: item.path,
    item,
    level: 1,
    position: index + 1,
    siblings: found.length,
    match: { ...match, query },
  }));
}

/** Folders to be expanded for an item to be in the tree, the outermost first. */
export function foldersAbove(path: string): readonly string[] {
  const above: string[] = [];
  for (let folder = folderOf(path); folder.includes('/'); folder = folderOf(folder))
    above.unshift(folder);
  return above;
}

/** Folders in the tree; counted no further than `most`. */
function countFolders(folder: FolderItem, most: number): number {
  let count = 1;
  for (const item of folder.items) {
    if (count >= most) return count;
    if (item.kind === 'folder') count += countFolders(item, most - count);
  }
  return count;
}
