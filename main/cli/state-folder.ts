import { join, posix, resolve, win32 } from 'node:path';

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/**
 * The folder of all per-user state: `DUPLEX_HOME`, else the one that the window has from Electron
 * (https://www.electronjs.org/docs/latest/api/app#appgetpathname, `userData`).
 */
export function stateFolder(name: string, { env, platform, home }: Surroundings): string {
  const named = env['DUPLEX_HOME'];
  if (named) return resolve(named);
  if (platform === 'win32')
    return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), name);
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', name);
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), name);
}
