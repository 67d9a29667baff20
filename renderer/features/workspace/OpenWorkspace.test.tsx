import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { sessionOf } from '#renderer/shell/session.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import '#renderer/ui/jsdom-gaps.ts';
import { NewWorkspace } from './NewWorkspace.tsx';
import { OpenWorkspace } from './OpenWorkspace.tsx';

afterEach(cleanup);

async function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  const folders = [fakeWorkspace.folder, '/home/ada/older', '/media/gone'];
  const recent = folders.map((folder) => ({ folder, isThere: folder !== '/media/gone' }));
  bridge.answer({ 'workspace.recent': () => ok(recent) });
  render(
    <AppStoreProvider store={store}>
      <OpenWorkspace />
      <NewWorkspace />
    </AppStoreProvider>,
  );
  await act(() => store.getState().loadWorkspace());
  await act(() => store.getState().askForWorkspace());
  const dialog = within(screen.getByRole('dialog', { name: 'Open workspace' }));
  return { bridge, store, user: userEvent.setup(), dialog };
}

test('a folder is typed or picked, and its workspace is the window’s', async () => {
  const { bridge, store, user, dialog } = await setUp();
  bridge.answer({ 'dialogs.choosePaths': ({ choose }) => ok([`/picked/${choose}`]) });
  await user.click(dialog.getByRole('button', { name: 'Browse…' }));
  await user.click(dialog.getByRole('button', { name: 'Open' }));
  expect(store.getState().workspace?.folder).toBe('/picked/folder');
  expect(screen.queryByRole('dialog')).toBe(null);
});

test('the others of before are a click away, and what cannot be opened says why', async () => {
  const { bridge, store, user, dialog } = await setUp();
  expect(dialog.queryByRole('button', { name: fakeWorkspace.folder })).toBe(null);
  const error = { code: 'usage', message: '/home/ada/older cannot be made' } as const;
  bridge.answer({ 'workspace.open': () => fail(error) });
  await user.click(dialog.getByRole('button', { name: /^older/ }));
  expect(dialog.getByText('/home/ada/older cannot be made')).toBeTruthy();
  expect(store.getState().workspace?.folder).toBe(fakeWorkspace.folder);
});

test('another window may have it', async () => {
  const { bridge, store, user, dialog } = await setUp();
  await user.type(dialog.getByRole('textbox', { name: 'Folder' }), '/new');
  await user.click(dialog.getByRole('button', { name: 'Open in a new window' }));
  expect(bridge.asked('window.open')).toEqual([{ workspace: '/new' }]);
  expect(store.getState().workspace?.folder).toBe(fakeWorkspace.folder);
});

test('edits of settings of this one come back with it', async () => {
  const { bridge, store, user, dialog } = await setUp();
  act(() => store.getState().editFolder('collections/greetings', { deadline: '5s' }));
  const edited = store.getState().folderDrafts;
  await user.click(dialog.getByRole('button', { name: /^older/ }));
  expect(bridge.asked('workspace.open')).toHaveLength(1);
  expect(store.getState().folderDrafts.size).toBe(0);
  expect(sessionOf(store.getState()).aside?.[0]?.folders).toHaveLength(1);
  bridge.answer({ 'workspace.open': () => ok(fakeWorkspace) });
  await act(() => store.getState().openChosen(fakeWorkspace.folder));
  expect(store.getState().folderDrafts).toEqual(edited);
  expect(store.getState().draftsAside.size).toBe(0);
});

test('one whose folder is not there is told, and cannot be opened', async () => {
  const { dialog } = await setUp();
  const gone = dialog.getByRole<HTMLButtonElement>('button', { name: /^gone.*not there$/ });
  expect(gone.disabled).toBe(true);
});

test('what the menu cannot open says why', async () => {
  const { bridge, store } = await setUp();
  const error = { code: 'usage', message: '/x cannot be made' } as const;
  bridge.answer({ 'workspace.open': () => fail(error) });
  await act(() => store.getState().openChosen('/x'));
  expect(store.getState().fault).toEqual(error);
});

test('a new workspace is begun where that can be, and is the window’s', async () => {
  const { bridge, store, user } = await setUp();
  act(() => {
    store.getState().stopAskingForWorkspace();
    store.getState().askForNewWorkspace();
  });
  const dialog = within(screen.getByRole('dialog', { name: 'New workspace' }));
  bridge.answer({
    'workspace.create': ({ folder }) => fail({ code: 'usage', message: `${folder} is not empty` }),
  });
  await user.type(dialog.getByRole('textbox', { name: 'Folder' }), '/full{Enter}');
  expect(await dialog.findByText('/full is not empty')).toBeTruthy();
  bridge.answer({ 'workspace.create': ({ folder }) => ok({ ...fakeWorkspace, folder }) });
  await user.click(dialog.getByRole('button', { name: 'Create' }));
  expect(store.getState().workspace?.folder).toBe('/full');
  expect(screen.queryByRole('dialog')).toBe(null);
});

test('of the schemas for editors it is told whether the editor finds them', async () => {
  const { bridge, store } = await setUp();
  await act(() => store.getState().addEditorFiles());
  expect(store.getState().note).toBe('The schemas are in .duplex/schemas');
  bridge.answer({ 'workspace.addEditorFiles': () => ok(false) });
  await act(() => store.getState().addEditorFiles());
  expect(store.getState().note).toContain('.vscode/settings.json, left as it is, has to name');
});
