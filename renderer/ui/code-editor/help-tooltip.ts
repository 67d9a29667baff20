import { StateEffect, StateField } from '@codemirror/state';
import { EditorView, showTooltip, type Tooltip } from '@codemirror/view';
import { type HelpText, helpCard, helpSentence } from './help-card.ts';

const setHelp = StateEffect.define<Tooltip | null>();

/** Help at the cursor, until something is typed or the cursor goes on. */
export const helpTooltip = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, { effects, docChanged, selection }) {
    for (const effect of effects) if (effect.is(setHelp)) return effect.value;
    return docChanged || selection !== undefined ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

/** Shows it, and has it said. */
export function showHelp(view: EditorView, position: number, text: HelpText): void {
  view.dispatch({
    effects: [
      setHelp.of({ pos: position, above: true, create: () => ({ dom: helpCard(text) }) }),
      EditorView.announce.of(helpSentence(text)),
    ],
  });
}

/** `false` when there is none. */
export function closeHelp(view: EditorView): boolean {
  if (view.state.field(helpTooltip, false) == null) return false;
  view.dispatch({ effects: setHelp.of(null) });
  return true;
}
