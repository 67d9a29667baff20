import type { ConnectionState, TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { addressFault } from './address-fault.ts';
import { settingsOf, type TargetDraft } from './target-draft.ts';
import { targetInFolder, targetOfFile } from './written-target.ts';

const keys = new WeakMap<TargetDraft, string>();

/** `targetKey` of a draft, worked out once for each draft. */
export function draftKey(draft: TargetDraft): string {
  const known = keys.get(draft);
  if (known !== undefined) return known;
  const key = targetKey(settingsOf(draft));
  keys.set(draft, key);
  return key;
}

/**
 * The target of a tab: its own, else what its file inherits, else what was typed where no tab was open,
 * else the workspace's.
 */
export function targetOfTab(state: AppState, tabId: string | null): TargetDraft {
  const tab = tabId === null ? undefined : state.tabs.find(({ id }) => id === tabId);
  if (tab?.target !== undefined) return tab.target;
  if (tab?.saved !== undefined) return targetOfFile(state, tab.saved);
  const { workspaceTarget } = state;
  return workspaceTarget.address === '' ? targetInFolder(state, '') : workspaceTarget;
}

export function activeTarget(state: AppState): TargetDraft {
  return targetOfTab(state, state.activeTab);
}

/** Connection to the active target; `undefined` when nobody ever tried. */
export function activeConnection(state: AppState): ConnectionState | undefined {
  return state.connections[draftKey(activeTarget(state))];
}

/** What is wrong with the active target's address, once it was tried. */
export function activeAddressFault(state: AppState): string | undefined {
  if (activeConnection(state)?.state !== 'failed') return undefined;
  return addressFault(settingsOf(activeTarget(state)))?.message;
}

export function isConnecting(state: AppState): boolean {
  return activeConnection(state)?.state === 'connecting';
}

export function isConnected(state: AppState): boolean {
  return activeConnection(state)?.state === 'connected';
}

/** The targets of the workspace and of every open request, by `targetKey`. */
export function targetsInUse(state: AppState): ReadonlyMap<string, TargetSettings> {
  const ofTabs = state.tabs.map(({ id }) => targetOfTab(state, id));
  const drafts = new Set([state.workspaceTarget, targetOfTab(state, null), ...ofTabs]);
  return new Map([...drafts].map((draft) => [draftKey(draft), settingsOf(draft)]));
}
