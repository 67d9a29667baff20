import type { FolderItem, Workspace, WorkspaceItem } from '#app/contract/workspace.ts';

/** Where all saved requests are. */
export const collections = 'collections';

const ending = '.request.yaml';

/** What a saved request or folder is called, by its path. */
export function itemName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.endsWith(ending) ? name.slice(0, -ending.length) : name;
}

/** The folder that holds a request or folder. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Whether a path is that of the item, or lies in it. */
export function isWithin(path: string, item: string): boolean {
  return path === item || path.startsWith(`${item}/`);
}

const byPath = new WeakMap<Workspace, ReadonlyMap<string, WorkspaceItem>>();

/** Every request and folder, by its path. */
function itemsOf(workspace: Workspace): ReadonlyMap<string, WorkspaceItem> {
  const known = byPath.get(workspace);
  if (known !== undefined) return known;
  const made = new Map<string, WorkspaceItem>();
  const waiting: WorkspaceItem[] = [workspace.collections];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    made.set(item.path, item);
    if (item.kind === 'folder') waiting.push(...item.items);
  }
  byPath.set(workspace, made);
  return made;
}

/** A request or folder of the workspace; `undefined` where there is none. */
export function itemAt(workspace: Workspace | null, path: string): WorkspaceItem | undefined {
  return workspace === null ? undefined : itemsOf(workspace).get(path);
}

/** The folder of that path, `undefined` where there is none. */
export function folderAt(workspace: Workspace | null, path: string): FolderItem | undefined {
  const item = itemAt(workspace, path);
  return item?.kind === 'folder' ? item : undefined;
}

/** Every folder's path, those within one after it, in the tree's order. */
export function folderPaths({ collections: all }: Workspace): readonly string[] {
  return pathsWithin(all);
}

function pathsWithin(folder: FolderItem): readonly string[] {
  return [
    folder.path,
    ...folder.items.flatMap((item) => (item.kind === 'folder' ? pathsWithin(item) : [])),
  ];
}

/** A folder as a person is shown it: `greetings / old`. */
export function folderTitle(path: string): string {
  const [, ...parts] = path.split('/');
  return parts.length === 0 ? 'Collections' : parts.join(' / ');
}
