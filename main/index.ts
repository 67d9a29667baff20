import { homedir, release } from 'node:os';
import { join, parse } from 'node:path';
import { app, clipboard, ipcMain, session, shell } from 'electron';
import { type CommandId, commandIds } from '#app/contract/command-table.ts';
import type { AppStart } from '#app/contract/index.ts';
import type { Session } from '#app/contract/session.ts';
import type { Settings } from '#app/contract/settings.ts';
import { engineSettings } from './engine-settings.ts';
import { asError, createHandlers, type Handlers } from './ipc/handlers.ts';
import { PageLife } from './ipc/page-life.ts';
import { registerIpc } from './ipc/register.ts';
import type { ShellServices } from './ipc/shell-services.ts';
import { LazyEngine, type WindowEngine } from './lazy-engine.ts';
import { registerAppScheme, serveApp } from './shell/app-scheme.ts';
import { type AppWindow, AppWindows } from './shell/app-windows.ts';
import { choosePaths } from './shell/choose-paths.ts';
import { diagnosticsText } from './shell/diagnostics.ts';
import { driverAttached, isDriven } from './shell/driver.ts';
import { addEditorFiles } from './shell/editor-files.ts';
import { guardSession, guardWindows } from './shell/guards.ts';
import { chosenTheme, settleHome, settleTheme } from './shell/home.ts';
import { KnownServers, withoutServers } from './shell/known-servers.ts';
import { openLog } from './shell/log.ts';
import { enableInMenu, installMenu } from './shell/menu.ts';
import { beginWorkspace } from './shell/new-workspace.ts';
import { RecentAddresses } from './shell/recent-addresses.ts';
import { hasSampleServer, startSampleServer } from './shell/sample-server.ts';
import { SessionFile } from './shell/session-file.ts';
import { SettingsFile } from './shell/settings-file.ts';
import { WorkspacePlaces } from './shell/workspace-places.ts';
import { startDecoder } from './start-decoder.ts';
import { startReader } from './start-reader.ts';
import { type WindowWorkspace, Workspaces } from './workspaces.ts';

/**
 * The composition root: makes the engine and the windows and joins them. Nothing here is awaited at
 * top level: Electron is not `ready` before this module has run to its end.
 */
const { env } = process;
registerAppScheme();
const { folder: home, trouble } = settleHome(env);
const log = openLog(home);
const recent = new RecentAddresses(home);
const settings = new SettingsFile(home);
const servers = new KnownServers(home);
/** By `proxyText`. They are written nowhere. */
const proxyPasswords = new Map<string, string>();
const mostProxyPasswords = 100;
const engine = new LazyEngine(
  {
    // A window is in no folder: where the application was started from must make no difference.
    cwd: parse(home).root,
    onConnection: (state) => windows.tell('targets.changed', state),
    onSchemaChanged: (schema) => windows.tell('schema.changed', { schema }),
    startReader: () => startReader(join(home, 'schemas')),
    startDecoder,
  },
  () => engineSettings(settings.get(), proxyPasswords),
);

const samples = join(app.getAppPath(), 'dist', 'samples');
/** JSON schemas of a workspace's files. */
const schemas = join(samples, 'schemas');
const places = new WorkspacePlaces(home, env['DUPLEX_WORKSPACE'], samples);
const workspaces = new Workspaces(home);

/** What belongs to each window beside what is on the screen. */
interface Own {
  readonly handlers: Handlers;
  readonly engine: WindowEngine;
  readonly workspace: WindowWorkspace;
  enabled: readonly CommandId[];
}
const owned = new Map<AppWindow, Own>();

const windows = new AppWindows({
  home,
  options: (folder) => ({ folder, zoom: settings.get().zoom, log }),
  openStreams: (opened) => owned.get(opened)?.engine.calls()?.openStreams ?? 0,
  onOpen(opened) {
    const { folder, tell, window } = opened;
    const page = new PageLife();
    const workspace = workspaces.forWindow({
      place() {
        const place = places.atStart(folder);
        showMenu();
        return place;
      },
      keepPlace(chosen) {
        places.keep(folder, chosen);
        showMenu();
      },
      tell: (changed) => tell('workspace.changed', changed),
      tellMoved: (moved) => tell('workspace.moved', moved),
    });
    const own: Own = {
      workspace,
      engine: engine.forWindow({
        onProgress: (progress) => tell('calls.progress', progress),
        onFound: (news) => tell('calls.found', news),
        onExported: (news) => tell('calls.exported', news),
        folder: join(home, 'history'),
        texts: {
          onText: (info) => tell('texts.progress', info),
          onFound: (found) => tell('texts.found', found),
        },
      }),
      handlers: createHandlers(() => own.engine.held(), workspace, shellServices(opened), page),
      enabled: commandIds,
    };
    owned.set(opened, own);
    window.on('focus', () => enableInMenu(own.enabled));
    window.once('closed', () => {
      page.end();
      void own.engine.calls()?.close();
      workspaces.windowClosed(workspace);
      owned.delete(opened);
    });
  },
});

