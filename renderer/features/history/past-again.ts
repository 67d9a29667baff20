import { readTail, type ShownCall } from '#renderer/features/response/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

/** How the calls of tabs that were closed come back with them. */
export interface PastAgain {
  /** Tabs that came back without the call they showed: the history has it no more. */
  readonly goneCalls: readonly string[];

  /** Shows a call once more in its tab, which was closed; where it is there no more, that is noted. */
  showAgain(shown: ShownCall): Promise<void>;
  /** The call that a tab showed is there no more. */
  callGone(tabId: string): void;
}

export function createPastAgain({ set, get, bridge }: SliceTools): PastAgain {
  return {
    goneCalls: [],
    async showAgain({ tabId, callId, kind }) {
      // Another tab has it by now.
      if (Object.values(get().calls).some((one) => one.callId === callId)) return;
      const past = await bridge.invoke('history.open', { callId });
      if (!past.ok) return get().callGone(tabId);
      const tail = await readTail(bridge, past.value);
      const { tabs, calls } = get();
      // Whoever was quicker to call anew, or to close it, meant it.
      const isWanted = tabs.some(({ id }) => id === tabId) && calls[tabId] === undefined;
      if (isWanted) get().showCall({ tabId, callId, kind }, past.value, tail);
      else void bridge.invoke('calls.release', { callId });
    },
    callGone: (tabId) => set(({ goneCalls }) => ({ goneCalls: [...goneCalls, tabId] })),
  };
}
