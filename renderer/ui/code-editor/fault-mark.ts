import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { rangeOfPath } from './json-path.ts';

/** A JSON path, and of several documents the one that it is in, from 1. */
interface FaultPlace {
  readonly path: string;
  readonly document?: number | undefined;
}

const setFaultPlace = StateEffect.define<FaultPlace | undefined>();

/** Marks the value at a place and goes to it; without one nothing is marked. */
export function markFault(view: EditorView, place: FaultPlace | undefined): void {
  const range = place && rangeOfPath(view.state, place.path, place.document);
  view.dispatch({
    effects: setFaultPlace.of(place),
    ...(range && { selection: { anchor: range.from }, scrollIntoView: true }),
  });
}

export const faultMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setFaultPlace)) continue;
      const place = effect.value;
      const range = place && rangeOfPath(transaction.state, place.path, place.document);
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
