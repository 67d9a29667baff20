import type { AppState } from '#renderer/store/app-state.ts';

/** Has the history read again whenever a call begins, ends, or is shown no longer; until called. */
export function followCalls(store: {
  getState(): AppState;
  subscribe(listener: (now: AppState, before: AppState) => void): () => void;
}): () => void {
  return store.subscribe((now, before) => {
    if (now.calls === before.calls || !now.historyShown || now.app === null) return;
    if (standing(now) !== standing(before)) void now.readHistory();
  });
}

/** Which calls there are, and which of them have ended. */
function standing({ calls }: AppState): string {
  return Object.values(calls)
    .filter(({ summary }) => summary !== null)
    .map(({ callId, summary }) => `${callId} ${summary?.phase === 'ended'}`)
    .join();
}
