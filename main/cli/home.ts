import { homedir } from 'node:os';
import packageJson from '#package' with { type: 'json' };
import { RecentWorkspaces } from '../home/recent-workspaces.ts';
import { stateFolder } from './state-folder.ts';

/** The folder of all per-user state, the window's too. */
export function homeFolder(): string {
  const { env, platform } = process;
  return stateFolder(packageJson.productName, { env, platform, home: homedir() });
}

/** The workspace that a window had last, of those that are there. */
export function lastWorkspace(): string | undefined {
  return new RecentWorkspaces(homeFolder()).last();
}
