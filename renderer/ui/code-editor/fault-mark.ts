import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { rangeOfPath } from './json-path.ts';

/** Marks the value at a JSON path, or nothing. */
export const setFaultPath = StateEffect.define<string | undefined>();

export const faultMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setFaultPath)) continue;
      const range =
        effect.value === undefined ? undefined : rangeOfPath(transaction.state, effect.value);
      return range === undefined
        ? Decoration.none
        : Decoration.set(Decoration.mark({ class: 'cm-fault' }).range(range.from, range.to));
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});
