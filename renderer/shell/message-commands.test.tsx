import { EditorView } from '@codemirror/view';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { fail } from '#app/contract/result.ts';
import { runCommand } from './commands.ts';
import { renderConnected } from './render-app.tsx';

afterEach(cleanup);

/** With a method open, and its message. */
async function setUp() {
  const app = await renderConnected();
  const act = app.store.getState;
  await app.user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  const message = () => act().drafts[act().activeTab ?? '']?.messages[0];
  await waitFor(() => expect(message()).toContain('SayHelloRequest'));
  const first = message();
  act().setMessage(act().activeTab ?? '', '{"id":9007199254740993}');
  const editor = await screen.findByRole('textbox', { name: 'Message' });
  editor.focus();
  return { ...app, act, message, first, editor };
}

test('Shift+Alt+F lays the message out, and one undo takes it back', async () => {
  const { user, act, message } = await setUp();
  await user.keyboard('{Alt>}{Shift>}f{/Shift}{/Alt}');
  await waitFor(() => expect(message()).toBe('{\n  "id": 9007199254740993\n}'));
  await user.keyboard('{Control>}z{/Control}');
  expect(message()).toBe('{"id":9007199254740993}');
  act().setMessage(act().activeTab ?? '', '{"id":');
  await user.keyboard('{Alt>}{Shift>}f{/Shift}{/Alt}');
  await screen.findByText(/^Not formatted: a bracket/);
  expect(message()).toBe('{"id":');
});

test('the message starts again from the template, and undo brings back what was there', async () => {
  const { user, act, bridge, message, first, editor } = await setUp();
  runCommand('startMessageAgain', act());
  await waitFor(() => expect(message()).toBe(first));
  await waitFor(() => expect(EditorView.findFromDOM(editor)?.state.doc.toString()).toBe(first));
  await user.keyboard('{Control>}z{/Control}');
  expect(message()).toBe('{"id":9007199254740993}');

  bridge.answer({
    'schema.skeleton': () => fail({ code: 'unreachable', message: 'Nobody is there' }),
  });
  runCommand('startMessageAgain', act());
  await screen.findByText('There is no template of the message. Nobody is there');
  expect(message()).toBe('{"id":9007199254740993}');
});

test('lines are wrapped where that is chosen, and the choice is kept', async () => {
  const { act, bridge, editor } = await setUp();
  expect(editor.classList.contains('cm-lineWrapping')).toBe(false);
  runCommand('wrapLines', act());
  await waitFor(() => expect(editor.classList.contains('cm-lineWrapping')).toBe(true));
  expect(bridge.asked('settings.save').at(-1)?.settings).toMatchObject({ wrapLines: true });
});
