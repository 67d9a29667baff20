import type { TextInfo } from '#app/contract/message-text.ts';
import type { AppError } from '#app/contract/result.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import type { RowRange } from './row-cache.ts';
import { createTextSearch, type TextFinding } from './text-search.ts';
import { missingTextRows, newTextView, type TextView, withTextRows } from './text-view.ts';

export interface TextsSlice extends TextFinding {
  /** The large message that is in view, if one is. */
  readonly text: TextView | null;

  openText(callId: string, seq: number): Promise<void>;
  /** Nobody looks at it any more. */
  leaveText(callId: string, seq: number): void;
  textProgressed(info: TextInfo): void;
  /** Sees to it that rows which come into view are there. */
  wantTextRows(range: RowRange): void;
  copyTextRows(from: number, count: number): Promise<void>;
  /** Copies a whole message, by way of the engine. */
  copyMessage(callId: string, seq: number): Promise<void>;
}

export function createTextsSlice({ set, get, bridge }: SliceTools): TextsSlice {
  let wanted: RowRange = { from: 0, to: 0 };
  let isAsking = false;

  function change(textId: string | undefined, next: (view: TextView) => TextView): void {
    const view = get().text;
    if (view !== null && view.info?.textId === textId) set({ text: next(view) });
  }
  const search = createTextSearch({ get, bridge }, change, () => wanted.from);
  const failed = (textId: string | undefined, error: AppError) =>
    change(textId, (view) => ({ ...view, error }));

  async function load(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    for (;;) {
      const view = get().text;
      const span = view && missingTextRows(view, wanted);
      const textId = view?.info?.textId;
      if (!view || !span || textId === undefined) break;
      const result = await bridge.invoke('texts.rows', { textId, ...span });
      if (!result.ok) {
        if (result.error.code === 'no-such-text') void reopen(textId);
        else failed(textId, result.error);
        break;
      }
      const { revision, rows } = result.value;
      change(textId, (now) => withTextRows(now, revision, span.from, rows, wanted));
      // Of a text that began anew meanwhile other rows came: its next news asks again.
      if (rows.length === 0 || revision !== view.info?.revision) break;
    }
    isAsking = false;
  }

  /** It made room for others: it is written again. */
  async function reopen(textId: string): Promise<void> {
    const view = get().text;
    if (view?.info?.textId === textId) await get().openText(view.callId, view.seq);
  }

  return {
    text: null,
    ...search,
    async openText(callId, seq) {
      wanted = { from: 0, to: 60 };
      const view = newTextView(callId, seq);
      set({ text: view });
      const result = await bridge.invoke('texts.open', { callId, seq });
      if (get().text !== view) return;
      if (!result.ok) return set({ text: { ...view, error: result.error } });
      set({ text: { ...view, info: result.value } });
      await load();
    },
    leaveText(callId, seq) {
      const { text } = get();
      if (text?.callId !== callId || text.seq !== seq) return;
      set({ text: null });
      if (text.info !== null) void bridge.invoke('texts.leave', { textId: text.info.textId });
    },
    textProgressed(info) {
      change(info.textId, (view) => ({ ...view, info }));
      void load();
    },
    wantTextRows(range) {
      wanted = range;
      void load();
    },
    async copyTextRows(from, count) {
      const textId = get().text?.info?.textId;
      if (textId === undefined) return;
      const result = await bridge.invoke('texts.copy', { textId, from, count });
      if (!result.ok) failed(textId, result.error);
    },
    async copyMessage(callId, seq) {
      const textId = get().text?.info?.textId;
      const result = await bridge.invoke('texts.copyMessage', { callId, seq, form: 'json' });
      if (!result.ok) failed(textId, result.error);
    },
  };
}
