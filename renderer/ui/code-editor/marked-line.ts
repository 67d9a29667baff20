import { type EditorState, type Extension, RangeSet } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutterLineClass } from '@codemirror/view';

/** A place in a text, both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column?: number | undefined;
}

/** Where the place is; its line's end, or the text's, when it has become shorter since. */
export function offsetOf({ doc }: EditorState, { line, column = 1 }: TextPlace): number {
  const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(to, from + Math.max(0, column - 1));
}

class LineNumberMark extends GutterMarker {
  override elementClass = 'cm-marked-number';
}

/** Marks a line, its number included. */
export function markedLine(at: number): Extension {
  const line = Decoration.line({
    class: 'cm-marked-line',
    attributes: { 'aria-current': 'location' },
  });
  return [
    EditorView.decorations.of((view) => Decoration.set(line.range(view.state.doc.lineAt(at).from))),
    gutterLineClass.compute(['doc'], ({ doc }) =>
      RangeSet.of(new LineNumberMark().range(doc.lineAt(at).from)),
    ),
  ];
}
