import type { AppError } from '#app/contract/result.ts';
import type { OpenedRequest } from '#app/contract/workspace.ts';
import { itemName } from '#app/core/workspace/items.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { type Conflict, createFileFollowing, type FileFollowing } from './file-following.ts';
import { createFileWriting, type FileWriting } from './file-writing.ts';
import { hasSameTarget, keptDraft, keptOfTab } from './kept-mine.ts';
import { draftOfSaved, type SavedPlace } from './saved-form.ts';
import { type Tab, unsavedCopy } from './tab.ts';
import { isFull } from './tab-closing.ts';
import { tabOfFile } from './tab-of-file.ts';

export interface SavingSlice extends FileFollowing, FileWriting {
  /** By tab id. */
  readonly conflicts: { readonly [tabId: string]: Conflict };
  /** By tab id: why the last save wrote nothing. */
  readonly saveFaults: { readonly [tabId: string]: AppError };

  /** Opens a saved request, or goes to its tab; `another` opens a copy that is not saved. */
  openSaved(path: string, another?: boolean): Promise<void>;
  /** The file is known to be this; the draft stays. */
  rebindTab(tabId: string, saved: SavedPlace): void;
  putConflict(tabId: string, conflict: Conflict): void;
  /** The tab says what its file says. */
  takeFile(tabId: string, saved: SavedPlace): void;
  /** The person's edits win where both changed something; it is saved when they say so. */
  keepMine(tabId: string): void;
  /** What the file says wins; what the person had is a closed tab, which can be reopened. */
  takeTheirs(tabId: string): void;
}

/** How open requests and the files that they are saved in follow each other. */
export function createSavingSlice(tools: SliceTools): SavingSlice {
  const { set, get } = tools;

  function open({ path, revision, request }: OpenedRequest, another: boolean): void {
    if (isFull(get())) return;
    const id = get().newTabId();
    get().restoreDraft(id, draftOfSaved(request));
    const saved = another ? { copyOf: path } : { saved: { path, revision, request } };
    const tab: Tab = { ...tabOfFile(get(), id, request), ...saved };
    set(({ tabs }) => ({ tabs: [...tabs, tab], activeTab: id, choosingForNewTab: false }));
    get().closeReader();
    get().followTlsProfiles();
  }

  function replaceTab(tab: Tab): void {
    set(({ tabs }) => ({ tabs: tabs.map((one) => (one.id === tab.id ? tab : one)) }));
  }

  return {
    conflicts: {},
    saveFaults: {},
    ...createFileFollowing(tools),
    ...createFileWriting(tools),
    async openSaved(path, another = false) {
      const openTab = () => (another ? undefined : tabWithFile(get().tabs, path));
      const known = openTab();
      if (known !== undefined) return get().selectTab(known.id);
      const result = await get().readSaved(path);
      if (!result.ok) return get().openPage({ kind: 'unreadable', path });
      // Whoever pressed twice has it open by now.
      const already = openTab();
      if (already === undefined) open(result.value, another);
      else get().selectTab(already.id);
    },
    rebindTab(tabId, saved) {
      const { [tabId]: _settled, ...conflicts } = get().conflicts;
      const { [tabId]: _mended, ...saveFaults } = get().saveFaults;
      set(({ tabs }) => ({
        tabs: tabs.map((tab) => (tab.id === tabId ? savedAs(tab, saved) : tab)),
        conflicts,
        saveFaults,
      }));
    },
    putConflict: (tabId, conflict) =>
      set(({ conflicts }) => ({ conflicts: { ...conflicts, [tabId]: conflict } })),
    takeFile(tabId, saved) {
      const part = get().drafts[tabId]?.part ?? 'message';
      const tab = tabOfFile(get(), tabId, saved.request);
      get().restoreDraft(tabId, { ...draftOfSaved(saved.request), part });
      replaceTab(tab);
      get().rebindTab(tabId, saved);
      get().followTlsProfiles();
    },
    keepMine(tabId) {
      const { conflicts, tabs, drafts } = get();
      const { revision = null } = conflicts[tabId] ?? {};
      const tab = tabs.find(({ id }) => id === tabId);
      const draft = drafts[tabId];
      // What cannot be understood is never written over.
      const both = keptOfTab(get(), tabId);
      if (both === undefined || tab?.saved === undefined || draft === undefined) return;
      const { mine, theirs, kept } = both;
      get().restoreDraft(tabId, keptDraft(draft, kept));
      // What no file can say of the way there is with the tab alone.
      if (!hasSameTarget(kept, mine)) replaceTab(tabOfFile(get(), tabId, kept));
      get().rebindTab(tabId, { ...tab.saved, revision, request: theirs });
    },
    takeTheirs(tabId) {
      const { conflicts, tabs, drafts, closedTabs } = get();
      const conflict = conflicts[tabId];
      const tab = tabs.find(({ id }) => id === tabId);
      const draft = drafts[tabId];
      if (!conflict?.theirs || tab?.saved === undefined || draft === undefined) return;
      const mine = { ...unsavedCopy(tab), id: get().newTabId() };
      set({ closedTabs: [...closedTabs, { tab: mine, draft }] });
      const { path } = tab.saved;
      const { revision, theirs: request } = conflict;
      get().takeFile(tabId, { path, revision, request });
      get().say(`${itemName(path)}: Reopen closed tab brings yours back`);
    },
  };
}

function savedAs({ copyOf: _itself, ...tab }: Tab, saved: SavedPlace): Tab {
  return { ...tab, saved };
}

function tabWithFile(tabs: readonly Tab[], path: string): Tab | undefined {
  return tabs.find(({ saved }) => saved?.path === path);
}
