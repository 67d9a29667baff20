import type { MethodSummary } from '#app/contract/schema.ts';
import { serverOfTab } from '#renderer/features/connection/index.ts';
import { methodIsGone, methodNow, schemaOfTab } from '#renderer/features/explorer/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { type Draft, emptyDraft } from './draft.ts';
import { isUnsaved } from './saved-form.ts';
import { tabNames } from './tab.ts';

export function draftOfTab(state: AppState, tabId: string): Draft {
  return state.drafts[tabId] ?? emptyDraft;
}

export function tabName(state: AppState, tabId: string): string | undefined {
  return tabNames(state.tabs, serversOfTabs(state)).get(tabId);
}

/** Where the calls of each tab go. */
export function serversOfTabs(state: AppState): ReadonlyMap<string, string> {
  return new Map(state.tabs.map(({ id }) => [id, serverOfTab(state, id)]));
}

/** The tab's method as its schema has it now, else as it was when the tab was opened. */
export function methodOfTab(state: AppState, tabId: string): MethodSummary | undefined {
  const tab = state.tabs.find(({ id }) => id === tabId);
  if (tab === undefined) return undefined;
  return methodNow(state, schemaOfTab(state, tabId), tab.method.path) ?? tab.method;
}

/** Whether files alone had the tab's method. */
export function tabIsOfFiles(state: AppState, tabId: string): boolean {
  return state.tabs.find(({ id }) => id === tabId)?.ofFiles === true;
}

export function tabLostItsMethod(state: AppState, tabId: string): boolean {
  const tab = state.tabs.find(({ id }) => id === tabId);
  if (tab === undefined) return false;
  return methodIsGone(state, schemaOfTab(state, tabId), tab.method.path, tab.ofFiles === true);
}

/** Whether a saved request is not as its file has it. */
export function tabIsUnsaved(state: AppState, tabId: string): boolean {
  const tab = state.tabs.find(({ id }) => id === tabId);
  const draft = state.drafts[tabId];
  if (tab === undefined || draft === undefined) return false;
  return isUnsaved(tab, draft, state.workspace?.folder ?? '');
}
