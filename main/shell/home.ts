import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, nativeTheme } from 'electron';
import type { Settings } from '#app/contract/settings.ts';

/**
 * Puts all per-user state into `DUPLEX_HOME`, or Electron's `userData` folder without it; Chromium's
 * own files go into a folder of their own in there. Must be called before the app is ready.
 * @returns the folder
 */
export function settleHome(env: NodeJS.ProcessEnv): string {
  const named = env['DUPLEX_HOME'];
  const home = named ? resolve(named) : app.getPath('userData');
  const chromium = join(home, 'chromium');
  mkdirSync(chromium, { recursive: true });
  app.setPath('userData', home);
  app.setPath('sessionData', chromium);
  app.setPath('crashDumps', join(chromium, 'crashes'));
  return home;
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
