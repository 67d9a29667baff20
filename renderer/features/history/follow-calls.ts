import type { AppState } from '#renderer/store/app-state.ts';

/** Has the history read again whenever a call begins, ends, is cut off on the disk, or is shown no longer; until called. */
export function followCalls(store: {
  getState(): AppState;
  subscribe(listener: (now: AppState, before: AppState) => void): () => void;
}): () => void {
  return store.subscribe((now, before) => {
    if (now.calls === before.calls || !now.historyShown || now.app === null) return;
    if (standing(now) !== standing(before)) void now.readHistory();
  });
}

/** Which calls there are, which of them have ended, and of which the disk has not all. */
function standing({ calls }: AppState): string {
  return Object.values(calls)
    .filter(({ summary }) => summary !== null)
    .map(
      ({ callId, summary }) =>
        `${callId} ${summary?.phase === 'ended'} ${summary?.cutOff !== undefined}`,
    )
    .join();
}
