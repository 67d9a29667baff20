import { type AppError, failureOf } from '#app/contract/result.ts';
import type { ConnectionState, TargetSettings } from '#app/contract/target.ts';
import { targetKey, targetOf, targetPlace, targetText } from '#app/core/target.ts';
import { usesSecrets, type Values } from '#app/core/variables/resolve.ts';
import { tlsSettingsOf } from '#app/core/workspace/resolve-request.ts';
import { inheritedOfTab, valuesOfTab } from '#renderer/features/environment/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { addressFault } from './address-fault.ts';
import { withKnownTls } from './known-targets.ts';
import { resolvedTarget } from './resolved-target.ts';
import { withServerOptions } from './server-options.ts';
import { settingsOf, type TargetDraft, targetFault } from './target-draft.ts';
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
 * The target of a tab as it is written, variables and all: its own, else what its file inherits, else what
 * was typed where no tab was open, else the workspace's.
 */
export function typedTargetOfTab(state: AppState, tabId: string | null): TargetDraft {
  const tab = tabId === null ? undefined : state.tabs.find(({ id }) => id === tabId);
  if (tab?.target !== undefined) return tab.target;
  if (tab?.saved !== undefined) return targetOfFile(state, tab.saved);
  const { workspaceTarget } = state;
  return workspaceTarget.address === '' ? targetInFolder(state, '') : workspaceTarget;
}

export function typedTarget(state: AppState): TargetDraft {
  return typedTargetOfTab(state, state.activeTab);
}

/** The same with what was chosen for the server that it comes to: of TLS, where it says nothing of that, and its options. */
export function chosenTargetOfTab(state: AppState, tabId: string | null): TargetDraft {
  const typed = typedTargetOfTab(state, tabId);
  const values = valuesOfTab(state, tabId);
  const { address } = resolvedTarget(typed, values).draft;
  return withServerOptions(withChosenTls(state, typed, values), address, state.serverOptions);
}

export function chosenTarget(state: AppState): TargetDraft {
  return chosenTargetOfTab(state, state.activeTab);
}

export function withChosenTls(
  { knownTargets }: Pick<AppState, 'knownTargets'>,
  typed: TargetDraft,
  values: Values,
): TargetDraft {
  return withKnownTls(typed, resolvedTarget(typed, values).draft.address, knownTargets);
}

/** The target that calls of a tab go to: without variables, wherever they have values. */
export function targetOfTab(state: AppState, tabId: string | null): TargetDraft {
  return resolvedTarget(chosenTargetOfTab(state, tabId), valuesOfTab(state, tabId)).draft;
}

export function activeTarget(state: AppState): TargetDraft {
  return targetOfTab(state, state.activeTab);
}

/** `host:port` that calls of a tab go to, else its address as typed: also where that comes from a secret. */
export function serverOfTab(state: AppState, tabId: string): string {
  const typed = typedTargetOfTab(state, tabId).address.trim();
  const target = targetOfTab(state, tabId);
  const isHidden = typed.includes('{{') && usesSecrets([typed], valuesOfTab(state, tabId).scopes);
  return isHidden ? typed : (servers.get(target) ?? serverOf(target));
}

const servers = new WeakMap<TargetDraft, string>();

/** Worked out once for each draft. */
function serverOf(target: TargetDraft): string {
  const settings = settingsOf(target);
  const isTyped = target.address.includes('{{') || addressFault(settings) !== undefined;
  const server = isTyped ? settings.address : targetPlace(targetOf(settings));
  servers.set(target, server);
  return server;
}

/** Which file says the address of a tab, by its path (the empty one is the workspace's); `undefined` where none does. */
export function targetIsFrom(state: AppState, tabId: string | null): string | undefined {
  const tab = state.tabs.find(({ id }) => id === tabId);
  if (tab?.target !== undefined) return undefined;
  if (tab?.saved === undefined && state.workspaceTarget.address !== '') return undefined;
  return inheritedOfTab(state, tabId).target?.from;
}

/** What keeps calls from going to a tab's target, the address aside. */
export function targetFaultOfTab(state: AppState, tabId: string | null): AppError | undefined {
  const chosen = chosenTargetOfTab(state, tabId);
  const { draft, fault } = resolvedTarget(chosen, valuesOfTab(state, tabId));
  return fault ?? missingProfile(state, draft) ?? targetFault(draft);
}

/** A file may name a TLS profile that this machine does not have. */
function missingProfile({ settings }: AppState, { profile }: TargetDraft): AppError | undefined {
  const around = { folder: '', tlsProfiles: settings.tlsProfiles };
  return profile === undefined ? undefined : failureOf(() => tlsSettingsOf({ profile }, around));
}

/** Connection to the active target; `undefined` when nobody ever tried. */
export function activeConnection(state: AppState): ConnectionState | undefined {
  return state.connections[draftKey(activeTarget(state))];
}

/** The same for a person, to whom it does not matter who connects: a call does that by itself too. */
export function shownConnection(state: AppState): ConnectionState | undefined {
  const connection = activeConnection(state);
  if (connection?.state === 'connected' || !isCallConnecting(state)) return connection;
  return connectingOf(activeTarget(state));
}

function isCallConnecting(state: AppState): boolean {
  const summary = state.calls[state.activeTab ?? '']?.summary;
  if (summary?.phase !== 'connecting') return false;
  const settings = settingsOf(activeTarget(state));
  // The address may be another one by now.
  return addressFault(settings) === undefined && targetText(targetOf(settings)) === summary.target;
}

const connecting = new WeakMap<TargetDraft, ConnectionState>();

/** One object for each draft: whoever compares sees no change where there is none. */
function connectingOf(draft: TargetDraft): ConnectionState {
  const known = connecting.get(draft) ?? { key: draftKey(draft), state: 'connecting' };
  connecting.set(draft, known);
  return known;
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
  const ofTabs = state.tabs.map(({ id }) => targetOfTab(state, id));
  const drafts = new Set([state.workspaceTarget, targetOfTab(state, null), ...ofTabs]);
  return new Map([...drafts].map((draft) => [draftKey(draft), settingsOf(draft)]));
}
