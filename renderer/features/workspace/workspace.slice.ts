import type { AppError, Result } from '#app/contract/result.ts';
import type { Session } from '#app/contract/session.ts';
import type {
  FileExcerpt,
  OpenedRequest,
  Workspace,
  WorkspaceMatches,
} from '#app/contract/workspace.ts';
import { ofCollections } from '#app/core/workspace/deleted.ts';
import { collections } from '#app/core/workspace/items.ts';
import { inheritedOfTab } from '#renderer/features/environment/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { createDraftsAside, type DraftsAside } from './drafts-aside.ts';
import { createFolderDrafts, type FolderDrafts } from './folder-drafts.ts';
import { createItemChanges, type ItemChanges } from './item-changes.ts';
import { createWorkspaceChoice, type WorkspaceChoice } from './workspace-choice.ts';

/** What a person is asked about requests and folders. */
type ItemQuestion =
  | { readonly about: 'new-folder'; readonly folder: string }
  | { readonly about: 'rename'; readonly path: string }
  | { readonly about: 'move'; readonly path: string };

export interface WorkspaceSlice extends ItemChanges, FolderDrafts, DraftsAside, WorkspaceChoice {
  /** `null` until the main process has told it. */
  readonly workspace: Workspace | null;
  /** Folder of the one that the window had the last time. */
  readonly workspaceBefore: string | null;
  /** Why there is none. */
  readonly workspaceFault: AppError | null;
  readonly collectionsShown: boolean;
  /** What is looked for in the saved requests. */
  readonly savedQuery: string;
  /** The item that the keyboard is on. */
  readonly itemInTree: string | null;
  readonly itemQuestion: ItemQuestion | null;
  /** Where the last request was saved, or the next is meant to be. */
  readonly lastFolder: string;

  /** Asks which workspace this window has; what was kept of another one stays with that. */
  loadWorkspace(kept?: Pick<Session, 'workspace' | 'folders' | 'environments'>): Promise<void>;
  workspaceChanged(workspace: Workspace): void;
  /** A saved request as its file has it now. */
  /** The lines around one of a file. */
  excerptOf(path: string, line: number): Promise<Result<FileExcerpt>>;
  /** Shows a file where the system shows files. */
  showFile(path: string): Promise<void>;
  readSaved(path: string): Promise<Result<OpenedRequest>>;
  showCollections(shown: boolean): void;
  setSavedQuery(query: string): void;
  searchSaved(query: string): Promise<Result<WorkspaceMatches>>;
  /** The keyboard has come to an item, or has left them. */
  itemFocused(path: string | null): void;
  askAboutItem(question: ItemQuestion): void;
  closeItemQuestion(): void;
  /** The next request is meant for this folder. */
  meanFolder(folder: string): void;
}

export function createWorkspaceSlice(tools: SliceTools): WorkspaceSlice {
  const { set, get, bridge } = tools;
  return {
    workspace: null,
    workspaceBefore: null,
    workspaceFault: null,
    collectionsShown: true,
    savedQuery: '',
    itemInTree: null,
    itemQuestion: null,
    lastFolder: collections,
    ...createItemChanges(tools),
    ...createFolderDrafts(tools),
    ...createDraftsAside(tools),
    ...createWorkspaceChoice(tools),
    async loadWorkspace(kept = {}) {
      const { workspace } = kept;
      if (workspace !== undefined) {
        set({ workspaceBefore: workspace });
        get().restoreDraftsAside(workspace, kept);
      }
      const result = await bridge.invoke('workspace.current', {});
      if (!result.ok) return set({ workspaceFault: result.error });
      const { folder } = result.value;
      if (workspace !== undefined && workspace !== folder) {
        get().setAside(workspace);
        get().forgetFiles();
        get().takeUp(folder);
      }
      get().takeUpDrafts(folder);
      get().workspaceChanged(result.value);
    },
    workspaceChanged(workspace) {
      const before = fileFaults(get());
      set({ workspace, workspaceFault: null, deleted: ofCollections(workspace.deleted) });
      // What a file kept from starting may start now.
      for (const [tabId, fault] of fileFaults(get()))
        if (fault !== before.get(tabId)) get().targetChanged(tabId);
      get().settleFolders();
      get().settleEnvironments();
      void get().followFiles();
    },
    readSaved: (path) => bridge.invoke('workspace.read', { path }),
    showCollections: (collectionsShown) => set({ collectionsShown }),
    setSavedQuery: (savedQuery) => set({ savedQuery }),
    excerptOf: (path, line) => bridge.invoke('workspace.excerpt', { path, line }),
    async showFile(path) {
      const result = await bridge.invoke('workspace.showFile', { path });
      if (!result.ok) get().appFaulted(result.error);
    },
    searchSaved: (query) => bridge.invoke('workspace.search', { query }),
    itemFocused: (itemInTree) => set({ itemInTree }),
    askAboutItem: (itemQuestion) => set({ itemQuestion }),
    closeItemQuestion: () => set({ itemQuestion: null }),
    meanFolder: (lastFolder) => set({ lastFolder }),
  };
}

/** By tab id: what is wrong with the files that have a say in its call, as far as it is known. */
function fileFaults(state: AppState): ReadonlyMap<string, string> {
  return new Map(
    state.tabs.map(({ id }) => [id, JSON.stringify(inheritedOfTab(state, id).fault) ?? '']),
  );
}
