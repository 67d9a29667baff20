import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  clipboard,
  type IpcMainInvokeEvent,
  ipcMain,
  session,
} from 'electron';
import type { AppStart, EventName, Events } from '#app/contract/index.ts';
import { createEngine, type LiveCalls } from '#engine';
import { createHandlers } from './ipc/handlers.ts';
import { registerIpc } from './ipc/register.ts';
import type { ShellServices } from './ipc/shell-services.ts';
import { registerAppScheme, serveApp } from './shell/app-scheme.ts';
import { choosePaths } from './shell/choose-paths.ts';
import { driverAttached } from './shell/driver.ts';
import { guardSession, guardWindows, isOurs } from './shell/guards.ts';
import { chosenTheme, settleHome, settleTheme } from './shell/home.ts';
import { installMenu } from './shell/menu.ts';
import { RecentAddresses } from './shell/recent-addresses.ts';
import { SessionFile } from './shell/session-file.ts';
import { openWindow } from './shell/window.ts';

/**
 * The composition root: makes the engine and the window and joins them. Nothing here is awaited at
 * top level: Electron is not `ready` before this module has run to its end.
 */
const { env } = process;
let window: BrowserWindow | undefined;

registerAppScheme();
const home = settleHome(env);
const recent = new RecentAddresses(home);
const sessions = new SessionFile(home);
if (app.requestSingleInstanceLock()) {
  guardWindows();
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => app.quit());
  void Promise.all([app.whenReady(), driverAttached()]).then(open);
} else {
  announce('already open');
  app.exit(0);
}

function open(): void {
  settleTheme(env);
  installMenu();
  guardSession(session.defaultSession);
  serveApp(session.defaultSession, join(app.getAppPath(), 'dist', 'renderer'));
  const engine = createEngine({
    // Relative paths are the person's own: those of the terminal they come from, where there is one.
    cwd: app.isPackaged ? app.getPath('home') : (env['INIT_CWD'] ?? process.cwd()),
    onConnection: (state) => tell('targets.changed', state),
  });
  const calls = engine.holdCalls({ onProgress: (progress) => tell('calls.progress', progress) });
  registerIpc(ipcMain, createHandlers(engine, calls, shellServices()), isTrusted);
  window = openWindow(home);
  forgetCallsWithPage(window, calls);
  app.once('will-quit', (event) => {
    event.preventDefault();
    // Electron does not hear a quit within its own event, which a close that is quick would be.
    void engine.close().finally(() => setImmediate(() => app.quit()));
  });
}

function shellServices(): ShellServices {
  return {
    appStart,
    windowReady: () => announce('window ready'),
    saveSession: (session) => sessions.write(session),
    choosePaths: async (choose) => (window ? choosePaths(window, choose) : []),
    writeClipboard: (text) => clipboard.writeText(text),
    recentAddresses: () => recent.list(),
    rememberAddress: (address) => recent.remember(address),
  };
}

function appStart(): AppStart {
  const { electron = '', chrome = '', node = '' } = process.versions;
  const connect = env['DUPLEX_CONNECT'];
  const sampleAddress = env['DUPLEX_SAMPLE_SERVER'];
  const session = sessions.read();
  const theme = chosenTheme(env);
  return {
    version: app.getVersion(),
    platform: process.platform,
    versions: { electron, chrome, node },
    recentAddresses: recent.list(),
    ...(connect && { connect }),
    ...(sampleAddress && { sampleAddress }),
    ...(session && { session }),
    ...(theme && { theme }),
  };
}

/** Only the page of our own window may command, not a frame within it. */
function isTrusted({ senderFrame }: IpcMainInvokeEvent): boolean {
  return (
    senderFrame !== null && senderFrame === window?.webContents.mainFrame && isOurs(senderFrame.url)
  );
}

function tell<Name extends EventName>(name: Name, event: Events[Name]): void {
  if (window && !window.isDestroyed()) window.webContents.send(name, event);
}

/** A page that is loaded anew knows nothing of the calls of the one before. */
function forgetCallsWithPage(opened: BrowserWindow, calls: LiveCalls): void {
  const forget = (): void => void calls.resume([]);
  opened.webContents.on('render-process-gone', forget);
  opened.webContents.on('did-navigate', forget);
}

function showWindow(): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** For the script that started us; a person who started the app sees nothing of it. */
function announce(event: 'window ready' | 'already open'): void {
  if (env['DUPLEX_ANNOUNCE']) process.stdout.write(`duplex: ${event}\n`);
}
