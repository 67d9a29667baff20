import { json } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import { jsonPlaces } from '#app/core/variables/json-places.ts';
import { usesIn } from '#app/core/variables/resolve.ts';

/**
 * The text as JSON, character by character: in the place of each `{{…}}` something that can stand there. So
 * whoever reads JSON finds everything else where it is in the text.
 */
export function standIn(text: string): string {
  if (!text.includes('{{')) return text;
  const places = jsonPlaces(text);
  let made = '';
  let from = 0;
  for (const use of usesIn(text)) {
    const length = use.to - use.from;
    const place = places.at(use.from);
    if (place === 'comment') continue;
    made += text.slice(from, use.from);
    made += place === 'string' ? 'x'.repeat(length) : '0'.padEnd(length);
    from = use.to;
  }
  return made + text.slice(from);
}

/** An editor of the text as JSON; the same one where it has no variables. */
export function standInState(state: EditorState): EditorState {
  const text = state.doc.toString();
  const doc = standIn(text);
  return doc === text ? state : EditorState.create({ doc, extensions: [json()] });
}
