import type { SliceTools } from '#renderer/store/app-state.ts';
import type { HistoryReader } from './history-reader.ts';
import { methodName } from './past-call-text.ts';

/** How past calls go. */
export interface PastDeleting {
  /** Deletes a call for good; of one that goes on it says why not. */
  deletePast(callId: string): Promise<void>;
  /** Deletes all calls that are over for good. */
  clearPast(): Promise<void>;
}

export function createPastDeleting(
  { set, get, bridge }: SliceTools,
  reader: HistoryReader,
): PastDeleting {
  return {
    async clearPast() {
      const result = await bridge.invoke('history.clear', {});
      set({ historyFault: result.ok ? null : result.error });
      if (result.ok) get().say('Cleared the history');
      await reader.read();
    },
    async deletePast(callId) {
      const item = get().pastCalls.find((one) => one.callId === callId);
      const name = item?.call === undefined ? 'a call' : methodName(item.call.method);
      if (item?.call?.isRunning === true)
        return get().say(`${name} goes on: it can be deleted once it has ended`);
      const result = await bridge.invoke('history.delete', { callIds: [callId] });
      if (!result.ok) return set({ historyFault: result.error });
      get().say(`Deleted ${name} from the history`);
      set({ historyFault: null });
      await reader.read();
    },
  };
}
