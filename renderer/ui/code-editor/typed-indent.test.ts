// @vitest-environment jsdom
import { EditorView, runScopeHandlers } from '@codemirror/view';
import { afterEach, expect, it } from 'vitest';
import '../jsdom-gaps.ts';
import { editorOptions, editorSetup } from './editor-setup.ts';

let view: EditorView | undefined;
afterEach(() => view?.destroy());

/** An editor after keys were pressed one by one, as the browser hands them over. */
function typed(text: string): string {
  const options = { label: 'Message', isReadOnly: false, placeholder: '', faultId: undefined };
  const editor = new EditorView({ extensions: [editorSetup(() => {}), editorOptions(options)] });
  view = editor;
  for (const character of text) {
    if (character === '\n') {
      runScopeHandlers(editor, new KeyboardEvent('keydown', { key: 'Enter' }), 'editor');
      continue;
    }
    const { from, to } = editor.state.selection.main;
    const insert = () => editor.state.update(editor.state.replaceSelection(character));
    const handlers = editor.state.facet(EditorView.inputHandler);
    if (!handlers.some((handle) => handle(editor, from, to, character, insert))) {
      editor.dispatch(insert());
    }
  }
  return editor.state.doc.toString();
}

const nested = { a: { b: [1, { c: {} }], d: 'x {[ "' }, e: [[], [[true, null]]] };

it.each([
  ['one line', JSON.stringify(nested)],
  ['two spaces', JSON.stringify(nested, null, 2)],
  ['four spaces', JSON.stringify(nested, null, 4)],
  ['tabs', JSON.stringify(nested, null, '\t')],
  ['an odd hand', '{\n\n   "a":\n 1,\n  "b" : [\n  1,\n      2\n ]\n}'],
])('typed JSON stands as it was typed: %s', (_name, text) => {
  expect(typed(text)).toBe(text);
});

it('without own indentation typed JSON is indented and the same JSON', () => {
  const text = '{\n"a": {\n"b": [\n1\n]\n}\n}';
  const there = typed(text);
  expect(there).toBe('{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}');
  expect(JSON.parse(there)).toEqual(JSON.parse(text));
});

it('closes no bracket and no quote by itself', () => {
  expect(typed('{"a": [')).toBe('{"a": [');
});
