import type { AppError, Result } from '#app/contract/result.ts';
import { folderAt, folderOf, isWithin, itemName } from '#app/core/workspace/items.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

/** What was deleted and can be had back. */
interface Deleted {
  readonly undo: string;
  readonly name: string;
}

/**
 * What a person does with requests and folders. Where it is asked in a dialog, what went wrong is
 * given back to stand there; else it is `itemFault`.
 */
export interface ItemChanges {
  /** Oldest first. */
  readonly deleted: readonly Deleted[];
  /** Why the last change was not made. */
  readonly itemFault: AppError | null;
  /** What was just made or moved: the tree takes the keyboard there once it has it. */
  readonly itemToShow: string | null;

  createFolder(folder: string, name: string): Promise<AppError | undefined>;
  renameItem(path: string, name: string): Promise<AppError | undefined>;
  /** Before one of the folder's items, at its end for `null`, by its name for `undefined`. */
  moveItem(path: string, folder: string, before?: string | null): Promise<AppError | undefined>;
  /** The same, dropped there. */
  dropItem(path: string, folder: string, before?: string | null): Promise<void>;
  /** One place up or down in its folder. */
  moveItemBy(path: string, step: 1 | -1): Promise<void>;
  duplicateItem(path: string): Promise<void>;
  deleteItem(path: string): Promise<void>;
  /** Brings back what was deleted last. */
  undoDelete(): Promise<void>;
  /** The tree has taken the keyboard to it. */
  itemShown(): void;
  dismissDeleted(): void;
  dismissItemFault(): void;
}

export function createItemChanges({ set, get, bridge }: SliceTools): ItemChanges {
  /** Tabs go where their files went before anything compares the two. */
  function moved(from: string, asked: () => Promise<Result<string>>) {
    return get().whileWriting(async () => {
      const result = await asked();
      if (!result.ok) return result.error;
      get().tabsMoved(from, result.value);
      get().foldersMoved(from, result.value);
      set({ itemToShow: result.value });
      const { lastFolder } = get();
      if (isWithin(lastFolder, from))
        set({ lastFolder: result.value + lastFolder.slice(from.length) });
      return undefined;
    });
  }

  function told(fault: AppError | undefined): void {
    if (fault !== undefined || get().itemFault !== null) set({ itemFault: fault ?? null });
  }

  function moveItem(path: string, folder: string, before?: string | null) {
    return moved(path, () => bridge.invoke('workspace.move', { path, folder, before }));
  }

  return {
    deleted: [],
    itemFault: null,
    itemToShow: null,
    async createFolder(folder, name) {
      const result = await bridge.invoke('workspace.createFolder', { folder, name });
      if (!result.ok) return result.error;
      set({ lastFolder: result.value, itemToShow: result.value });
      return undefined;
    },
    renameItem: (path, name) =>
      moved(path, () => bridge.invoke('workspace.rename', { path, name })),
    moveItem,
    dropItem: async (path, folder, before) => told(await moveItem(path, folder, before)),
    async moveItemBy(path, step) {
      const folder = folderOf(path);
      const items = folderAt(get().workspace, folder)?.items ?? [];
      const index = items.findIndex((item) => item.path === path);
      const next = index + step;
      if (index === -1 || items[next] === undefined) return;
      const before = items[step === 1 ? next + 1 : next]?.path ?? null;
      told(await moveItem(path, folder, before));
    },
    async duplicateItem(path) {
      const result = await bridge.invoke('workspace.duplicate', { path });
      told(result.ok ? undefined : result.error);
      if (result.ok) set({ itemToShow: result.value });
    },
    async deleteItem(path) {
      const result = await bridge.invoke('workspace.delete', { path });
      told(result.ok ? undefined : result.error);
      if (!result.ok) return;
      const { undo } = result.value;
      set(({ deleted }) => ({ deleted: [...deleted, { undo, name: itemName(path) }] }));
    },
    async undoDelete() {
      const last = get().deleted.at(-1);
      if (last === undefined) return;
      set(({ deleted }) => ({ deleted: deleted.slice(0, -1) }));
      const result = await bridge.invoke('workspace.undelete', { undo: last.undo });
      told(result.ok ? undefined : result.error);
      if (result.ok) set({ itemToShow: result.value });
    },
    itemShown: () => set({ itemToShow: null }),
    dismissDeleted: () => set({ deleted: [] }),
    dismissItemFault: () => set({ itemFault: null }),
  };
}
