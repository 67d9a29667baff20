import type { Session } from '#app/contract/session.ts';
import type { EnvironmentContent, FolderSettings } from '#app/contract/workspace.ts';
import type { FileDraft } from '#app/core/workspace/file-draft.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

/** Edits of a workspace's settings that are not saved. */
export interface UnsavedSettings {
  readonly folders: ReadonlyMap<string, FileDraft<FolderSettings>>;
  readonly environments: ReadonlyMap<string, FileDraft<EnvironmentContent>>;
}

/** Edits of the settings of workspaces that the window does not have now: they come back with theirs. */
export interface DraftsAside {
  /** By the workspace's folder. */
  readonly draftsAside: ReadonlyMap<string, UnsavedSettings>;

  /** The window gets another workspace than the one in this folder. */
  setDraftsAside(folder: string): void;
  /** The window has this workspace again. */
  takeUpDrafts(folder: string): void;
  /** What was aside the last time. */
  restoreDraftsAside(folder: string, kept: Pick<Session, 'folders' | 'environments'>): void;
}

/** What is edited as a session has kept it. */
function unsavedSettings({
  folders = [],
  environments = [],
}: Pick<Session, 'folders' | 'environments'>): UnsavedSettings {
  return {
    folders: new Map(
      folders.map(({ path, settings: content, base = {}, revision }) => [
        path,
        { content, base, revision },
      ]),
    ),
    environments: new Map(
      environments.map(({ name, content, base = noVariables, revision }) => [
        name,
        { content, base, revision },
      ]),
    ),
  };
}

const noVariables = { variables: [], secrets: [] };

export function createDraftsAside({ set, get }: SliceTools): DraftsAside {
  function put(folder: string, unsaved: UnsavedSettings): void {
    if (unsaved.folders.size === 0 && unsaved.environments.size === 0) return;
    set({ draftsAside: new Map(get().draftsAside).set(folder, unsaved) });
  }

  return {
    draftsAside: new Map(),
    setDraftsAside(folder) {
      const { folderDrafts, environmentDrafts } = get();
      put(folder, { folders: folderDrafts, environments: environmentDrafts });
      set({ folderDrafts: new Map(), folderFaults: new Map(), foldersDiscarded: new Map() });
      set({
        environmentDrafts: new Map(),
        environmentFaults: new Map(),
        environmentsDiscarded: new Map(),
      });
    },
    takeUpDrafts(folder) {
      const draftsAside = new Map(get().draftsAside);
      const back = draftsAside.get(folder);
      if (back === undefined) return;
      draftsAside.delete(folder);
      set({ draftsAside });
      get().restoreFolderDrafts(back.folders);
      get().restoreEnvironmentDrafts(back.environments);
    },
    restoreDraftsAside: (folder, kept) => put(folder, unsavedSettings(kept)),
  };
}
