import type { AppError } from '#app/contract/result.ts';
import type { FolderSettings, Revision, Workspace } from '#app/contract/workspace.ts';
import { folderAt, itemName } from '#app/core/workspace/items.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

/** What a person changed of a folder's settings, and the file that they began with. */
export interface FolderDraft {
  readonly settings: FolderSettings;
  readonly revision: Revision;
}

/** Settings of folders and of the workspace (the empty path), while they are edited. */
export interface FolderDrafts {
  /** By path: those with unsaved edits. */
  readonly folderDrafts: { readonly [path: string]: FolderDraft };
  /** By path: why the last save wrote nothing. */
  readonly folderFaults: { readonly [path: string]: AppError };

  editFolder(path: string, settings: FolderSettings): void;
  saveFolder(path: string): Promise<void>;
  /** The edits win over what the file has become. */
  keepFolder(path: string): Promise<void>;
  /** What was edited the last time, unless somebody was quicker. */
  restoreFolderDrafts(drafts: readonly (FolderDraft & { readonly path: string })[]): void;
  /** The edits are given up. */
  discardFolder(path: string): void;
}

/** What `duplex.yaml` (the empty path) or a folder's `folder.yaml` says now. */
export function folderNow(workspace: Workspace | null, path: string): FolderDraft | undefined {
  if (workspace === null) return undefined;
  return path === '' ? workspace : folderAt(workspace, path);
}

function changedMeanwhile(path: string): AppError {
  const file = path === '' ? 'duplex.yaml' : `${path}/folder.yaml`;
  return {
    code: 'usage',
    message: `${file} is not as it was when you began: nothing was written`,
    hint: 'What you typed is kept here',
  };
}

export function createFolderDrafts({ set, get, bridge }: SliceTools): FolderDrafts {
  function put(path: string, draft: FolderDraft | undefined, fault?: AppError): void {
    const { [path]: _before, ...drafts } = get().folderDrafts;
    const { [path]: _mended, ...faults } = get().folderFaults;
    set({
      folderDrafts: draft === undefined ? drafts : { ...drafts, [path]: draft },
      folderFaults: fault === undefined ? faults : { ...faults, [path]: fault },
    });
  }

  /** Whose settings are being written: once at a time, each over what was there. */
  const saving = new Set<string>();

  async function saveFolder(path: string): Promise<void> {
    const draft = get().folderDrafts[path];
    if (draft === undefined || saving.has(path)) return;
    saving.add(path);
    const result = await bridge.invoke('workspace.saveFolder', { path, ...draft });
    saving.delete(path);
    const typed = get().folderDrafts[path];
    if (!result.ok) return put(path, typed, result.error);
    const { state, revision } = result.value;
    if (state === 'conflict') {
      get().say(
        `Not saved: decide first about ${path === '' ? 'the workspace' : itemName(path)} on the disk`,
      );
      return put(path, typed, changedMeanwhile(path));
    }
    // What was typed meanwhile is not saved yet.
    put(path, typed === draft || typed === undefined ? undefined : { ...typed, revision });
    get().say(`Saved the settings of ${path === '' ? 'the workspace' : itemName(path)}`);
  }

  return {
    folderDrafts: {},
    folderFaults: {},
    editFolder(path, settings) {
      const begun = get().folderDrafts[path] ?? folderNow(get().workspace, path);
      if (begun !== undefined) put(path, { settings, revision: begun.revision });
    },
    restoreFolderDrafts: (drafts) =>
      set(({ folderDrafts }) => ({
        folderDrafts: {
          ...Object.fromEntries(
            drafts.map(({ path, settings, revision }) => [path, { settings, revision }]),
          ),
          ...folderDrafts,
        },
      })),
    saveFolder,
    async keepFolder(path) {
      const draft = get().folderDrafts[path];
      const now = folderNow(get().workspace, path);
      if (draft === undefined || now === undefined) return;
      put(path, { ...draft, revision: now.revision });
      await saveFolder(path);
    },
    discardFolder: (path) => put(path, undefined),
  };
}
