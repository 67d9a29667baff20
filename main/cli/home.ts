import { homedir } from 'node:os';
import packageJson from '#package' with { type: 'json' };
import { stateFolder } from './state-folder.ts';

/** The folder of all per-user state, the window's too. */
export function homeFolder(): string {
  const { env, platform } = process;
  return stateFolder(packageJson.productName, { env, platform, home: homedir() });
}
