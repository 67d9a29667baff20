import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import { appOrigin } from './app-scheme.ts';

/** The renderer's `--surface-0`: what shows until the page has drawn itself. */
const surface = { light: '#ffffff', dark: '#15171a' };

/** Opens the window on the app's page; it shows itself when the page can be drawn without a flash. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Duplex',
    width: 1280,
    height: 820,
    minWidth: 720,
    minHeight: 480,
    show: false,
    backgroundColor: surfaceNow(),
    autoHideMenuBar: process.platform !== 'darwin',
    // Elsewhere it comes from the executable or the bundle.
    ...(process.platform === 'linux' && {
      icon: join(app.getAppPath(), 'app', 'icons', '256x256.png'),
    }),
    webPreferences: {
      preload: join(app.getAppPath(), 'dist', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: !app.isPackaged,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  followTheme(window);
  reportFaults(window);
  void window.loadURL(`${appOrigin}/`);
  return window;
}

function surfaceNow(): string {
  return nativeTheme.shouldUseDarkColors ? surface.dark : surface.light;
}

function followTheme(window: BrowserWindow): void {
  const follow = (): void => window.setBackgroundColor(surfaceNow());
  nativeTheme.on('updated', follow);
  window.once('closed', () => nativeTheme.removeListener('updated', follow));
}

/** Faults inside the page go to standard error: nobody has the developer tools open when they happen. */
function reportFaults(window: BrowserWindow): void {
  const contents = window.webContents;
  const errorLevel = 3;
  if (!app.isPackaged) {
    contents.on('console-message', (_event, level, message, line, source) => {
      if (level === errorLevel) process.stderr.write(`window: ${message} (${source}:${line})\n`);
    });
  }
  contents.on('preload-error', (_event, _path, error) => {
    process.stderr.write(`The window's bridge failed: ${error.message}\n`);
  });
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    process.stderr.write(`The window's process ended (${reason}); loading it again.\n`);
    if (!window.isDestroyed()) contents.reload();
  });
}
