import type { AppState } from '#renderer/store/app-state.ts';

/** Whether something is to be said of the file that the request is saved in. */
export function hasFileNotice(state: AppState, tabId: string): boolean {
  if (state.conflicts[tabId] !== undefined || state.saveFaults[tabId] !== undefined) return true;
  return state.tabs.some(({ id, saved }) => id === tabId && saved?.revision === null);
}
