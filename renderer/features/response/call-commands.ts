import type { FullChoice } from '#app/contract/call-commands.ts';
import type { AppError } from '#app/contract/result.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import type { CallBook } from './call-book.ts';
import {
  canPause,
  canSend,
  isPartlyInMemory,
  isRunning,
  newCall,
  type TabCall,
} from './tab-call.ts';

type ComposedRequest = NonNullable<ReturnType<AppState['composeRequest']>>;

/** What a person does to a call. */
export interface CallCommands {
  /** The tab whose call a person is asked about before another one takes its place. */
  readonly callToReplace: string | null;

  /**
   * Invokes a unary or server-streaming method, or opens a stream; over a connection that is made first
   * where its schema comes from there. What came of the call before stays when this one is refused; asks
   * first when something of that would be lost.
   */
  startCall(tabId: string): Promise<void>;
  replaceCall(): Promise<void>;
  keepCall(): void;
  /** Sends what the editor holds and leaves it there. */
  sendMessage(tabId: string): Promise<void>;
  /** Sends all messages of the list in order, or none of them where one is refused: that one is shown then. */
  sendAllMessages(tabId: string): Promise<void>;
  /** Half-closes. */
  finishSending(tabId: string): Promise<void>;
  cancelCall(tabId: string): Promise<void>;
  /** Receives nothing more, which holds the server back by flow control, or goes on. */
  pauseCall(tabId: string, isPaused: boolean): Promise<void>;
  /** How a call goes on that waits since it has come to what is kept of one. */
  chooseWhenFull(tabId: string, choice: FullChoice): Promise<void>;
  /** Forgets the tab's call, cancelling it when it still goes on. */
  releaseCall(tabId: string): void;
}

export function createCallCommands(
  { set, get, bridge }: SliceTools,
  book: CallBook,
  forgotten: (callId: string) => void,
): CallCommands {
  /** Targets that are being connected to for a call that has not started yet, by call. */
  const connecting = new Map<string, TargetSettings>();
  const earlier = createEarlierCalls(release);

  function release(callId: string): void {
    forgotten(callId);
    void bridge.invoke('calls.release', { callId });
  }

  function giveUp(callId: string): void {
    book.change(callId, (call) => ({ ...(earlier.take(callId) ?? call), refused: true }));
  }

  function refuse(tabId: string, callId: string, error: AppError): void {
    get().refuseRequest(tabId, error);
    giveUp(callId);
  }

  async function cancel(callId: string): Promise<void> {
    book.change(callId, (call) => ({ ...call, cancelling: true }));
    await bridge.invoke('calls.cancel', { callId });
  }

  /** True when the call may go on: its target is connected, and nobody gave it up meanwhile. */
  async function reach(tabId: string, callId: string, target: TargetSettings): Promise<boolean> {
    connecting.set(callId, target);
    const error = await get().reach(target);
    connecting.delete(callId);
    const call = book.find(callId);
    if (call === undefined || call.refused) return false;
    if (error !== undefined) refuse(tabId, callId, error);
    return error === undefined;
  }

  /** `mayLose`: also where that takes a part of the call before that is nowhere else. */
  async function start(tabId: string, mayLose: boolean): Promise<void> {
    const ready = isRunning(book.ofTab(tabId)) || get().askForDraft(tabId);
    if (ready !== true && !(await ready)) return;
    const previous = book.ofTab(tabId);
    const request = isRunning(previous) ? undefined : get().composeRequest(tabId);
    if (request === undefined) return;
    if (request.input !== undefined && isPartlyInMemory(previous) && !mayLose)
      return set({ callToReplace: tabId });
    const callId = crypto.randomUUID();
    book.put(tabId, { ...newCall(callId, request.kind), countOnly: previous?.countOnly === true });
    if (previous !== undefined && previous.summary !== null) earlier.keep(callId, previous);
    await begin(tabId, callId, request);
  }

  async function begin(tabId: string, callId: string, request: ComposedRequest): Promise<void> {
    if (request.input === undefined) return giveUp(callId);
    if (request.connectsItself === true) get().expectConnection(request.target);
    else if (!(await reach(tabId, callId, request.target))) return;
    const result = await bridge.invoke('calls.start', { callId, ...request.input });
    const shown = book.find(callId);
    // The tab was closed meanwhile.
    if (shown === undefined) return release(callId);
    if (!result.ok) return refuse(tabId, callId, result.error);
    earlier.release(callId);
    get().callProgressed(result.value, []);
    // Cancelled before the engine knew the call.
    if (shown.cancelling) await cancel(callId);
  }

  return {
    callToReplace: null,
    startCall: (tabId) => start(tabId, false),
    async replaceCall() {
      const { callToReplace } = get();
      set({ callToReplace: null });
      if (callToReplace !== null) await start(callToReplace, true);
    },
    keepCall: () => set({ callToReplace: null }),
    ...createSendingCommands({ get, bridge }, book),
    async cancelCall(tabId) {
      const call = book.ofTab(tabId);
      if (call === undefined || !isRunning(call)) return;
      const target = connecting.get(call.callId);
      if (target === undefined) return cancel(call.callId);
      giveUp(call.callId);
      get().stopConnecting(target);
    },
    ...createReceivingCommands(bridge, book),
    releaseCall(tabId) {
      const call = book.ofTab(tabId);
      if (call === undefined) return;
      book.remove(tabId);
      earlier.release(call.callId);
      release(call.callId);
    },
  };
}

