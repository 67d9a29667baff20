import type { AppError } from '#app/contract/result.ts';
import type { OpenedRequest, Revision, SavedRequest } from '#app/contract/workspace.ts';
import { deletedWith } from '#app/core/workspace/deleted.ts';
import { isWithin, itemAt, itemName } from '#app/core/workspace/items.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { isSameRequest, isUnsaved, requestToSave, type SavedPlace } from './saved-form.ts';
import { originOf, type Tab } from './tab.ts';

/** A file that became another one while its tab had edits of its own. */
export interface Conflict {
  readonly revision: Revision;
  /** What the file says now; `null` where it does not parse, as `fault` tells. */
  readonly theirs: SavedRequest | null;
  readonly fault?: AppError;
}

/** Open requests follow what becomes of their files. */
export interface FileFollowing {
  /** Compares the open requests with the workspace as it is now. */
  followFiles(): Promise<void>;
  /** What is open is of files that are not there: those of another workspace. */
  forgetFiles(): void;
  /** A request or folder has another path now: what is open of it goes with it. */
  tabsMoved(from: string, to: string): void;
  /** While Duplex itself writes, what the workspace tells is not compared; once it has, it is. */
  whileWriting<T>(work: () => Promise<T>): Promise<T>;
}

type SavedTab = Tab & { readonly saved: SavedPlace };

export function createFileFollowing({ get, set, bridge }: SliceTools): FileFollowing {
  let writing = 0;

  function savedTab(id: string): SavedTab | undefined {
    return get().tabs.find((tab): tab is SavedTab => tab.id === id && tab.saved !== undefined);
  }

  function gone({ id, saved }: SavedTab): void {
    if (saved.revision === null) return;
    get().rebindTab(id, { ...saved, revision: null });
    if (deletedWith(get().deleted, saved.path) === undefined)
      get().say(`${itemName(saved.path)} was deleted on disk; its tab is kept`);
  }

  /** The file has this content now, in place of the one that the tab knows. */
  function changed(tab: SavedTab, { revision, request }: OpenedRequest): void {
    const draft = get().drafts[tab.id];
    const folder = get().workspace?.folder ?? '';
    if (draft === undefined) return;
    const now = { path: tab.saved.path, revision, request };
    const known = { ...tab, saved: { ...tab.saved, revision } };
    const isSame = isSameRequest(requestToSave(known, draft, folder), request);
    // A comment may have changed, or what was deleted be back.
    if (isSame || isSameRequest(tab.saved.request, request)) get().rebindTab(tab.id, now);
    else if (isUnsaved(known, draft, folder)) {
      get().putConflict(tab.id, { revision, theirs: request });
      get().say(`${itemName(now.path)} was changed on disk: decide which goes on`);
    } else {
      get().takeFile(tab.id, now);
      get().say(`${itemName(now.path)} was changed on disk and read again`);
    }
  }

  /** `revision` as the workspace tells it; `null` where it knows of no such file. */
  async function readAgain(id: string, revision: Revision): Promise<void> {
    const path = savedTab(id)?.saved.path;
    if (path === undefined) return;
    const result = await bridge.invoke('workspace.read', { path });
    const tab = savedTab(id);
    // It may have been saved, moved or closed meanwhile.
    if (tab === undefined || tab.saved.path !== path || writing > 0) return;
    if (result.ok && tab.saved.revision === result.value.revision) get().rebindTab(id, tab.saved);
    else if (result.ok) changed(tab, result.value);
    else if (revision === null) gone(tab);
    else get().putConflict(id, { revision, theirs: null, fault: result.error });
  }

  async function followFiles(): Promise<void> {
    const { workspace, tabs, conflicts } = get();
    if (workspace === null || writing > 0) return;
    const readings = tabs.map(async ({ id }) => {
      const tab = savedTab(id);
      if (tab === undefined) return;
      const item = itemAt(workspace, tab.saved.path);
      const revision = item?.kind === 'request' ? item.revision : null;
      const known = conflicts[id]?.revision ?? tab.saved.revision;
      // What the workspace tells may be older than the tab's own last save: the file knows.
      if (revision !== known) await readAgain(id, revision);
    });
    await Promise.all(readings);
  }

  return {
    followFiles,
    forgetFiles() {
      const unsaved = ({ saved: _ofAnother, copyOf: _too, ...tab }: Tab): Tab => tab;
      set(({ tabs, closedTabs }) => ({
        tabs: tabs.map(unsaved),
        closedTabs: closedTabs.map((closed) => ({ ...closed, tab: unsaved(closed.tab) })),
      }));
    },
    tabsMoved(from, to) {
      const move = (tab: Tab): Tab => {
        const before = originOf(tab) ?? '';
        if (!isWithin(before, from)) return tab;
        const path = to + before.slice(from.length);
        return tab.saved ? { ...tab, saved: { ...tab.saved, path } } : { ...tab, copyOf: path };
      };
      set(({ tabs, closedTabs }) => ({
        tabs: tabs.map(move),
        closedTabs: closedTabs.map((closed) => ({ ...closed, tab: move(closed.tab) })),
      }));
    },
    async whileWriting(work) {
      writing += 1;
      try {
        return await work();
      } finally {
        writing -= 1;
        // Once who waited for this has taken it.
        setTimeout(() => void followFiles());
      }
    },
  };
}
