import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { usesIn } from '#app/core/variables/resolve.ts';
import { rangeOfPath } from './json-path.ts';

/** Where something is wrong. */
export type FaultPlace =
  /** At a JSON path; of several documents in the one that is meant, from 1. */
  | { readonly path: string; readonly document?: number | undefined }
  /** From 1. */
  | { readonly line: number; readonly column: number };

const setFaultPlace = StateEffect.define<FaultPlace | undefined>();

/** Marks the value at a place and goes to it; without one nothing is marked. */
export function markFault(view: EditorView, place: FaultPlace | undefined): void {
  const range = place && rangeOf(view.state, place);
  view.dispatch({
    effects: setFaultPlace.of(place),
    ...(range && { selection: { anchor: range.from }, scrollIntoView: true }),
  });
}

function rangeOf(state: EditorState, place: FaultPlace) {
  if ('path' in place) return rangeOfPath(state, place.path, place.document);
  if (place.line > state.doc.lines) return undefined;
  const line = state.doc.line(place.line);
  const from = Math.min(line.from + place.column - 1, line.to);
  const use = usesIn(line.text).find((one) => line.from + one.from === from);
  const to = use === undefined ? line.to : line.from + use.to;
  return to > from ? { from, to } : undefined;
}

export const faultMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setFaultPlace)) continue;
      const place = effect.value;
      const range = place && rangeOf(transaction.state, place);
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
