import type { CallSummary, TimelineRow } from '#app/contract/calls.ts';
import type { HistoryItem, PastSummary } from '#app/contract/history.ts';
import { type AppError, fail, ok, type Result } from '#app/contract/result.ts';
import type { MethodKind, MethodSummary } from '#app/contract/schema.ts';
import { noDeadline } from '#app/core/deadline.ts';
import { optionTextsOf } from '#app/core/option-text.ts';
import { targetOfCall } from '#renderer/features/connection/index.ts';
import { inheritedOfTab } from '#renderer/features/environment/index.ts';
import { kindsKnown, methodAnywhere } from '#renderer/features/explorer/index.ts';
import { canSend, readTail } from '#renderer/features/response/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import type { MetadataRow } from '#renderer/ui/metadata-paste.ts';
import { createHistoryReader } from './history-reader.ts';
import { createPastAgain, type PastAgain } from './past-again.ts';
import { methodName, whenText } from './past-call-text.ts';
import { createPastDeleting, type PastDeleting } from './past-deleting.ts';
import { type PastRequest, readPastRequest } from './past-request.ts';

/** The calls that were made from this window, those of earlier starts too. */
export interface HistorySlice extends PastDeleting, PastAgain {
  readonly historyShown: boolean;
  /** The newest, as far as somebody looked. */
  readonly pastCalls: readonly HistoryItem[];
  /** How many there are in all; `null` until it was told. */
  readonly pastTotal: number | null;
  /** Why no call is kept at all, where that is so. */
  readonly historyObstacle: string | null;
  /** Why the last thing that was asked of the history was not done. */
  readonly historyFault: AppError | null;
  /** The call that the keyboard is on. */
  readonly pastInList: string | null;

  showHistory(shown: boolean): void;
  /** Asks anew for what is listed. */
  readHistory(): Promise<void>;
  /** Older calls are looked at: asks for the next, where there are more. */
  readOlderHistory(): Promise<void>;
  /** Shows a call as it went, beside its request, in a tab; or goes to the tab that shows it. */
  openPast(callId: string): Promise<void>;
  /** Opens the request of a call as it was made, to be called. */
  callAgain(callId: string): Promise<void>;
  /**
   * Has the messages of a past call played: into the open request where it calls the same method, else into
   * the past one's, opened again; at once when its stream is open.
   */
  playPast(callId: string): Promise<void>;
  pastFocused(callId: string | null): void;
  dismissHistoryFault(): void;
}

