import type { HistoryItem } from '#app/contract/history.ts';
import type { Playing } from '#app/contract/player.ts';
import { failureOf } from '#app/contract/result.ts';
import { isMadeAnew, valuesFor } from '#app/core/variables/made-anew.ts';
import { valuesOfTab } from '#renderer/features/environment/index.ts';
import { statusWords, whenText } from '#renderer/features/history/index.ts';
import { canSend } from '#renderer/features/response/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import {
  changedForm,
  firstPlayForm,
  type PastSource,
  type PlayForm,
  playingOf,
} from './play-form.ts';

/** Messages that are sent into an open stream by themselves. */
export interface PlayerSlice {
  /** By tab id, where somebody looked at it. */
  readonly playForms: { readonly [tabId: string]: PlayForm };
  /** The tab whose player is open. */
  readonly playerShown: string | null;
  /** The past calls of its method, the newest first; `null` until they are known. */
  readonly pastToPlay: readonly PastSource[] | null;

  showPlayer(tabId: string | null): void;
  changePlay(tabId: string, change: Partial<PlayForm>): void;
  /** The messages of a past call are to be played, once, in the times that they had. */
  choosePast(tabId: string, past: PastSource): void;
  /** Begins to play as the form says; what is wrong with a message is shown at that message. */
  playMessages(tabId: string): Promise<void>;
  stopPlaying(tabId: string): Promise<void>;
  forgetPlay(tabId: string): void;
}

/** The messages as they are written, where something that they generate is to be another in each of them. */
function madeSource(state: AppState, tabId: string): Playing['source'] | undefined {
  const texts = state.drafts[tabId]?.messages ?? [];
  const values = valuesOfTab(state, tabId);
  if (!isMadeAnew(texts, values)) return undefined;
  return { kind: 'messages', text: texts.join('\n'), values: valuesFor(texts, values) };
}

/** As many past calls are offered. */
const mostPast = 200;

/** A past call that is over and sent something. */
function playable({ callId, startedAt, call }: HistoryItem): readonly PastSource[] {
  if (call === undefined || call.isRunning || call.sent === 0) return [];
  const name = `${whenText(startedAt, Date.now())}, ${statusWords(call)}`;
  return [{ callId, name, sent: call.sent }];
}

export function createPlayerSlice({ set, get, bridge }: SliceTools): PlayerSlice {
  function change(tabId: string, changed: Partial<PlayForm>): void {
    set(({ playForms }) => ({
      playForms: { ...playForms, [tabId]: changedForm(playForms[tabId] ?? firstPlayForm, changed) },
    }));
  }

  async function readPast(tabId: string): Promise<void> {
    const method = get().tabs.find(({ id }) => id === tabId)?.method.path;
    if (method === undefined) return;
    const result = await bridge.invoke('history.list', { from: 0, count: mostPast, method });
    // What is wrong with the history is told there.
    if (get().playerShown === tabId)
      set({ pastToPlay: result.ok ? result.value.items.flatMap(playable) : [] });
  }

  /** All messages of the request, as they go out; nothing when one of them cannot. */
  async function messagesOf(tabId: string): Promise<readonly string[] | undefined> {
    const ready = get().askForDraft(tabId);
    if (ready !== true && !(await ready)) return undefined;
    return get().composeMessages(tabId);
  }

  async function play(tabId: string, form: PlayForm): Promise<void> {
    const texts = form.from === 'past' ? [] : await messagesOf(tabId);
    // What is wrong with a message is shown there.
    if (texts === undefined) return get().showPlayer(null);
    const fault = failureOf(() => playingOf(form, ''));
    if (fault !== undefined) return change(tabId, { fault });
    const call = get().calls[tabId];
    if (call === undefined || !canSend(call)) return;
    const playing = playingOf(form, texts.join('\n'));
    const made = form.from === 'past' ? undefined : madeSource(get(), tabId);
    const result = await bridge.invoke('calls.play', {
      ...{ callId: call.callId, ...playing },
      ...(made && { source: made }),
    });
    if (result.ok) {
      change(tabId, { isSeen: false });
      return get().showPlayer(null);
    }
    if (form.from === 'past' || result.error.code !== 'message-invalid')
      return change(tabId, { fault: result.error });
    get().refuseMessages(tabId, texts, result.error);
    get().showPlayer(null);
  }

  return {
    playForms: {},
    playerShown: null,
    pastToPlay: null,
    showPlayer(playerShown) {
      set({ playerShown, pastToPlay: null });
      if (playerShown !== null) void readPast(playerShown);
    },
    changePlay: change,
    choosePast: (tabId, past) =>
      change(tabId, { from: 'past', past, rhythm: 'recorded', speed: 1, repeat: 1 }),
    playMessages: (tabId) => play(tabId, get().playForms[tabId] ?? firstPlayForm),
    async stopPlaying(tabId) {
      const { callId } = get().calls[tabId] ?? {};
      if (callId !== undefined) await bridge.invoke('calls.stopPlay', { callId });
    },
    forgetPlay: (tabId) =>
      set(({ playForms }) => {
        const { [tabId]: _gone, ...rest } = playForms;
        return { playForms: rest };
      }),
  };
}
