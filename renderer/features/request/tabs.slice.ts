import type { MethodSummary } from '#app/contract/schema.ts';
import type { OpenRequest } from '#app/contract/session.ts';
import {
  activeTarget,
  isSameTarget,
  resolvedTarget,
  type TargetDraft,
  targetOfTab,
  typedTarget,
  withChosenTls,
} from '#renderer/features/connection/index.ts';
import { valuesOfTab } from '#renderer/features/environment/index.ts';
import { isSameSchema, schemaInTree, schemaOfTab } from '#renderer/features/explorer/index.ts';
import type { ShownCall } from '#renderer/features/response/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { type ComposedTabs, createComposedTabs } from './composed-tabs.ts';
import { draftOfRequest } from './draft.ts';
import { type Tab, unsavedCopy } from './tab.ts';
import { createTabClosing, isFull, type TabClosing } from './tab-closing.ts';
import { createTabsAside, type TabsAside } from './tabs-aside.ts';

export interface TabsSlice extends TabClosing, TabsAside, ComposedTabs {
  readonly tabs: readonly Tab[];
  readonly activeTab: string | null;
  /** The next method that is chosen gets a tab of its own. */
  readonly choosingForNewTab: boolean;
  /** What services were filtered by when that began. */
  readonly filterBefore: string;

  /** For a tab that is to be opened. */
  newTabId(): string;
  /** Opens the method's tab, or goes to the one already open unless `another` is asked for. */
  openMethod(method: MethodSummary, another?: boolean): void;
  chooseForNewTab(): void;
  /** No method is chosen after all: what services were filtered by comes back. */
  chooseNoMore(): void;
  selectTab(id: string): void;
  /** Opens the same request, as it is composed, once more. */
  duplicateTab(id: string): void;
  /** The tab `step` places further, round the end. */
  stepTab(step: 1 | -1): void;
  /** Requests that were closed the last time can be reopened, the last one first. */
  restoreClosed(requests: readonly OpenRequest[]): void;
  setTabTarget(id: string, target: TargetDraft): void;
  /** The request goes where its files, or the window, say. */
  inheritTabTarget(id: string): void;
  /** Opens what was open the last time, as it was left; gives the calls that its tabs showed. */
  restoreTabs(requests: readonly OpenRequest[], active: number | null): readonly ShownCall[];
}

export function createTabsSlice(tools: SliceTools): TabsSlice {
  const { set, get } = tools;
  let made = 0;
  const newId = () => {
    made += 1;
    return `tab-${made}`;
  };

  return {
    tabs: [],
    activeTab: null,
    newTabId: newId,
    ...createTabClosing({ set, get }),
    ...createComposedTabs({ set, get }, newId),
    ...createTabsAside(tools, (request) => tabOfRequest(newId(), request)),
    choosingForNewTab: false,
    filterBefore: '',
    openMethod(method, another = false) {
      get().closeReader();
      const isNew = another || get().choosingForNewTab;
      const open = isNew ? undefined : openTabOf(get(), method);
      set({ choosingForNewTab: false });
      if (open !== undefined) return set({ activeTab: open.id });
      if (isFull(get())) return;
      const tab: Tab = { id: newId(), method, ...inheritedTarget(get()) };
      set(({ tabs }) => ({ tabs: [...tabs, tab], activeTab: tab.id }));
      void get().beginDraft(tab);
    },
    chooseForNewTab: () =>
      set(({ choosingForNewTab, filterBefore, serviceFilter }) => ({
        choosingForNewTab: true,
        filterBefore: choosingForNewTab ? filterBefore : serviceFilter,
      })),
    chooseNoMore: () =>
      set(({ choosingForNewTab, filterBefore }) =>
        choosingForNewTab ? { choosingForNewTab: false, serviceFilter: filterBefore } : {},
      ),
    selectTab(activeTab) {
      get().closeReader();
      set({ activeTab, choosingForNewTab: false });
    },
    duplicateTab(id) {
      get().closeReader();
      const { tabs, drafts } = get();
      const index = tabs.findIndex((tab) => tab.id === id);
      const tab = tabs[index];
      const draft = drafts[id];
      if (tab === undefined || draft === undefined || isFull(get())) return;
      // The file stays with the one that was opened from it.
      const copy: Tab = { ...unsavedCopy(tab), id: newId() };
      get().restoreDraft(copy.id, draft);
      set({ tabs: tabs.toSpliced(index + 1, 0, copy), activeTab: copy.id });
    },
    stepTab(step) {
      get().closeReader();
      const { tabs, activeTab } = get();
      const index = tabs.findIndex(({ id }) => id === activeTab);
      const next = tabs[(index + step + tabs.length) % tabs.length];
      if (next !== undefined) set({ activeTab: next.id });
    },
    restoreTabs(requests, active) {
      const tabs = requests.map((request) => {
        const tab = tabOfRequest(newId(), request);
        get().restoreDraft(tab.id, draftOfRequest(request));
        if (request.responsePart !== undefined) get().restorePart(tab.id, request.responsePart);
        if (request.timelineFilter !== undefined)
          get().setFilterText(tab.id, request.timelineFilter);
        return tab;
      });
      set({ tabs, activeTab: tabs[active ?? -1]?.id ?? null });
      return tabs.flatMap(({ id, method }, index) => {
        const callId = requests[index]?.answer;
        return callId === undefined ? [] : [{ tabId: id, callId, kind: method.kind }];
      });
    },
    inheritTabTarget(id) {
      set(({ tabs }) => ({
        tabs: tabs.map((tab) => {
          if (tab.id !== id) return tab;
          const { target: _own, ...inheriting } = tab;
          return inheriting;
        }),
      }));
      get().targetChanged(id);
    },
    restoreClosed: (requests) =>
      set({
        closedTabs: requests.map((request) => ({
          tab: tabOfRequest(newId(), request),
          draft: draftOfRequest(request),
        })),
      }),
    setTabTarget(id, target) {
      set(({ tabs }) => ({ tabs: tabs.map((tab) => (tab.id === id ? { ...tab, target } : tab)) }));
      get().targetChanged(id);
    },
  };
}

/** A tab as it was left. */
function tabOfRequest(
  id: string,
  { method, shape, ofFiles, target, saved, copyOf }: OpenRequest,
): Tab {
  return {
    id,
    method,
    ...(shape && { shape }),
    ...(ofFiles && { ofFiles }),
    ...(target && { target }),
    ...(saved && { saved }),
    ...(copyOf !== undefined && { copyOf }),
  };
}

/** The open tab of a method: as the tree has it that it was picked from, else that at another server. */
function openTabOf(state: AppState, method: MethodSummary): Tab | undefined {
  const inTree = schemaInTree(state);
  const open = state.tabs.filter(({ method: { path } }) => path === method.path);
  return (
    open.find(({ id }) => isSameSchema(schemaOfTab(state, id), inTree)) ??
    // By a list of its own it may be another method.
    open.find(({ id }) => schemaOfTab(state, id).from === undefined)
  );
}

/** A tab keeps the target whose tree it was picked from, where that is not what it would have anyway. */
function inheritedTarget(state: AppState): { target?: TargetDraft } {
  const target = activeTarget(state);
  if (isSameTarget(target, targetOfTab(state, newTab))) return {};
  // With its variables, where they mean the same without the folders of the open request.
  const typed = typedTarget(state);
  const values = valuesOfTab(state, newTab);
  const again = resolvedTarget(withChosenTls(state, typed, values), values).draft;
  return { target: isSameTarget(again, target) ? typed : target };
}

/** A tab that is not open yet: it inherits what one that is not saved does. */
const newTab = '';