export function createHistorySlice({ set, get, bridge }: SliceTools): HistorySlice {
  const reader = createHistoryReader(bridge, {
    look: () => ({ count: get().pastCalls.length, total: get().pastTotal }),
    put: (pastCalls, pastTotal, historyObstacle) => set({ pastCalls, pastTotal, historyObstacle }),
    refuse: (historyFault) => set({ historyFault }),
    isShown: (callId) => tabShowing(get(), callId) !== undefined,
  });

  /** Calls that are being opened: whoever presses twice means it once. */
  const opening = new Set<string>();

  async function once(callId: string, work: () => Promise<void>): Promise<void> {
    if (opening.has(callId)) return;
    opening.add(callId);
    await work();
    opening.delete(callId);
  }

  /** A call with its request, to be opened; it is held until it is released. */
  async function read(callId: string): Promise<ReadPast | undefined> {
    const held = heldSummary(get(), callId);
    const call = held?.ok === false ? held : await bridge.invoke('history.open', { callId });
    if (!call.ok) {
      set({ historyFault: call.error });
      return undefined;
    }
    const summary = call.value;
    const tail = readTail(bridge, summary);
    const request = await readPastRequest(bridge, summary);
    const release = () => {
      if (held === undefined) void bridge.invoke('calls.release', { callId });
    };
    return { summary, request, tail: await tail, release };
  }

  /** Opens its request in a new tab, whose id it gives; releases the call where there is no room for one. */
  function open({ summary, request, release }: ReadPast): OpenedPast | undefined {
    const { note, deadline, messages, metadata } = request;
    const method = methodOf(get(), summary.method, summary.callId);
    const target = targetOfCall(get(), summary.target);
    // Without a deadline of its own it would get one from elsewhere.
    const wouldHave = inheritedOfTab(get(), null).deadline?.value ?? get().settings.deadline;
    const hadNone = deadline === '' && wouldHave !== '';
    const composed = {
      messages,
      metadata: [...notInherited(get(), metadata), ...metadata],
      deadline: hadNone ? noDeadline : deadline,
      options: optionTextsOf(summary.options ?? {}),
    };
    const tabId = get().openComposed({ method, ...(target && { target }) }, composed);
    if (note !== undefined) get().say(note);
    set({ historyFault: null });
    if (tabId === undefined) release();
    return tabId === undefined ? undefined : { tabId, kind: method.kind };
  }

  return {
    historyShown: true,
    pastCalls: [],
    pastTotal: null,
    historyObstacle: null,
    historyFault: null,
    pastInList: null,
    showHistory(historyShown) {
      set({ historyShown });
      if (historyShown) void reader.read();
    },
    readHistory: reader.read,
    readOlderHistory: reader.readOlder,
    openPast: (callId) =>
      once(callId, async () => {
        const shown = tabShowing(get(), callId);
        if (shown !== undefined) return get().selectTab(shown);
        const past = await read(callId);
        const opened = past && open(past);
        // At once: the tab is drawn with its rows, not without them first.
        if (opened) get().showCall({ ...opened, callId }, past.summary, past.tail);
      }),
    callAgain: (callId) =>
      once(callId, async () => {
        const past = await read(callId);
        if (past !== undefined && open(past) !== undefined) past.release();
      }),
    async playPast(callId) {
      const { call, startedAt } = get().pastCalls.find((one) => one.callId === callId) ?? {};
      if (call === undefined || startedAt === undefined) return;
      const isOpen = () =>
        get().tabs.some(({ id, method }) => id === get().activeTab && method.path === call.method);
      if (!isOpen()) await get().callAgain(callId);
      const tabId = get().activeTab;
      if (tabId === null || !isOpen()) return;
      const name = `${methodName(call.method)}, ${whenText(startedAt, Date.now())}`;
      get().choosePast(tabId, { callId, name, sent: call.sent });
      get().closeReader();
      if (canSend(get().calls[tabId])) get().showPlayer(tabId);
      else get().say('Start the stream, then press Play…');
    },
    ...createPastAgain({ set, get, bridge }),
    ...createPastDeleting({ set, get, bridge }, reader),
    pastFocused: (pastInList) => set({ pastInList }),
    dismissHistoryFault: () => set({ historyFault: null }),
  };
}

/** A call of the history as it was read back. */
interface ReadPast {
  readonly summary: PastSummary;
  readonly request: PastRequest;
  /** Its newest rows. */
  readonly tail: readonly TimelineRow[];
  /** Lets go of the call, unless somebody had it before. */
  readonly release: () => void;
}

interface OpenedPast {
  readonly tabId: string;
  readonly kind: MethodKind;
}

/** Rows that turn off what the workspace would add now, and the call did not have. */
function notInherited(state: AppState, made: readonly MetadataRow[]): readonly MetadataRow[] {
  const has = new Set(made.map(({ name }) => name.toLowerCase()));
  return inheritedOfTab(state, null)
    .metadata.filter(({ value }) => !value.disabled && !has.has(value.name.toLowerCase()))
    .map(({ value: { name, value } }) => ({ name, value, disabled: true }));
}

function tabShowing({ calls }: AppState, callId: string): string | undefined {
  return Object.keys(calls).find((tabId) => calls[tabId]?.callId === callId);
}

/** Of a call that a tab shows: it is held already, and may go on. */
function heldSummary(state: AppState, callId: string): Result<CallSummary> | undefined {
  const call = state.calls[tabShowing(state, callId) ?? ''];
  if (call === undefined) return undefined;
  if (call.summary !== null) return ok(call.summary);
  return fail({ code: 'usage', message: 'This call has not begun yet' });
}

/** As a schema has it that is known; else what the history says of it. */
function methodOf(state: AppState, path: string, callId: string): MethodSummary {
  const known = methodAnywhere(state, path);
  if (known !== undefined) return known;
  const { call } = state.pastCalls.find((one) => one.callId === callId) ?? {};
  const kind: MethodKind = call?.kind ?? kindsKnown(state)(path) ?? 'unary';
  return { name: methodName(path), path, kind, input: '', output: '' };
}
