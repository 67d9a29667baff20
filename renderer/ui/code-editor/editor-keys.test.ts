// @vitest-environment jsdom
import { EditorView, runScopeHandlers } from '@codemirror/view';
import { expect, it } from 'vitest';
import '../jsdom-gaps.ts';
import { editorOptions, editorSetup } from './editor-setup.ts';

function editor(): EditorView {
  const options = { label: 'Message', isReadOnly: false, placeholder: '', faultId: undefined };
  return new EditorView({
    doc: '{"a": 1}',
    extensions: [editorSetup(() => {}), editorOptions(options)],
  });
}

const press = (view: EditorView, key: string, held: KeyboardEventInit = {}) =>
  runScopeHandlers(view, new KeyboardEvent('keydown', { key, ...held }), 'editor');

it.each(['Enter', 's', 'k', 'l', 'p', 'w', 't', 'f', ',', '=', '+', '-', '0', 'Tab'])(
  'leaves Ctrl+%s to the window',
  (key) => {
    const view = editor();
    expect(press(view, key, { ctrlKey: true })).toBe(false);
    expect(view.state.doc.toString()).toBe('{"a": 1}');
  },
);

it.each(['Tab', 'Escape'])('leaves %s to the window', (key) => {
  expect(press(editor(), key)).toBe(false);
});

it('undoes and does again', () => {
  const view = editor();
  view.dispatch({ changes: { from: 0, to: 8, insert: '[]' }, userEvent: 'input.paste' });
  expect(press(view, 'z', { ctrlKey: true })).toBe(true);
  expect(view.state.doc.toString()).toBe('{"a": 1}');
  expect(press(view, 'y', { ctrlKey: true })).toBe(true);
  expect(view.state.doc.toString()).toBe('[]');
});
