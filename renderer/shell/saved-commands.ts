import type { CommandId } from '#app/contract/command-table.ts';
import { folderAt, folderOf, itemAt } from '#app/core/workspace/items.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { afterDialog } from './after-dialog.ts';
import type { Command } from './command.ts';
import { focusChoice } from './focus-choice.ts';
import { focusField } from './focus-field.ts';

const hasWorkspace = ({ workspace }: AppState) => workspace !== null;

/** What a context menu was opened on, else what has the keyboard, else the open request's file. */
function pathAt({ contextMenu, itemInTree, tabs, activeTab }: AppState): string | undefined {
  if (contextMenu !== null) return contextMenu.item;
  return itemInTree ?? tabs.find(({ id }) => id === activeTab)?.saved?.path;
}

function onItem(run: (state: AppState, path: string) => void): Command {
  return {
    enabled: (state) => itemAt(state.workspace, pathAt(state) ?? '') !== undefined,
    run(state) {
      const path = pathAt(state);
      if (path !== undefined) run(state, path);
    },
  };
}

/** The folder that is pointed at, or holds what is. */
function folderPointedAt(state: AppState): string {
  const path = pathAt(state) ?? '';
  if (folderAt(state.workspace, path) !== undefined) return path;
  const folder = folderOf(path);
  return folderAt(state.workspace, folder) === undefined ? 'collections' : folder;
}

function pageInView({ reading }: AppState) {
  return reading?.pages[reading.at];
}

function canSave(state: AppState): boolean {
  if (!hasWorkspace(state)) return false;
  return pageInView(state) === undefined ? state.activeTab !== null : isSettingsPage(state);
}

function isSettingsPage(state: AppState): boolean {
  const { kind } = pageInView(state) ?? {};
  return kind === 'folder' || kind === 'environment';
}

async function saveInView(state: AppState): Promise<void> {
  const page = pageInView(state);
  if (page?.kind === 'folder') await state.saveFolder(page.path);
  else if (page?.kind === 'environment') await state.saveEnvironment(page.name);
  else if (state.activeTab !== null) await state.saveTab(state.activeTab);
}

/** What is done with saved requests and their folders. */
export const savedCommands = {
  save: {
    enabled: canSave,
    run(state) {
      void saveInView(state).then(focusChoice);
    },
  },
  newWorkspace: { enabled: () => true, run: (state) => state.askForNewWorkspace() },
  addEditorFiles: { enabled: hasWorkspace, run: (state) => void state.addEditorFiles() },
  openWorkspace: { enabled: () => true, run: (state) => void state.askForWorkspace() },
  saveAs: {
    enabled: (state) => hasWorkspace(state) && state.activeTab !== null,
    run(state) {
      if (state.activeTab !== null) state.askWhereToSave(state.activeTab);
    },
  },
  chooseEnvironment: {
    enabled: hasWorkspace,
    // After the palette, which gives the keyboard back.
    run: () => afterDialog(() => focusField('Environment')),
  },
  trustWorkspace: {
    enabled: ({ workspace }) => workspace?.trust === 'asked' || workspace?.trust === 'refused',
    run: (state) => state.askForTrust(),
  },
  distrustWorkspace: {
    enabled: ({ workspace }) => workspace?.trust === 'trusted',
    run: (state) => void state.answerTrust(false),
  },
  editEnvironments: {
    enabled: hasWorkspace,
    run(state) {
      const { environment, environments } = state.workspace ?? {};
      state.openPage({ kind: 'environment', name: environment ?? environments?.[0]?.name ?? '' });
    },
  },
  newFolder: {
    enabled: hasWorkspace,
    run: (state) => state.askAboutItem({ about: 'new-folder', folder: folderPointedAt(state) }),
  },
  newRequestHere: {
    enabled: (state) => folderAt(state.workspace, pathAt(state) ?? '') !== undefined,
    run(state) {
      state.meanFolder(folderPointedAt(state));
      state.chooseForNewTab();
      queueMicrotask(() => focusField('Filter services'));
    },
  },
  openItem: onItem((state, path) => void state.openSaved(path)),
  openItemCopy: onItem((state, path) => void state.openSaved(path, true)),
  renameItem: onItem((state, path) => state.askAboutItem({ about: 'rename', path })),
  duplicateItem: onItem((state, path) => void state.duplicateItem(path)),
  moveItem: onItem((state, path) => state.askAboutItem({ about: 'move', path })),
  moveItemUp: onItem((state, path) => void state.moveItemBy(path, -1)),
  moveItemDown: onItem((state, path) => void state.moveItemBy(path, 1)),
  deleteItem: onItem((state, path) => void state.deleteItem(path)),
  undoDelete: {
    enabled: ({ deleted }) => deleted.length > 0,
    run: (state) => void state.undoDelete(),
  },
  folderSettings: {
    enabled: (state) => hasWorkspace(state) && folderPointedAt(state) !== 'collections',
    run: (state) => state.openPage({ kind: 'folder', path: folderPointedAt(state) }),
  },
  workspaceSettings: {
    enabled: hasWorkspace,
    run: (state) => state.openPage({ kind: 'folder', path: '' }),
  },
  searchSaved: {
    enabled: hasWorkspace,
    run(state) {
      state.showSidebar(true);
      state.showCollections(true);
      // Drawn first, should the sidebar have been hidden.
      queueMicrotask(() => focusField('Search saved requests'));
    },
  },
} satisfies Partial<Record<CommandId, Command>>;
