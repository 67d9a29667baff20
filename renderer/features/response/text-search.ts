import type { TextFound, TextMatch } from '#app/contract/message-text.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { type TextView, withFound } from './text-view.ts';

export interface TextFinding {
  textFound(found: TextFound): void;
  /** Looks for words from the rows in view on; for none it only opens the find line. */
  findInText(words: string, isCaseSensitive: boolean): Promise<void>;
  /** Goes to the next match, or to the one before; around at the ends. */
  stepInText(step: 1 | -1): Promise<void>;
  closeTextFind(): void;
}

type Change = (textId: string | undefined, next: (view: TextView) => TextView) => void;

/** Finding words in the text that is in view; `firstRow`: the first that is seen. */
export function createTextSearch(
  { get, bridge }: Pick<SliceTools, 'get' | 'bridge'>,
  change: Change,
  firstRow: () => number,
): TextFinding {
  let finds = 0;

  async function goTo(which: { index: number } | { row: number }): Promise<TextMatch | null> {
    const { info, search } = get().text ?? {};
    if (!info || !search) return null;
    const { textId } = info;
    const { findId } = search;
    const result = await bridge.invoke('texts.match', { textId, findId, ...which });
    if (!result.ok || result.value === null) return null;
    const match = result.value;
    change(textId, (view) =>
      view.search?.findId === findId ? { ...view, search: { ...view.search, match } } : view,
    );
    return match;
  }

  /** The first match from where one looks, or else, once all are known, the very first. */
  async function goToFirst(findId: string): Promise<void> {
    const match = await goTo({ row: firstRow() });
    const search = get().text?.search;
    if (match === null && search?.findId === findId && search.isDone && search.matches > 0)
      await goTo({ index: 0 });
  }

  return {
    textFound(found) {
      const before = get().text?.search;
      change(found.textId, (view) => withFound(view, found));
      const { search } = get().text ?? {};
      if (!search || search.findId !== found.findId || search.match !== undefined) return;
      if (found.matches > (before?.matches ?? 0) || found.isDone) void goToFirst(found.findId);
    },
    async findInText(words, isCaseSensitive) {
      const textId = get().text?.info?.textId;
      if (textId === undefined) return;
      finds += 1;
      const findId = `find-${finds}`;
      const none = { matches: 0, isMore: false, isDone: words === '', match: undefined };
      change(textId, (view) => ({ ...view, search: { findId, words, isCaseSensitive, ...none } }));
      if (words === '') return;
      const result = await bridge.invoke('texts.find', { textId, findId, words, isCaseSensitive });
      if (!result.ok) change(textId, (view) => ({ ...view, error: result.error }));
    },
    async stepInText(step) {
      const search = get().text?.search;
      if (!search || search.matches === 0) return;
      const from = search.match?.index ?? -1;
      await goTo({ index: (from + step + search.matches) % search.matches });
    },
    closeTextFind() {
      const textId = get().text?.info?.textId;
      change(textId, (view) => ({ ...view, search: null }));
    },
  };
}
