import type { AppError } from '#app/contract/result.ts';
import type { ConnectionState, TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import { inheritedIn } from '#app/core/workspace/inherit.ts';
import { inheritedOfTab, valuesIn, valuesOfTab } from '#renderer/features/environment/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { addressFault } from './address-fault.ts';
import { inheritedTarget, inheritedTlsFault } from './inherited-target.ts';
import { resolvedTarget } from './resolved-target.ts';
import { settingsOf, type TargetDraft, targetFault } from './target-draft.ts';

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
 * The target of a tab as it is written, variables and all: its own, else what its files inherit, else the
 * window's. Without a tab the window's, where it has an address.
 */
export function typedTargetOfTab(state: AppState, tabId: string | null): TargetDraft {
  const own = ownTargetOfTab(state, tabId);
  if (own !== undefined) return own;
  const { workspaceTarget, settings, workspace } = state;
  if (tabId === null && workspaceTarget.address.trim() !== '') return workspaceTarget;
  const around = {
    folder: workspace?.folder ?? '',
    tlsProfiles: settings.tlsProfiles,
    base: workspaceTarget,
  };
  return inheritedTarget(inheritedOfTab(state, tabId), around) ?? workspaceTarget;
}

export function typedTarget(state: AppState): TargetDraft {
  return typedTargetOfTab(state, state.activeTab);
}

/** The target that calls of a tab go to: without variables, wherever they have values. */
export function targetOfTab(state: AppState, tabId: string | null): TargetDraft {
  return resolvedTarget(typedTargetOfTab(state, tabId), valuesOfTab(state, tabId)).draft;
}

export function activeTarget(state: AppState): TargetDraft {
  return targetOfTab(state, state.activeTab);
}

/** The target that a request would have which is in a folder and says none. */
export function targetInFolder(state: AppState, folder: string): TargetDraft {
  const { workspaceTarget: base, settings, workspace } = state;
  if (workspace === null) return base;
  const inherited = inheritedIn(workspace, folder);
  const around = { folder: workspace.folder, tlsProfiles: settings.tlsProfiles, base };
  const typed = inheritedTarget(inherited, around);
  return typed === undefined ? base : resolvedTarget(typed, valuesIn(state, inherited)).draft;
}

/** Which file says the address of a tab, by its path (the empty one is the workspace's); `undefined` where none does. */
export function targetIsFrom(state: AppState, tabId: string | null): string | undefined {
  if (ownTargetOfTab(state, tabId) !== undefined) return undefined;
  if (tabId === null && state.workspaceTarget.address.trim() !== '') return undefined;
  return inheritedOfTab(state, tabId).target?.from;
}

/** What keeps calls from going to a tab's target, the address aside. */
export function targetFaultOfTab(state: AppState, tabId: string | null): AppError | undefined {
  const { draft, fault } = resolvedTarget(
    typedTargetOfTab(state, tabId),
    valuesOfTab(state, tabId),
  );
  return fault ?? tlsFaultOfTab(state, tabId) ?? targetFault(draft);
}

function tlsFaultOfTab(state: AppState, tabId: string | null): AppError | undefined {
  if (ownTargetOfTab(state, tabId) !== undefined) return undefined;
  const { workspaceTarget: base, settings, workspace } = state;
  const folder = workspace?.folder ?? '';
  const around = { folder, tlsProfiles: settings.tlsProfiles, base };
  return inheritedTlsFault(inheritedOfTab(state, tabId), around);
}

function ownTargetOfTab({ tabs }: AppState, tabId: string | null): TargetDraft | undefined {
  return tabId === null ? undefined : tabs.find(({ id }) => id === tabId)?.target;
}

/** Connection to the active target; `undefined` when nobody ever tried. */
export function activeConnection(state: AppState): ConnectionState | undefined {
  return state.connections[draftKey(activeTarget(state))];
}

/** What is wrong with the active target's address, once it was tried. */
export function activeAddressFault(state: AppState): string | undefined {
  const isRefused = state.drafts[state.activeTab ?? '']?.faults.target !== undefined;
  if (activeConnection(state)?.state !== 'failed' && !isRefused) return undefined;
  const typed = typedTarget(state);
  const { draft, fault } = resolvedTarget(typed, valuesOfTab(state, state.activeTab));
  return (fault ?? addressFault(settingsOf(draft)))?.message;
}

export function isConnecting(state: AppState): boolean {
  return activeConnection(state)?.state === 'connecting';
}

export function isConnected(state: AppState): boolean {
  return activeConnection(state)?.state === 'connected';
}

/** The targets of the workspace and of every open request, by `targetKey`. */
export function targetsInUse(state: AppState): ReadonlyMap<string, TargetSettings> {
  const { workspaceTarget, tabs } = state;
  const drafts = [workspaceTarget, targetOfTab(state, null)];
  for (const { id } of tabs) drafts.push(targetOfTab(state, id));
  return new Map(drafts.map((draft) => [draftKey(draft), settingsOf(draft)]));
}
