import type { SliceTools } from '#renderer/store/app-state.ts';
import type { TabCall } from './tab-call.ts';

/** The calls that are shown, found by tab or by call, and how they change. */
export interface CallBook {
  ofTab(tabId: string): TabCall | undefined;
  find(callId: string): TabCall | undefined;
  tabOf(callId: string): string | undefined;
  put(tabId: string, call: TabCall): void;
  /** Does nothing for a call that no tab shows any more. */
  change(callId: string, next: (call: TabCall) => TabCall): void;
  remove(tabId: string): void;
}

export function createCallBook({ set, get }: Pick<SliceTools, 'set' | 'get'>): CallBook {
  function tabOf(callId: string): string | undefined {
    const { calls } = get();
    return Object.keys(calls).find((tabId) => calls[tabId]?.callId === callId);
  }

  function find(callId: string): TabCall | undefined {
    const tabId = tabOf(callId);
    return tabId === undefined ? undefined : get().calls[tabId];
  }

  function put(tabId: string, call: TabCall): void {
    set(({ calls }) => ({ calls: { ...calls, [tabId]: call } }));
  }

  return {
    ofTab: (tabId) => get().calls[tabId],
    find,
    tabOf,
    put,
    change(callId, next) {
      const tabId = tabOf(callId);
      const call = find(callId);
      if (tabId !== undefined && call !== undefined) put(tabId, next(call));
    },
    remove(tabId) {
      set(({ calls }) => {
        const { [tabId]: _gone, ...rest } = calls;
        return { calls: rest };
      });
    },
  };
}
