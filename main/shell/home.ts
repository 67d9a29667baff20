import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, nativeTheme } from 'electron';
import type { AppError } from '#app/contract/result.ts';
import type { Settings } from '#app/contract/settings.ts';
import { usableFolder } from './usable-folder.ts';

/** Where per-user state is. */
export interface Home {
  /** What was kept is read from here, also where nothing can be written. */
  readonly folder: string;
  /** Why nothing can be kept for the next start. */
  readonly trouble?: AppError;
}

/**
 * Puts all per-user state into `DUPLEX_HOME`, or Electron's `userData` folder without it; Chromium's
 * own files go into a folder of their own in there. Where nothing can be written Duplex opens all the
 * same, with Chromium's files in a temporary folder. Must be called before the app is ready.
 */
export function settleHome(env: NodeJS.ProcessEnv): Home {
  const named = env['DUPLEX_HOME'];
  const wanted = named ? resolve(named) : app.getPath('userData');
  const { folder: usable, trouble } = usableFolder(wanted);
  const chromium = join(usable, 'chromium');
  mkdirSync(chromium, { recursive: true, mode: 0o700 });
  app.setPath('userData', usable);
  app.setPath('sessionData', chromium);
  app.setPath('crashDumps', join(chromium, 'crashes'));
  if (trouble === undefined) return { folder: wanted };
  process.stderr.write(`Duplex cannot write to its folder ${wanted}: ${trouble}\n`);
  return {
    folder: wanted,
    trouble: {
      code: 'internal',
      message: `Nothing will be kept for the next start: ${wanted} cannot be written (${trouble})`,
      hint: 'Make room, or make the folder writable, and start Duplex again',
    },
  };
}

/** The theme that `DUPLEX_THEME=light` or `dark` chooses over the system's, for screenshots and tests. */
export function chosenTheme(env: NodeJS.ProcessEnv): 'light' | 'dark' | undefined {
  const theme = env['DUPLEX_THEME'];
  return theme === 'light' || theme === 'dark' ? theme : undefined;
}

/** Has the window's own parts, such as its frame and its first colour, follow the theme. */
export function settleTheme(env: NodeJS.ProcessEnv, settings: Pick<Settings, 'theme'>): void {
  nativeTheme.themeSource = chosenTheme(env) ?? settings.theme;
}
