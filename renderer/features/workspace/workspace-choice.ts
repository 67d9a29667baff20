import type { AppError } from '#app/contract/result.ts';
import { itemName } from '#app/core/workspace/items.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

/** Which workspace a window has. */
export interface WorkspaceChoice {
  /** Folders of workspaces to choose from, the last one first; `null` while nobody is asked. */
  readonly recentWorkspaces: readonly string[] | null;

  /** Asks which workspace to open. */
  askForWorkspace(): Promise<void>;
  stopAskingForWorkspace(): void;
  /** Opens the workspace in a folder; answers with why not. */
  openWorkspace(folder: string, where: 'here' | 'new-window'): Promise<AppError | undefined>;
}

export function createWorkspaceChoice({ set, get, bridge }: SliceTools): WorkspaceChoice {
  return {
    recentWorkspaces: null,
    async askForWorkspace() {
      const result = await bridge.invoke('workspace.recent', {});
      set({ recentWorkspaces: result.ok ? result.value : [] });
    },
    stopAskingForWorkspace: () => set({ recentWorkspaces: null }),
    async openWorkspace(folder, where) {
      if (where === 'new-window') {
        const opened = await bridge.invoke('window.open', { workspace: folder });
        if (!opened.ok) return opened.error;
      } else {
        const { folderDrafts, environmentDrafts } = get();
        const [unsaved] = [...[...folderDrafts.keys()].map(titleOf), ...environmentDrafts.keys()];
        if (unsaved !== undefined) return notSaved(unsaved);
        const opened = await bridge.invoke('workspace.open', { folder });
        if (!opened.ok) return opened.error;
        if (opened.value.folder !== get().workspace?.folder) {
          // Saved requests come back with their workspace; what is not saved stays.
          const before = get().workspace?.folder;
          if (before !== undefined) get().setAside(before);
          get().forgetFiles();
          get().takeUp(opened.value.folder);
          set({ deleted: [], itemQuestion: null, savedQuery: '' });
        }
        get().workspaceChanged(opened.value);
      }
      set({ recentWorkspaces: null });
      return undefined;
    },
  };
}

function titleOf(path: string): string {
  return path === '' ? 'the workspace' : itemName(path);
}

/** They are settings of this workspace, and would be lost. */
function notSaved(title: string): AppError {
  return {
    code: 'usage',
    message: `What was changed of ${title} is not saved yet`,
    hint: 'Save or discard them first, or open the other workspace in a new window',
  };
}
