import { mostClosed, mostRequests } from '#app/contract/session.ts';
import {
  isOpenStream,
  isPartlyInMemory,
  type ShownCall,
} from '#renderer/features/response/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import type { Draft } from './draft.ts';
import { neighbour, type Tab } from './tab.ts';

interface ClosedTab {
  readonly tab: Tab;
  readonly draft: Draft;
  /** What it showed when it was closed. */
  readonly call?: Pick<ShownCall, 'callId' | 'kind'>;
}

/** How open requests go, and come back. */
export interface TabClosing {
  readonly closedTabs: readonly ClosedTab[];
  /** The tab whose stream a person is asked about before it is closed. */
  readonly tabToClose: string | null;

  /** Asks first when something of its stream would be lost. */
  closeTab(id: string): void;
  /** Those about which a person would be asked stay. */
  closeOtherTabs(id: string): void;
  confirmClose(): void;
  keepOpen(): void;
  reopenTab(): void;
}

/** Whether no further request can be opened; then it is said. */
export function isFull({ tabs, say }: Pick<AppState, 'tabs' | 'say'>): boolean {
  const full = tabs.length >= mostRequests;
  if (full) say(`${mostRequests} requests are open: close some first`);
  return full;
}

export function createTabClosing({ set, get }: Pick<SliceTools, 'set' | 'get'>): TabClosing {
  function close(id: string): void {
    const { tabs, activeTab, drafts, closedTabs } = get();
    const tab = tabs.find((one) => one.id === id);
    const draft = drafts[id];
    if (tab === undefined || draft === undefined) return;
    const { callId, kind, summary = null } = get().calls[id] ?? {};
    const call = callId && kind && summary !== null ? { call: { callId, kind } } : {};
    set({
      tabs: tabs.filter((one) => one.id !== id),
      activeTab: activeTab === id ? neighbour(tabs, id) : activeTab,
      closedTabs: [...closedTabs, { tab, draft, ...call }].slice(-mostClosed),
      tabToClose: null,
    });
    get().forgetDraft(id);
    get().forgetPlay(id);
    get().stopExport(id);
    get().dismissExport(id);
    get().releaseCall(id);
  }

  function wouldLose(id: string): boolean {
    const call = get().calls[id];
    return isOpenStream(call) || isPartlyInMemory(call);
  }

  return {
    closedTabs: [],
    tabToClose: null,
    closeTab(id) {
      if (wouldLose(id)) set({ tabToClose: id });
      else close(id);
    },
    closeOtherTabs(id) {
      for (const tab of get().tabs) if (tab.id !== id && !wouldLose(tab.id)) close(tab.id);
    },
    confirmClose() {
      const { tabToClose } = get();
      if (tabToClose !== null) close(tabToClose);
    },
    keepOpen: () => set({ tabToClose: null }),
    reopenTab() {
      get().closeReader();
      const { closedTabs, tabs } = get();
      const last = closedTabs.at(-1);
      if (last === undefined || isFull(get())) return;
      get().restoreDraft(last.tab.id, last.draft);
      const { saved, ...unsaved } = last.tab;
      // The file may be open again: then it stays with that tab.
      const isTaken = saved !== undefined && tabs.some((tab) => tab.saved?.path === saved.path);
      set({
        tabs: [...tabs, isTaken ? unsaved : last.tab],
        activeTab: last.tab.id,
        closedTabs: closedTabs.slice(0, -1),
      });
      void get().followFiles();
      if (last.call !== undefined) void get().showAgain({ tabId: last.tab.id, ...last.call });
    },
  };
}
