import { type BrowserWindow, dialog } from 'electron';
import { appOrigin } from './app-scheme.ts';
import type { Log } from './log.ts';

/** The page that offers to load the window anew; see renderer/shell/ProcessEnded.tsx. */
const endedPage = (reason: string): string => `${appOrigin}/?ended=${encodeURIComponent(reason)}`;

/**
 * What can happen to a page, and the way out of it: one whose process ended is replaced by an offer
 * to load it again, one that hangs is asked about. What was open is kept all the while: the session on
 * the disk, the calls in this process.
 */
export function watchPage(window: BrowserWindow, log: Log): void {
  const contents = window.webContents;
  const errorLevel = 3;
  let isReloading = false;

  contents.on('console-message', (_event, level, message, line, source) => {
    if (level === errorLevel) log.error(`window: ${message} (${source}:${line})`);
  });
  contents.on('preload-error', (_event, _path, error) => {
    log.error('The window’s bridge failed', error);
  });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.error(`The window’s process ended: ${reason}, exit code ${exitCode}`);
    const isWanted = isReloading;
    isReloading = false;
    // The offer's own process may end too: then the system's dialog is left.
    if (contents.getURL().includes('?ended=')) void offer();
    else void contents.loadURL(isWanted ? `${appOrigin}/` : endedPage(reason));
  });
  window.on('unresponsive', () => {
    log.error('The window does not answer');
    void offerReload();
  });

  async function offer(): Promise<void> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: 'The window’s process ended again',
      detail: 'What was open is kept.',
      buttons: ['Reload', 'Close'],
      cancelId: 1,
    });
    if (window.isDestroyed()) return;
    if (response === 0) void contents.loadURL(`${appOrigin}/`);
    else window.destroy();
  }

  async function offerReload(): Promise<void> {
    const answers = new AbortController();
    window.once('responsive', () => answers.abort());
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'Duplex does not answer',
      detail: 'Reloading brings back what was open. Calls that are running go on.',
      buttons: ['Wait', 'Reload'],
      cancelId: 0,
      signal: answers.signal,
    });
    if (response !== 1 || window.isDestroyed()) return;
    isReloading = true;
    contents.forcefullyCrashRenderer();
  }
}
