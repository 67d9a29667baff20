import type { AppError } from '#app/contract/result.ts';
import type { FolderSettings } from '#app/contract/workspace.ts';
import type { FileDraft } from '#app/core/workspace/file-draft.ts';
import { folderNow } from '#app/core/workspace/folder-now.ts';
import { fileOf } from '#app/core/workspace/inherit.ts';
import { isWithin, itemName } from '#app/core/workspace/items.ts';
import { settingsFault } from '#app/core/workspace/settings-faults.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { draftedFiles } from '#renderer/store/drafted-files.ts';

/** Settings of folders and of the workspace (the empty path), while they are edited. */
export interface FolderDrafts {
  /** By path: those with unsaved edits. */
  readonly folderDrafts: ReadonlyMap<string, FileDraft<FolderSettings>>;
  /** By path: why the last save wrote nothing. */
  readonly folderFaults: ReadonlyMap<string, AppError>;
  /** By path: edits that were given up, until others are made. */
  readonly foldersDiscarded: ReadonlyMap<string, FileDraft<FolderSettings>>;

  editFolder(path: string, settings: FolderSettings): void;
  saveFolder(path: string): Promise<void>;
  /** The edits win where both changed something; it is saved when the person says so. */
  keepFolder(path: string): void;
  /** What was edited the last time, unless somebody was quicker. */
  restoreFolderDrafts(drafts: FolderDrafts['folderDrafts']): void;
  /** The edits are given up, */
  discardFolder(path: string): void;
  /** or not. */
  takeBackFolder(path: string): void;
  /** The workspace is another one. */
  settleFolders(): void;
  /** Edits go with folders that are elsewhere now. */
  foldersMoved(from: string, to: string): void;
}

export function createFolderDrafts(tools: SliceTools): FolderDrafts {
  const { set, bridge } = tools;
  const files = draftedFiles<FolderSettings>(tools, {
    edits: (state) => ({
      drafts: state.folderDrafts,
      faults: state.folderFaults,
      discarded: state.foldersDiscarded,
    }),
    put: ({ drafts, faults, discarded }) =>
      set({ folderDrafts: drafts, folderFaults: faults, foldersDiscarded: discarded }),
    now: ({ workspace }, path) => folderNow(workspace, path),
    write: (path, settings, revision) =>
      bridge.invoke('workspace.saveFolder', { path, settings, revision }),
    check: settingsFault,
    title: (path) => `the settings of ${path === '' ? 'the workspace' : itemName(path)}`,
    path: fileOf,
  });
  return {
    folderDrafts: new Map(),
    folderFaults: new Map(),
    foldersDiscarded: new Map(),
    editFolder: files.edit,
    saveFolder: files.save,
    keepFolder: files.keep,
    restoreFolderDrafts: files.restore,
    discardFolder: files.discard,
    takeBackFolder: files.takeBack,
    settleFolders: files.settle,
    foldersMoved: (from, to) =>
      files.rename((path) => (isWithin(path, from) ? to + path.slice(from.length) : path)),
  };
}
