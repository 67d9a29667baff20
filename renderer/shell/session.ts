import type { Bridge } from '#app/contract/bridge.ts';
import type { OpenRequest, Session } from '#app/contract/session.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import type { AppStore } from '#renderer/store/create-app-store.ts';

/** What was typed this long ago is kept, whatever happens to the window then. */
const keptAfterMs = 400;

/** What comes back at the next start. Calls and what they received are not part of it. */
export function sessionOf(state: AppState): Session {
  const active = state.tabs.findIndex(({ id }) => id === state.activeTab);
  return {
    duplex: 1,
    target: state.workspaceTarget,
    sources: {
      ...state.sources,
      protos: [...state.sources.protos],
      importPaths: [...state.sources.importPaths],
    },
    requests: state.tabs.flatMap((tab): OpenRequest[] => {
      const draft = state.drafts[tab.id];
      if (draft === undefined) return [];
      const { name, path, kind, input, output } = tab.method;
      return [
        {
          method: { name, path, kind, input, output },
          ...(tab.target && { target: tab.target }),
          message: draft.message,
          typed: draft.typed,
          metadata: [...draft.metadata],
          deadline: draft.deadline,
        },
      ];
    }),
    active: active === -1 ? null : active,
  };
}

/**
 * Has the session kept within half a second of each change, and at once when the page goes. Nothing is
 * kept before the last session has been restored, so that an empty window never replaces it.
 */
export function keepSession(store: AppStore, bridge: Bridge): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = async (): Promise<void> => {
    timer = undefined;
    const result = await bridge.invoke('session.save', { session: sessionOf(store.getState()) });
    store.getState().sessionKept(result.ok ? null : result.error);
  };
  const unsubscribe = store.subscribe((now, before) => {
    if (now.app === null || !isOtherSession(now, before)) return;
    timer ??= setTimeout(() => void keep(), keptAfterMs);
  });
  const flush = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    void keep();
  };
  window.addEventListener('pagehide', flush);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    window.removeEventListener('pagehide', flush);
  };
}

function isOtherSession(now: AppState, before: AppState): boolean {
  return (
    now.tabs !== before.tabs ||
    now.drafts !== before.drafts ||
    now.activeTab !== before.activeTab ||
    now.workspaceTarget !== before.workspaceTarget ||
    now.sources !== before.sources
  );
}