/** What is shown again when a call cannot begin, by that call. */
function createEarlierCalls(release: (callId: string) => void) {
  const kept = new Map<string, TabCall>();

  function take(callId: string): TabCall | undefined {
    const call = kept.get(callId);
    kept.delete(callId);
    return call;
  }

  return {
    keep: (callId: string, earlier: TabCall) => void kept.set(callId, earlier),
    take,
    release(callId: string) {
      const call = take(callId);
      if (call !== undefined) release(call.callId);
    },
  };
}

/** What is sent into an open stream. */
function createSendingCommands(
  { get, bridge }: Pick<SliceTools, 'get' | 'bridge'>,
  book: CallBook,
): Pick<CallCommands, 'sendMessage' | 'sendAllMessages' | 'finishSending'> {
  /** The open stream of a tab whose request has all that its variables need. */
  async function readyToSend(tabId: string): Promise<TabCall | undefined> {
    const call = book.ofTab(tabId);
    if (call === undefined || !canSend(call)) return undefined;
    const ready = get().askForDraft(tabId);
    if (ready !== true && !(await ready)) return undefined;
    // Another call may have taken its place meanwhile.
    return book.ofTab(tabId)?.callId === call.callId ? call : undefined;
  }

  return {
    async sendMessage(tabId) {
      const call = await readyToSend(tabId);
      const message = call && get().composeMessage(tabId);
      if (call === undefined || message === undefined) return;
      const result = await bridge.invoke('calls.send', { callId: call.callId, message });
      if (!result.ok) get().refuseRequest(tabId, result.error);
    },
    async sendAllMessages(tabId) {
      const call = await readyToSend(tabId);
      const messages = call && get().composeMessages(tabId);
      if (call === undefined || messages === undefined) return;
      // Given as one text they are all checked before the first goes out.
      const message = messages.join('\n');
      const result = await bridge.invoke('calls.send', { callId: call.callId, message });
      if (!result.ok) get().refuseMessages(tabId, messages, result.error);
    },
    async finishSending(tabId) {
      const call = book.ofTab(tabId);
      if (call === undefined || !canSend(call)) return;
      const result = await bridge.invoke('calls.finish', { callId: call.callId });
      if (!result.ok) get().refuseRequest(tabId, result.error);
    },
  };
}

/** How a call is received. */
function createReceivingCommands(
  bridge: SliceTools['bridge'],
  book: CallBook,
): Pick<CallCommands, 'pauseCall' | 'chooseWhenFull'> {
  function tell(callId: string, error: AppError): void {
    book.change(callId, (call) => ({ ...call, error }));
  }

  return {
    async pauseCall(tabId, isPaused) {
      const call = book.ofTab(tabId);
      if (call === undefined || !canPause(call)) return;
      const { callId } = call;
      const result = await bridge.invoke('calls.pause', { callId, isPaused });
      if (!result.ok) tell(callId, result.error);
    },
    async chooseWhenFull(tabId, choice) {
      const call = book.ofTab(tabId);
      if (call?.summary?.full === undefined) return;
      const { callId } = call;
      const result = await bridge.invoke('calls.whenFull', { callId, choice });
      if (!result.ok) tell(callId, result.error);
    },
  };
}
