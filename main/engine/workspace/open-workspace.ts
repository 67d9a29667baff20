import { resolve } from 'node:path';
import type { Workspace } from '#app/contract/workspace.ts';
import { FolderWorkspace } from './folder-workspace.ts';
import { LocalState } from './local-state.ts';
import type { Moved } from './moved-files.ts';

export interface OpenWorkspaceOptions {
  /** `DUPLEX_HOME`: what is this person's alone is kept there. */
  readonly home: string;
  /** Hears of the workspace whenever it is another than it was; without it, nothing is watched. */
  readonly onChange?: (workspace: Workspace) => void;
  /** Hears before that what has another path now: a request, a folder or an environment. */
  readonly onMove?: (moved: Moved) => void;
  /** What `{{env.NAME}}` stands for before `.env` does; without it, the process's environment. */
  readonly environment?: NodeJS.ProcessEnv;
  /** For this time the person trusts the workspace, whatever was decided. */
  readonly trusted?: boolean;
}

/**
 * Opens the workspace in a folder, and reads all of it but the bodies of its requests. A file that
 * cannot be understood is told in it. Whoever opened it closes it.
 */
export async function openWorkspace(
  folder: string,
  {
    home,
    onChange,
    onMove = () => {},
    environment = process.env,
    trusted = false,
  }: OpenWorkspaceOptions,
): Promise<FolderWorkspace> {
  const root = resolve(folder);
  const workspace = await FolderWorkspace.open(root, {
    local: await LocalState.open(home, root),
    onChange: onChange ?? (() => {}),
    onMove,
    environment,
    isTrusted: trusted,
  });
  // What changes before it is watched is read again once it is.
  if (onChange !== undefined) void workspace.watch();
  return workspace;
}
