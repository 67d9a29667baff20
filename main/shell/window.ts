import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './app-scheme.ts';
import type { Log } from './log.ts';
import { installTextMenu } from './text-menu.ts';
import { watchPage } from './watch-page.ts';
import { leastHeight, leastWidth, reachableBounds, WindowPlaceFile } from './window-place.ts';

/** The renderer's `--surface-0`: what shows until the page has drawn itself. */
const surface = { light: '#ffffff', dark: '#15171a' };
/** A second window does not hide the first. */
const cascade = 32;

export interface OpenWindowOptions {
  /** Where the window's place is kept. */
  readonly folder: string;
  readonly zoom: number;
  readonly log: Log;
}

/**
 * Opens the window on the app's page, where it was the last time; it shows itself when the page can be
 * drawn without a flash.
 */
export function openWindow({ folder, zoom, log }: OpenWindowOptions): BrowserWindow {
  const places = new WindowPlaceFile(folder);
  const last = places.read();
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const bounds = (last && reachableBounds(last.bounds, screens)) ?? besideOthers();
  const window = new BrowserWindow({
    title: 'Duplex',
    width: 1280,
    height: 820,
    ...bounds,
    minWidth: leastWidth,
    minHeight: leastHeight,
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
      zoomFactor: zoom,
    },
  });
  window.once('ready-to-show', () => {
    if (bounds !== undefined && last?.maximized) window.maximize();
    window.show();
  });
  keepPlace(window, places);
  followTheme(window);
  watchPage(window, log);
  installTextMenu(window);
  void window.loadURL(`${appOrigin}/`);
  return window;
}

function besideOthers(): { x: number; y: number } | undefined {
  const other = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().at(-1);
  if (other === undefined) return undefined;
  const { x, y } = other.getBounds();
  return { x: x + cascade, y: y + cascade };
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
  window.on('close', keep);
}

function surfaceNow(): string {
  return nativeTheme.shouldUseDarkColors ? surface.dark : surface.light;
}

function followTheme(window: BrowserWindow): void {
  const follow = (): void => window.setBackgroundColor(surfaceNow());
  nativeTheme.on('updated', follow);
  window.once('closed', () => nativeTheme.removeListener('updated', follow));
}
