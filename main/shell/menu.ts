import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { type CommandId, commandEntry, commandIds } from '#app/contract/command-table.ts';
import { accelerator } from '#app/contract/shortcut.ts';
import type { RecentWorkspace } from '#app/contract/workspace.ts';
import { oneLine } from './one-line.ts';

/** The workspaces of File > Open Recent. */
export interface RecentInMenu {
  /** The last one first. */
  readonly workspaces: readonly RecentWorkspace[];
  readonly open: (folder: string) => void;
}

type Item = CommandId | '-' | MenuItemConstructorOptions;

/**
 * The application menu, made from the one table of commands. Its keys are shown but not taken: the
 * page takes them, so that they win over an editor's own. What it leaves out matters too: Electron's
 * own menu would close the window on Ctrl+W and reload it on Ctrl+R.
 */
export function installMenu(run: (id: CommandId) => void, recent: RecentInMenu): void {
  const fileItems = fileItemsWith(recentItem(recent));
  const isMac = process.platform === 'darwin';
  const menus: { label: string; role?: 'window' | 'help'; items: readonly Item[] }[] = [
    ...(isMac ? [{ label: app.name, items: applicationItems }] : []),
    { label: '&File', items: isMac ? fileItems : [...fileItems, '-', 'quit'] },
    { label: '&Edit', items: editItems },
    { label: '&View', items: viewItems },
    { label: '&Call', items: callItems },
    { label: '&Window', role: 'window', items: isMac ? macWindowItems : windowItems },
    { label: '&Help', role: 'help', items: helpItems },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menus.map(({ items, ...rest }) => ({
        ...rest,
        submenu: items.map((item) => toItem(item, run)),
      })),
    ),
  );
}

/** Greys out what cannot be run in the window that is in front. */
export function enableInMenu(enabled: readonly CommandId[]): void {
  const menu = Menu.getApplicationMenu();
  for (const id of commandIds) {
    const item = menu?.getMenuItemById(id);
    if (item) item.enabled = enabled.includes(id);
  }
}

function toItem(item: Item, run: (id: CommandId) => void): MenuItemConstructorOptions {
  if (item === '-') return { type: 'separator' };
  if (typeof item !== 'string') return item;
  const { title, shortcut } = commandEntry(item);
  return {
    id: item,
    label: title,
    ...(shortcut && { accelerator: accelerator(shortcut), registerAccelerator: false }),
    click: () => run(item),
  };
}

function recentItem({ workspaces, open }: RecentInMenu): MenuItemConstructorOptions {
  return {
    label: 'Open Recent',
    enabled: workspaces.length > 0,
    submenu: workspaces.map(({ folder, isThere }) => ({
      // An ampersand would stand before a key.
      label: `${oneLine(folder, 100).replaceAll('&', '&&')}${isThere ? '' : ' (not there)'}`,
      enabled: isThere,
      click: () => open(folder),
    })),
  };
}

/** What macOS users expect under the application's name. */
const applicationItems: readonly Item[] = [
  'about',
  '-',
  'settings',
  '-',
  { role: 'services' },
  '-',
  { role: 'hide' },
  { role: 'hideOthers' },
  { role: 'unhide' },
  '-',
  'quit',
];

const fileItemsWith = (recent: Item): readonly Item[] => [
  'newRequest',
  'save',
  'saveAs',
  '-',
  'newWindow',
  'duplicateTab',
  'addMetadata',
  '-',
  'addSchema',
  '-',
  'newWorkspace',
  'openWorkspace',
  recent,
  'newFolder',
  'folderSettings',
  'workspaceSettings',
  'addEditorFiles',
  'searchSaved',
  'undoDelete',
  '-',
  'settings',
  '-',
  'closeTab',
  'closeOtherTabs',
  'reopenTab',
];

const editItems: readonly Item[] = [
  { role: 'undo' },
  { role: 'redo' },
  '-',
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
  '-',
  'formatMessage',
  'startMessageAgain',
  '-',
  'findInAnswer',
  'filterTimeline',
  'nextMatch',
  'previousMatch',
  'copyJson',
  'copyHex',
  'copyBase64',
  'saveMessage',
  'copyName',
  'copyDefinition',
];

const viewItems: readonly Item[] = [
  'commands',
  '-',
  'showSources',
  'showHealth',
  'showTimeline',
  'showResponse',
  'showHeaders',
  'showTrailers',
  'showErrorDetails',
  '-',
  'toggleSidebar',
  'wrapLines',
  'systemTheme',
  'lightTheme',
  'darkTheme',
  'highContrast',
  '-',
  'zoomIn',
  'zoomOut',
  'zoomReset',
  '-',
  { role: 'togglefullscreen' },
];

const callItems: readonly Item[] = [
  'call',
  'finish',
  'cancel',
  '-',
  'goToMethod',
  'showDefinition',
  'goBack',
  'goForward',
  'goToAddress',
  'connect',
  'diagnose',
  'tls',
  'trySample',
  'refreshSchema',
];

const windowItems: readonly Item[] = ['nextTab', 'previousTab', '-', { role: 'minimize' }];

const macWindowItems: readonly Item[] = [...windowItems, { role: 'zoom' }, '-', { role: 'front' }];

const helpItems: readonly Item[] = [
  'about',
  'showLog',
  'copyDiagnostics',
  ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
];
