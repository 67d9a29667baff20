import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, nativeTheme } from 'electron';

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

/** `DUPLEX_THEME=light` or `dark` overrides the system's choice, for screenshots and tests. */
export function settleTheme(env: NodeJS.ProcessEnv): void {
  const theme = env['DUPLEX_THEME'];
  if (theme === 'light' || theme === 'dark') nativeTheme.themeSource = theme;
}
