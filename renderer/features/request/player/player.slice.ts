import type { Playing } from '#app/contract/player.ts';
import { failureOf } from '#app/contract/result.ts';
import { isMadeAnew, valuesFor } from '#app/core/variables/made-anew.ts';
import { valuesOfTab } from '#renderer/features/environment/index.ts';
import { canSend } from '#renderer/features/response/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import {
  changedForm,
  firstPlayForm,
  ofMessage,
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

export function createPlayerSlice({ set, get, bridge }: SliceTools): PlayerSlice {
  function change(tabId: string, changed: Partial<PlayForm>): void {
    set(({ playForms }) => ({
      playForms: { ...playForms, [tabId]: changedForm(playForms[tabId] ?? firstPlayForm, changed) },
    }));
  }

  /** All messages of the request, as they go out; nothing when one of them cannot. */
  async function messagesOf(tabId: string): Promise<readonly string[] | undefined> {
    const ready = get().askForDraft(tabId);
    if (ready !== true && !(await ready)) return undefined;
    const composed: string[] = [];
    for (const at of (get().drafts[tabId]?.messages ?? []).keys()) {
      const message = get().composeMessage(tabId, at);
      if (message === undefined) return undefined;
      composed.push(message);
    }
    return composed;
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
    const { error, at } = ofMessage(texts, result.error);
    get().refuseRequest(tabId, error, at);
    get().showPlayer(null);
  }

  return {
    playForms: {},
    playerShown: null,
    showPlayer: (playerShown) => set({ playerShown }),
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
