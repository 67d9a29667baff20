import type { AppError, Result } from '#app/contract/result.ts';
import type { DeletedItem, WorkspaceMove } from '#app/contract/workspace.ts';
import { deletedWith } from '#app/core/workspace/deleted.ts';
import { folderAt, folderOf, isWithin, itemAt } from '#app/core/workspace/items.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

/**
 * What a person does with requests and folders. Where it is asked in a dialog, what went wrong is
 * given back to stand there; else it is `itemFault`.
 */
export interface ItemChanges {
  /** Oldest first. */
  readonly deleted: readonly DeletedItem[];
  /** Whether that is told above the tree. */
  readonly deletedShown: boolean;
  /** Why the last change was not made. */
  readonly itemFault: AppError | null;
  /** What was just made or moved: the tree takes the keyboard there once it has it. */
  readonly itemToShow: string | null;

  /** Here, in another window, or by another program: what is open of it goes with it. */
  itemMoved(moved: WorkspaceMove): void;
  createFolder(folder: string, name: string): Promise<AppError | undefined>;
  renameItem(path: string, name: string): Promise<AppError | undefined>;
  /** Before one of the folder's items, at its end for `null`, by its name for `undefined`. */
  moveItem(path: string, folder: string, before?: string | null): Promise<AppError | undefined>;
  /** The same, dropped there. */
  dropItem(path: string, folder: string, before?: string | null): Promise<void>;
  /** One place up or down in its folder. */
  moveItemBy(path: string, step: 1 | -1): Promise<void>;
  /** A copy beside it; that of a request is opened. */
  duplicateItem(path: string): Promise<void>;
  deleteItem(path: string): Promise<void>;
  /** Brings back what was deleted last, or what held a path. */
  undoDelete(path?: string): Promise<void>;
  /** The tree has taken the keyboard to it. */
  itemShown(): void;
  dismissDeleted(): void;
  /** A change was made after the one that was not, or the person has read why. */
  dismissItemFault(): void;
}

export function createItemChanges({ set, get, bridge }: SliceTools): ItemChanges {
  function follow(from: string, to: string): void {
    get().tabsMoved(from, to);
    get().foldersMoved(from, to);
  }

  /** Tabs go where their files went before anything compares the two. */
  function moved(from: string, asked: () => Promise<Result<string>>) {
    return get().whileWriting(async () => {
      const result = await asked();
      if (!result.ok) return result.error;
      get().dismissItemFault();
      follow(from, result.value);
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
    deletedShown: false,
    itemFault: null,
    itemToShow: null,
    itemMoved({ folder, from, to }) {
      if (folder === get().workspace?.folder) follow(from, to);
    },
    async createFolder(folder, name) {
      const result = await bridge.invoke('workspace.createFolder', { folder, name });
      if (!result.ok) return result.error;
      get().dismissItemFault();
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
      if (!result.ok) return;
      if (itemAt(get().workspace, path)?.kind === 'request') await get().openSaved(result.value);
      set({ itemToShow: result.value });
    },
    // Whoever has it open knows by then that it was this person.
    deleteItem: (path) =>
      get().whileWriting(async () => {
        const result = await bridge.invoke('workspace.delete', { path });
        told(result.ok ? undefined : result.error);
        if (!result.ok) return;
        const { undo } = result.value;
        const others = get().deleted.filter((one) => one.undo !== undo);
        set({ deleted: [...others, { undo, path }], deletedShown: true });
      }),
    async undoDelete(path) {
      const { deleted } = get();
      const one = path === undefined ? deleted.at(-1) : deletedWith(deleted, path);
      if (one === undefined) return;
      set({ deleted: deleted.filter((other) => other !== one) });
      const result = await bridge.invoke('workspace.undelete', { undo: one.undo });
      told(result.ok ? undefined : result.error);
      if (result.ok) set({ itemToShow: result.value });
    },
    itemShown: () => set({ itemToShow: null }),
    dismissDeleted: () => set({ deletedShown: false }),
    dismissItemFault: () => told(undefined),
  };
}
