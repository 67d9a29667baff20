import type { FolderSettings, Workspace } from '#app/contract/workspace.ts';
import type { FileNow } from './file-draft.ts';
import { fileOf } from './inherit.ts';
import { folderAt } from './items.ts';

/** What `duplex.yaml` (the empty path) or a folder's `folder.yaml` says now. */
export function folderNow(
  workspace: Workspace | null,
  path: string,
): FileNow<FolderSettings> | undefined {
  if (workspace === null) return undefined;
  const file = path === '' ? workspace : folderAt(workspace, path);
  if (file === undefined) return undefined;
  const { settings: content, revision } = file;
  const fault =
    'fault' in file ? file.fault : workspace.faults.find((one) => one.path === fileOf(path));
  return { content, revision, ...(fault && { fault }) };
}
