import { inheritedIn } from '#app/core/workspace/inherit.ts';
import {
  isSameTarget,
  resolvedTarget,
  type TargetDraft,
  targetInFolder,
  targetIsFrom,
  targetOfTab,
  typedTargetOfTab,
  withChosenTls,
} from '#renderer/features/connection/index.ts';
import { valuesIn } from '#renderer/features/environment/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { originOf } from './tab.ts';

/**
 * Saving changes nothing of where a new request goes: what the folder does not give, it says itself. One
 * that a file had, and that left its target to others, does so in its copies too.
 */
export function settleTarget(
  { get, set }: Pick<SliceTools, 'get' | 'set'>,
  tabId: string,
  folder: string,
): void {
  const here = targetOfTab(get(), tabId);
  const typed = typedTargetOfTab(get(), tabId);
  const { workspaceTarget, tabs } = get();
  const there = targetInFolder(get(), folder);
  // What a file gave before, the folder's files give from then on.
  const isOfFiles = targetIsFrom(get(), tabId) !== undefined;
  const isSame = there !== workspaceTarget && isSameTarget(here, without(get(), there, folder));
  const isInherited = isOfFiles || isSame || saysNone(get(), tabId);
  if (!isInherited && here.address.trim() === '') return;
  set({
    tabs: tabs.map((tab) => {
      if (tab.id !== tabId) return tab;
      const { target: _own, ...rest } = tab;
      return isInherited ? rest : { ...rest, target: typed };
    }),
  });
}

function saysNone({ tabs }: AppState, tabId: string): boolean {
  const tab = tabs.find(({ id }) => id === tabId);
  return tab !== undefined && originOf(tab) !== undefined && tab.target === undefined;
}

/** A target without its variables, as a request in the folder would have it. */
function without(state: AppState, target: TargetDraft, folder: string): TargetDraft {
  const { workspace } = state;
  if (workspace === null) return target;
  const values = valuesIn(state, inheritedIn(workspace, folder));
  return resolvedTarget(withChosenTls(state, target, values), values).draft;
}