process.on('uncaughtException', (error) => faulted('Duplex failed', error));
process.on('unhandledRejection', (reason) => faulted('Duplex failed', reason));

if (app.requestSingleInstanceLock()) {
  guardWindows();
  app.on('second-instance', () => windows.show());
  app.on('window-all-closed', () => app.quit());
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (reason !== 'clean-exit') log.error(`A process ended: ${type}, ${reason}`);
  });
  void Promise.all([app.whenReady(), driverAttached()])
    // What Playwright evaluates in this process while a large module is being run gets lost.
    .then(() => (isDriven() ? engine.load() : undefined))
    .then(open);
} else {
  announce('already open');
  app.exit(0);
}

function open(): void {
  log.info(`Duplex ${app.getVersion()} started on Electron ${process.versions['electron']}`);
  settle(settings.get());
  // The recent ones are looked at once a window asks for its workspace: a disk may be slow.
  installMenu(runFromMenu, { workspaces: [], open: openRecent });
  guardSession(session.defaultSession);
  serveApp(session.defaultSession, join(app.getAppPath(), 'dist', 'renderer'));
  registerIpc(
    ipcMain,
    (event) => {
      const sender = windows.sender(event);
      return sender && owned.get(sender)?.handlers;
    },
    faulted,
  );
  windows.openAtStart();
  app.on('will-quit', closeFirst);
}

let isClosed = false;

/** The process ends when the calls have, and how they ended is written. */
function closeFirst(event: { preventDefault(): void }): void {
  const closing = isClosed ? [] : [engine.close(), workspaces.close()];
  if (closing.every((one) => one === undefined)) return;
  event.preventDefault();
  void Promise.all(closing)
    .catch((error: unknown) => log.error('The engine did not close', error))
    .finally(() => {
      isClosed = true;
      log.info('Duplex ended');
      // Electron does not hear a quit within its own event, which a close that is quick would be.
      setImmediate(() => app.quit());
    });
}

function shellServices(opened: AppWindow): ShellServices {
  const { folder, window, closing } = opened;
  const sessions = new SessionFile(folder);
  return {
    appStart: () => appStart(opened, sessions),
    diagnosisStep: (told) => opened.tell('connection.step', told),
    schemaProgress: (progress) => opened.tell('schema.progress', progress),
    healthChanged: (news) => opened.tell('health.changed', news),
    windowReady() {
      opened.isReady = true;
      announce('window ready');
      void engine.load();
    },
    saveSession: (kept) => sessions.write(kept),
    saveSettings(chosen) {
      try {
        settings.set(chosen);
      } finally {
        // They hold also when they cannot be kept.
        settle(chosen);
        windows.tell('settings.changed', chosen);
      }
    },
    saveServers(changed) {
      try {
        servers.change(changed);
      } finally {
        windows.tellOthers(opened, 'servers.changed', changed);
      }
    },
    setProxyPassword,
    openWindow(workspace) {
      openAnotherFrom(opened, workspace === undefined ? undefined : places.there(workspace));
    },
    workspaceFolder: (typed) => places.there(typed),
    newWorkspace(typed) {
      const begun = places.made(typed);
      beginWorkspace(begun);
      addEditorFiles(begun, schemas);
      return begun;
    },
    addEditorFiles: (workspace) => addEditorFiles(workspace, schemas),
    recentWorkspaces: () => places.recent(),
    closeWindow: () => closing.agree(),
    waitForAnswer: () => closing.wait(),
    stayOpen: () => closing.stay(),
    enableCommands(enabled) {
      const own = owned.get(opened);
      if (own !== undefined) own.enabled = enabled;
      if (windows.focused() === opened) enableInMenu(enabled);
    },
    quit: () => windows.quit(),
    diagnostics,
    showLog: () => shell.showItemInFolder(log.file),
    showFile: (file) => shell.showItemInFolder(file),
    startSample: startSampleServer,
    choosePaths: (wish) => choosePaths(window, wish),
    writeClipboard: (text) => clipboard.writeText(text),
    recentAddresses: () => recent.list(),
    rememberAddress: (address) => recent.remember(address),
  };
}

