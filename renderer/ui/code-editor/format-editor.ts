import { EditorView } from '@codemirror/view';
import { formatting } from './json-layout.ts';

/** Lays out the JSON of an editor, by its text's element; `false` where that is not whole. */
export function formatEditor(content: HTMLElement): boolean {
  const view = EditorView.findFromDOM(content);
  const laidOut = view && formatting(view.state);
  if (laidOut) view.dispatch(laidOut);
  return Boolean(laidOut);
}
