import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, dialog, nativeTheme } from 'electron';
import type { Settings } from '#app/contract/settings.ts';
import { usableFolder } from './usable-folder.ts';

/**
 * Puts all per-user state into `DUPLEX_HOME`, or Electron's `userData` folder without it; Chromium's
 * own files go into a folder of their own in there. Where nothing can be written, Duplex opens with a
 * temporary folder and says so. Must be called before the app is ready.
 * @returns the folder
 */
export function settleHome(env: NodeJS.ProcessEnv): string {
  const named = env['DUPLEX_HOME'];
  const wanted = named ? resolve(named) : app.getPath('userData');
  const { folder: home, trouble } = usableFolder(wanted);
  if (trouble !== undefined) tellNothingIsKept(wanted, trouble);
  const chromium = join(home, 'chromium');
  mkdirSync(chromium, { recursive: true, mode: 0o700 });
  app.setPath('userData', home);
  app.setPath('sessionData', chromium);
  app.setPath('crashDumps', join(chromium, 'crashes'));
  return home;
}

function tellNothingIsKept(wanted: string, trouble: string): void {
  const sentence = `Duplex cannot write to its folder ${wanted}: ${trouble}`;
  process.stderr.write(`${sentence}\n`);
  // No parent: the window can be used while it is there.
  void app.whenReady().then(() =>
    dialog.showMessageBox({
      type: 'warning',
      title: 'Duplex',
      message: 'Nothing will be kept for the next start',
      detail: `${sentence}\n\nMake room, or make the folder writable, and start Duplex again.`,
    }),
  );
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
