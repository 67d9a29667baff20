import type { OptionTexts } from '#app/contract/session.ts';
import { schemeTls } from '#app/core/target.ts';
import { usesSecrets } from '#app/core/variables/resolve.ts';
import { valuesOfTab } from '#renderer/features/environment/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { activeTarget, typedTarget, withChosenTls } from './connection.selectors.ts';
import { withAddress } from './known-targets.ts';
import { resolvedTarget } from './resolved-target.ts';
import { withOptionsOf } from './server-options.ts';
import {
  choosesTls,
  isSameTarget,
  settingsOf,
  speaksTls,
  type TargetDraft,
  withoutTlsChoices,
  withTlsOn,
} from './target-draft.ts';

/**
 * Edits the active tab's target; the window's when no tab is open, or that of a saved request for which no file
 * says one.
 */
export interface TargetEditing {
  setAddress(address: string): void;
  /** How the target of the active tab comes back to what it is now: its own, or what it inherits. */
  keepTarget(): () => void;
  toggleTls(): void;
  /** What stands in `:authority`; empty for the address. */
  setAuthority(authority: string): void;
  /** Of every call to the server of the active target. */
  setTargetOptions(options: OptionTexts): void;
  editTarget(change: (draft: TargetDraft) => TargetDraft): void;
}

/** Whether the active tab's file, and all that it inherits, leave it to the window where its calls go. */
function isOfWindow(state: AppState): boolean {
  const tab = state.tabs.find(({ id }) => id === state.activeTab);
  return tab?.saved !== undefined && typedTarget(state) === state.workspaceTarget;
}

export function createTargetEditing({ set, get }: Pick<SliceTools, 'set' | 'get'>): TargetEditing {
  function editTarget(change: (draft: TargetDraft) => TargetDraft): void {
    const { activeTab, stopConnecting, setTabTarget, targetChanged } = get();
    const here = activeTarget(get());
    stopConnecting(settingsOf(here));
    const typed = typedTarget(get());
    const values = valuesOfTab(get(), activeTab);
    const before = withChosenTls(get(), typed, values);
    const draft = change(before);
    const { address } = resolvedTarget(draft, values).draft;
    const was = { ...before, address: here.address };
    // What is known of servers is written down.
    const isHidden = usesSecrets([before.address, draft.address], values.scopes);
    if (!isHidden) get().targetEdited(was, { ...draft, address });
    // What is chosen at a variable is for the server that it comes to now: it may come to another.
    const isOfServer = !isHidden && address !== draft.address && !choosesTls(typed);
    const next = isOfServer ? withoutTlsChoices(draft) : draft;
    const isUnchanged = isOfServer && isSameTarget(next, typed);
    if (activeTab === null || isOfWindow(get())) set({ workspaceTarget: next });
    else if (!isUnchanged) setTabTarget(activeTab, next);
    if (activeTab !== null) targetChanged(activeTab);
  }

  return {
    editTarget,
    setAddress: (address) => editTarget((draft) => withAddress(draft, address, get().knownTargets)),
    keepTarget: () => wayBack({ get, set }),
    toggleTls() {
      const here = activeTarget(get());
      const { address } = typedTarget(get());
      const isInVariable =
        schemeTls(address) === undefined && schemeTls(here.address) !== undefined;
      // What a secret says cannot take its place.
      if (isInVariable && usesSecrets([address], valuesOfTab(get(), get().activeTab).scopes))
        return;
      editTarget((draft) => withTlsOn(draft, !speaksTls(here), here.address));
    },
    setAuthority: (authority) => editTarget((draft) => ({ ...draft, authority })),
    setTargetOptions(options) {
      const { activeTab, tabs, stopConnecting, targetChanged } = get();
      const here = activeTarget(get());
      stopConnecting(settingsOf(here));
      const { scopes } = valuesOfTab(get(), activeTab);
      const isHidden = usesSecrets([typedTarget(get()).address], scopes);
      set(({ serverOptions }) => ({
        serverOptions: withOptionsOf(serverOptions, { address: here.address, options, isHidden }),
      }));
      if (!isHidden) get().serverChanged(here.address);
      for (const { id } of tabs) targetChanged(id);
    },
  };
}

function wayBack({ get, set }: Pick<SliceTools, 'get' | 'set'>): () => void {
  const { activeTab, workspaceTarget, tabs } = get();
  const own = tabs.find(({ id }) => id === activeTab)?.target;
  return () => {
    const { setTabTarget, inheritTabTarget, stopConnecting } = get();
    if (get().activeTab !== activeTab) return;
    stopConnecting(settingsOf(activeTarget(get())));
    set({ workspaceTarget });
    if (activeTab === null) return;
    if (own === undefined) inheritTabTarget(activeTab);
    else setTabTarget(activeTab, own);
  };
}
