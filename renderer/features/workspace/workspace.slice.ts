import type { Workspace } from '#app/contract/workspace.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

export interface WorkspaceSlice {
  /** `null` until the main process has told it. */
  readonly workspace: Workspace | null;

  /** Asks which workspace this window has. */
  loadWorkspace(): Promise<void>;
  workspaceChanged(workspace: Workspace): void;
}

export function createWorkspaceSlice({ set, get, bridge }: SliceTools): WorkspaceSlice {
  return {
    workspace: null,
    async loadWorkspace() {
      const result = await bridge.invoke('workspace.current', {});
      if (result.ok) get().workspaceChanged(result.value);
      else get().appFaulted(result.error);
    },
    workspaceChanged: (workspace) => set({ workspace }),
  };
}
