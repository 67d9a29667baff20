import type { AppError } from '#app/contract/result.ts';
import type { RecentWorkspace } from '#app/contract/workspace.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

/** Which workspace a window has. */
export interface WorkspaceChoice {
  /** Workspaces to choose from, the last one first; `null` while nobody is asked. */
  readonly recentWorkspaces: readonly RecentWorkspace[] | null;

  /** Asks which workspace to open. */
  askForWorkspace(): Promise<void>;
  stopAskingForWorkspace(): void;
  /** Opens the workspace in a folder; answers with why not. */
  openWorkspace(folder: string, where: 'here' | 'new-window'): Promise<AppError | undefined>;
  /** Whether the folder of a new one is asked for. */
  readonly isNewWorkspaceAsked: boolean;
  askForNewWorkspace(): void;
  /** Begins a workspace in an empty folder and opens it; answers with why not. */
  createWorkspace(folder: string): Promise<AppError | undefined>;
  /** Puts the schemas of its files into the workspace. */
  addEditorFiles(): Promise<void>;
  /** Opens one that was chosen in the menu. */
  openChosen(folder: string): Promise<void>;
}

export function createWorkspaceChoice({ set, get, bridge }: SliceTools): WorkspaceChoice {
  async function take(
    command: 'workspace.open' | 'workspace.create',
    folder: string,
  ): Promise<AppError | undefined> {
    const opened = await bridge.invoke(command, { folder });
    if (!opened.ok) return opened.error;
    if (opened.value.folder !== get().workspace?.folder) {
      // Saved requests, and edits of settings, come back with their workspace; what is of none stays.
      const before = get().workspace?.folder;
      if (before !== undefined) {
        get().setAside(before);
        get().setDraftsAside(before);
      }
      get().forgetFiles();
      get().takeUp(opened.value.folder);
      get().takeUpDrafts(opened.value.folder);
      set({ deletedShown: false, itemQuestion: null, itemFault: null, savedQuery: '' });
    }
    get().workspaceChanged(opened.value);
    get().stopAskingForWorkspace();
    return undefined;
  }

  return {
    recentWorkspaces: null,
    isNewWorkspaceAsked: false,
    async askForWorkspace() {
      const result = await bridge.invoke('workspace.recent', {});
      set({ recentWorkspaces: result.ok ? result.value : [] });
    },
    askForNewWorkspace: () => set({ isNewWorkspaceAsked: true }),
    stopAskingForWorkspace: () => set({ recentWorkspaces: null, isNewWorkspaceAsked: false }),
    async openWorkspace(folder, where) {
      if (where === 'here') return take('workspace.open', folder);
      const opened = await bridge.invoke('window.open', { workspace: folder });
      if (!opened.ok) return opened.error;
      set({ recentWorkspaces: null });
      return undefined;
    },
    createWorkspace: (folder) => take('workspace.create', folder),
    async addEditorFiles() {
      const result = await bridge.invoke('workspace.addEditorFiles', {});
      if (!result.ok) return get().appFaulted(result.error);
      const settings = result.value
        ? ''
        : ', and .vscode/settings.json, left as it is, has to name them';
      get().say(`The schemas are in .duplex/schemas${settings}`);
    },
    async openChosen(folder) {
      const fault = await get().openWorkspace(folder, 'here');
      if (fault !== undefined) get().appFaulted(fault);
    },
  };
}
