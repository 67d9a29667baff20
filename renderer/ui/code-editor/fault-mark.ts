import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { rangeOfPath } from './json-path.ts';

const setFaultPath = StateEffect.define<string | undefined>();

/** Marks the value at a JSON path and goes to it; without one nothing is marked. */
export function markFault(view: EditorView, path: string | undefined): void {
  const range = path === undefined ? undefined : rangeOfPath(view.state, path);
  view.dispatch({
    effects: setFaultPath.of(path),
    ...(range && { selection: { anchor: range.from }, scrollIntoView: true }),
  });
}

export const faultMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setFaultPath)) continue;
      const range =
        effect.value === undefined ? undefined : rangeOfPath(transaction.state, effect.value);
      if (range === undefined) return Decoration.none;
      const line = transaction.state.doc.lineAt(range.from);
      return Decoration.set([
        Decoration.line({ class: 'cm-fault-line' }).range(line.from),
        Decoration.mark({ class: 'cm-fault' }).range(range.from, range.to),
      ]);
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});