function appStart(opened: AppWindow, sessions: SessionFile): AppStart {
  const { isFirst } = opened;
  const { electron = '', chrome = '', node = '' } = process.versions;
  const connect = isFirst ? env['DUPLEX_CONNECT'] : undefined;
  const sampleAddress = env['DUPLEX_SAMPLE_SERVER'];
  let fault = trouble;
  const kept = sessions.read((aside) => {
    log.error(`A session could not be read in full: ${aside}`);
    fault ??= {
      code: 'internal',
      message: 'Not all of what was open the last time could be read',
      hint: `The file is kept as it was: ${aside}`,
    };
  });
  const left = kept && takeOver(opened, sessions, kept);
  const theme = chosenTheme(env);
  return {
    version: app.getVersion(),
    platform: process.platform,
    versions: { electron, chrome, node },
    recentAddresses: recent.list(),
    knownProxyPasswords: [...proxyPasswords.keys()],
    hasSample: hasSampleServer(),
    settings: settings.get(),
    servers: servers.list(),
    home: homedir(),
    logFile: log.file,
    ...(connect && { connect }),
    ...(sampleAddress && { sampleAddress }),
    ...(left && { session: left }),
    ...(fault && { fault }),
    ...(theme && { theme }),
  };
}

/** What a window of before knew of servers becomes everybody's, once. */
function takeOver(opened: AppWindow, sessions: SessionFile, kept: Session): Session {
  const session = withoutServers(kept);
  try {
    const added = servers.takeOver(kept);
    if (kept.knownTargets ?? kept.serverOptions ?? kept.target.options) sessions.write(session);
    if (added.length > 0) windows.tellOthers(opened, 'servers.changed', added);
  } catch (error) {
    // The session says it still at the next start.
    log.error('What is chosen for servers could not be kept', error);
  }
  return session;
}

/** Has everything outside of the pages follow what was chosen. */
function settle(chosen: Settings): void {
  settleTheme(env, chosen);
  engine.configure();
  for (const { window } of windows.all) window.webContents.setZoomFactor(chosen.zoom);
}

function setProxyPassword(proxy: string, password: string): void {
  proxyPasswords.delete(proxy);
  if (password !== '') proxyPasswords.set(proxy, password);
  const [oldest] = proxyPasswords.keys();
  if (oldest !== undefined && proxyPasswords.size > mostProxyPasswords)
    proxyPasswords.delete(oldest);
  engine.configure();
}

/** A window with this workspace, else with that of the window where it was asked for. */
function openAnotherFrom(asked: AppWindow | undefined, workspace?: string): void {
  const chosen = workspace ?? (asked && owned.get(asked)?.workspace.folder);
  windows.openAnother((slot) => chosen && places.keep(slot, chosen));
}

/** Two commands are the application's own; every other is of the window in front. */
function runFromMenu(id: CommandId): void {
  if (id === 'quit') windows.quit();
  else if (id === 'newWindow') openAnotherFrom(windows.focused());
  else windows.focused()?.tell('commands.run', { id });
}

/** Anew when another workspace is the last one. */
function showMenu(): void {
  installMenu(runFromMenu, { workspaces: places.recent(), open: openRecent });
  const front = windows.focused();
  const own = front && owned.get(front);
  if (own !== undefined) enableInMenu(own.enabled);
}

/** What is opened is made where it is not there: not a folder that was there when the menu was made. */
function openRecent(folder: string): void {
  const chosen = places.recent().find((one) => one.folder === folder);
  if (chosen?.isThere === true) windows.focused()?.tell('workspace.chosen', { folder });
  else {
    windows.focused()?.tell('app.fault', { code: 'usage', message: `${folder} is not there` });
    showMenu();
  }
}

function diagnostics(): string {
  const { electron = '', chrome = '', node = '' } = process.versions;
  const display = env['XDG_SESSION_TYPE'];
  return diagnosticsText(
    {
      version: app.getVersion(),
      versions: { electron, chrome, node },
      platform: process.platform,
      release: release(),
      arch: process.arch,
      locale: app.getLocale(),
      ...(display && { display }),
      packaged: app.isPackaged,
      windows: windows.all.length,
      log: log.recent(50),
    },
    homedir(),
  );
}

/** A fault of Duplex itself: on the disk, and before the person's eyes. */
function faulted(what: string, error: unknown): void {
  log.error(what, error);
  if (windows.all.length > 0) windows.tell('app.fault', asError(error));
  else if (app.isReady()) app.exit(1);
}

/** For the script that started us; a person who started the app sees nothing of it. */
function announce(event: 'window ready' | 'already open'): void {
  if (env['DUPLEX_ANNOUNCE']) process.stdout.write(`duplex: ${event}\n`);
}
