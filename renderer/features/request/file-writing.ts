import type { AppError } from '#app/contract/result.ts';
import type { Revision } from '#app/contract/workspace.ts';
import { itemName } from '#app/core/workspace/items.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { requestToSave } from './saved-form.ts';
import { settleTarget } from './settled-target.ts';
import { originOf } from './tab.ts';

/** Open requests are written into their files. */
export interface FileWriting {
  /** The tab that the person is asked a name and a folder for. */
  readonly tabToSave: string | null;

  /** Writes the tab's file, or asks for a name where it has none. */
  saveTab(tabId: string): Promise<void>;
  askWhereToSave(tabId: string): void;
  stopSaving(): void;
  /** Makes a new file of the tab, which is its own from then on; what went wrong, if anything. */
  saveTabAs(tabId: string, name: string, folder: string): Promise<AppError | undefined>;
}

export function createFileWriting(tools: SliceTools): FileWriting {
  const { set, get, bridge } = tools;

  function composed(tabId: string) {
    const tab = get().tabs.find(({ id }) => id === tabId);
    const draft = get().drafts[tabId];
    if (tab === undefined || draft === undefined) return undefined;
    const request = requestToSave(tab, draft, get().workspace?.folder ?? '');
    return { saved: tab.saved, request, copyOf: originOf(tab) };
  }

  function sayUndecided(path: string): void {
    get().say(`Not saved: decide first about ${itemName(path)} on the disk`);
  }

  /** Over the file that has this revision; `null` where there is none. */
  async function write(tabId: string, revision: Revision): Promise<void> {
    const { saved, request } = composed(tabId) ?? {};
    if (saved === undefined || request === undefined) return;
    const { path } = saved;
    const result = await get().whileWriting(() =>
      bridge.invoke('workspace.save', { path, request, revision }),
    );
    if (!result.ok)
      return set(({ saveFaults }) => ({ saveFaults: { ...saveFaults, [tabId]: result.error } }));
    const outcome = result.value;
    if (outcome.state === 'saved') {
      get().rebindTab(tabId, { path: outcome.path, revision: outcome.revision, request });
      get().dismissItemFault();
      get().say(`Saved ${itemName(path)}`);
    } else if (outcome.revision === null && revision !== null) {
      // It is gone: nothing of anybody is lost when it is written anew.
      await write(tabId, null);
    } else {
      const { theirs } = outcome;
      get().putConflict(tabId, { revision: outcome.revision, theirs });
      sayUndecided(path);
    }
  }

  /** The last save of each tab, by its id: the next one is over what that has written. */
  const saves = new Map<string, Promise<void>>();

  async function save(tabId: string): Promise<void> {
    const tab = get().tabs.find(({ id }) => id === tabId);
    if (tab === undefined) return;
    if (tab.saved !== undefined && get().conflicts[tabId] !== undefined)
      return sayUndecided(tab.saved.path);
    if (tab.saved === undefined) set({ tabToSave: tabId });
    else await write(tabId, tab.saved.revision);
  }

  return {
    tabToSave: null,
    async saveTab(tabId) {
      const before = saves.get(tabId);
      const done = before === undefined ? save(tabId) : before.then(() => save(tabId));
      saves.set(tabId, done);
      await done;
      if (saves.get(tabId) === done) saves.delete(tabId);
    },
    askWhereToSave: (tabToSave) => set({ tabToSave }),
    stopSaving: () => set({ tabToSave: null }),
    async saveTabAs(tabId, name, folder) {
      settleTarget(tools, tabId, folder);
      const { request, copyOf } = composed(tabId) ?? {};
      if (request === undefined) return undefined;
      const result = await get().whileWriting(() =>
        bridge.invoke('workspace.createRequest', { folder, name, request, copyOf }),
      );
      if (!result.ok) return result.error;
      const { path, revision } = result.value;
      get().rebindTab(tabId, { path, revision, request });
      set({ tabToSave: null });
      get().meanFolder(folder);
      get().dismissItemFault();
      get().say(`Saved ${itemName(path)}`);
      return undefined;
    },
  };
}
