import type { OpenRequest } from '#app/contract/session.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { draftOfRequest } from './draft.ts';
import { neighbour, type Tab } from './tab.ts';

/** The saved requests of workspaces that the window does not have now: they come back with theirs. */
export interface TabsAside {
  /** By the workspace's folder. Their drafts, and calls that go on, stay where they are. */
  readonly tabsAside: ReadonlyMap<string, readonly Tab[]>;

  /** The window gets another workspace: what is open of files in this folder goes aside. */
  setAside(folder: string): void;
  /** The window has this workspace again. */
  takeUp(folder: string): void;
  /** What was aside the last time. */
  restoreAside(folder: string, requests: readonly OpenRequest[]): void;
}

export function createTabsAside(
  { set, get }: SliceTools,
  tabOf: (request: OpenRequest) => Tab,
): TabsAside {
  function put(folder: string, more: readonly Tab[]): void {
    const before = get().tabsAside.get(folder) ?? [];
    set({ tabsAside: new Map(get().tabsAside).set(folder, [...before, ...more]) });
  }

  return {
    tabsAside: new Map(),
    setAside(folder) {
      const { tabs } = get();
      const going = tabs.filter(({ saved }) => saved !== undefined);
      if (going.length === 0) return;
      put(folder, going);
      let { activeTab } = get();
      let left = tabs;
      for (const { id } of going) {
        if (id === activeTab) activeTab = neighbour(left, id);
        left = left.filter((tab) => tab.id !== id);
      }
      set({ tabs: left, activeTab });
    },
    takeUp(folder) {
      const back = get().tabsAside.get(folder) ?? [];
      if (back.length === 0) return;
      const tabsAside = new Map(get().tabsAside);
      tabsAside.delete(folder);
      const { tabs, activeTab } = get();
      set({ tabsAside, tabs: [...tabs, ...back], activeTab: activeTab ?? back[0]?.id ?? null });
    },
    restoreAside(folder, requests) {
      const restored = requests.map((request) => {
        const tab = tabOf(request);
        get().restoreDraft(tab.id, draftOfRequest(request));
        return tab;
      });
      put(folder, restored);
    },
  };
}
