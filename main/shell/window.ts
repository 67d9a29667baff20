import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './app-scheme.ts';
import { reachableBounds, WindowPlaceFile } from './window-place.ts';

/** The renderer's `--surface-0`: what shows until the page has drawn itself. */
const surface = { light: '#ffffff', dark: '#15171a' };

/**
 * Opens the window on the app's page, where it was the last time; it shows itself when the page can be
 * drawn without a flash.
 */
export function openWindow(home: string): BrowserWindow {
  const places = new WindowPlaceFile(home);
  const last = places.read();
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const bounds = last && reachableBounds(last.bounds, screens);
  const window = new BrowserWindow({
    title: 'Duplex',
    width: 1280,
    height: 820,
    ...bounds,
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
  window.once('ready-to-show', () => {
    if (bounds !== undefined && last?.maximized) window.maximize();
    window.show();
  });
  keepPlace(window, places);
  followTheme(window);
  reportFaults(window);
  void window.loadURL(`${appOrigin}/`);
  return window;
}

/** Soon after each change, so that a killed process opens where it was too. */
function keepPlace(window: BrowserWindow, places: WindowPlaceFile): void {
  let timer: NodeJS.Timeout | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (window.isDestroyed() || !window.isVisible() || window.isMinimized()) return;
    places.write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const schedule = (): void => {
    timer ??= setTimeout(keep, 500);
  };
  window.on('resize', schedule);
  window.on('move', schedule);
  window.once('close', keep);
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
