import type { SliceTools } from '#renderer/store/app-state.ts';
import type { CallBook } from './call-book.ts';
import { canSend, isRunning, newCall } from './tab-call.ts';

/** What a person does to a call. */
export interface CallCommands {
  /** Invokes a unary or server-streaming method, or opens a stream. */
  startCall(tabId: string): Promise<void>;
  /** Sends what the editor holds and leaves it there. */
  sendMessage(tabId: string): Promise<void>;
  /** Half-closes. */
  finishSending(tabId: string): Promise<void>;
  cancelCall(tabId: string): Promise<void>;
  /** Forgets the tab's call, cancelling it when it still goes on. */
  releaseCall(tabId: string): void;
}

export function createCallCommands(
  { get, bridge }: Pick<SliceTools, 'get' | 'bridge'>,
  book: CallBook,
  forgotten: (callId: string) => void,
): CallCommands {
  function release(callId: string): void {
    forgotten(callId);
    void bridge.invoke('calls.release', { callId });
  }

  async function cancel(callId: string): Promise<void> {
    book.change(callId, (call) => ({ ...call, cancelling: true }));
    await bridge.invoke('calls.cancel', { callId });
  }

  async function startCall(tabId: string): Promise<void> {
    const previous = book.ofTab(tabId);
    const request = isRunning(previous) ? undefined : get().composeRequest(tabId);
    if (request === undefined) return;
    const callId = crypto.randomUUID();
    book.put(tabId, newCall(callId, request.kind));
    const result = await bridge.invoke('calls.start', { callId, ...request.input });
    const shown = book.find(callId);
    // The tab was closed meanwhile.
    if (shown === undefined) return release(callId);
    if (!result.ok) {
      get().refuseRequest(tabId, result.error);
      if (previous === undefined) book.remove(tabId);
      else book.put(tabId, previous);
      return;
    }
    if (previous !== undefined) release(previous.callId);
    get().callProgressed(result.value, []);
    // Cancelled before the engine knew the call.
    if (shown.cancelling) await cancel(callId);
  }

  return {
    startCall,
    async sendMessage(tabId) {
      const call = book.ofTab(tabId);
      if (call === undefined || !canSend(call)) return;
      const message = get().composeMessage(tabId);
      const result = await bridge.invoke('calls.send', { callId: call.callId, message });
      if (!result.ok) get().refuseRequest(tabId, result.error);
    },
    async finishSending(tabId) {
      const call = book.ofTab(tabId);
      if (call === undefined || !canSend(call)) return;
      const result = await bridge.invoke('calls.finish', { callId: call.callId });
      if (!result.ok) get().refuseRequest(tabId, result.error);
    },
    async cancelCall(tabId) {
      const call = book.ofTab(tabId);
      if (call !== undefined && isRunning(call)) await cancel(call.callId);
    },
    releaseCall(tabId) {
      const call = book.ofTab(tabId);
      if (call === undefined) return;
      book.remove(tabId);
      release(call.callId);
    },
  };
}
