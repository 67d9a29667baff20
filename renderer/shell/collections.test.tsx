import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import type { SavedRequest } from '#app/contract/workspace.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { renderApp, renderConnected } from './render-app.tsx';

afterEach(cleanup);

async function tree() {
  return within(await screen.findByRole('tree', { name: 'Collections' }, { timeout: 5000 }));
}

test('a saved request opens by click, and Ctrl+S asks for a name the first time', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^Collect/ }));
  await user.keyboard('{Control>}s{/Control}');
  const dialog = within(await screen.findByRole('dialog', { name: 'Save request' }));
  const name = dialog.getByRole('textbox', { name: 'Name' });
  expect((name as HTMLInputElement).value).toBe('collect');
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Folder' }), 'greetings');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(bridge.asked('workspace.createRequest')[0]).toMatchObject({
    folder: 'collections/greetings',
    name: 'collect',
  });
  expect(await screen.findByRole('tab', { name: 'collect' })).toBeTruthy();
  await user.click((await tree()).getByRole('treeitem', { name: /^say-hello/ }));
  expect(await screen.findByRole('tab', { name: 'say-hello', selected: true })).toBeTruthy();
});

test('why a request cannot be saved there stands in the dialog', async () => {
  const { user, bridge } = await renderConnected();
  bridge.answer({
    'workspace.createRequest': () =>
      fail({ code: 'usage', message: 'There is a request of that name' }),
  });
  await user.click(screen.getByRole('treeitem', { name: /^Collect/ }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Save request' }));
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText('There is a request of that name')).toBeTruthy();
});

test('of a request that was changed on disk, both sides are shown as each would go on', async () => {
  const path = 'collections/greetings/say-hello.request.yaml';
  const request: SavedRequest = { method: 'greeter.v1.Greeter/SayHello', messages: ['{}'] };
  const { user, bridge, store } = renderApp({
    'workspace.read': () => ok({ path, revision: 'r1', request }),
  });
  await user.click((await tree()).getByRole('treeitem', { name: /^say-hello/ }));
  await screen.findByRole('tab', { name: 'say-hello', selected: true });
  store.getState().setMessage(store.getState().activeTab ?? '', '{ "mine": 1 }');
  const theirs = { ...request, deadline: '3s' };
  bridge.answer({ 'workspace.read': () => ok({ path, revision: 'r2', request: theirs }) });
  const item = { kind: 'request' as const, path, name: 'say-hello', method: '', revision: 'r2' };
  const collections = { ...fakeWorkspace.collections, items: [item] };
  bridge.emit('workspace.changed', { ...fakeWorkspace, collections });
  await user.click(await screen.findByRole('button', { name: 'Show both' }));
  const side = (name: string) => screen.getByRole('region', { name }).textContent;
  expect(side('Mine')).toContain('{ "mine": 1 }');
  expect(side('Mine')).toContain('deadline: 3s');
  expect(side('Theirs')).toContain('deadline: 3s');
  expect(screen.getByText(/^say-hello was changed on disk: decide/)).toBeTruthy();
});

test('a request that is deleted is brought back by Undo', async () => {
  const { user, bridge } = renderApp();
  const chat = (await tree()).getByRole('treeitem', { name: /^chat/ });
  chat.focus();
  await user.keyboard('{Delete}');
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(bridge.asked('workspace.delete')[0]?.path).toBe('collections/chat.request.yaml');
  expect(bridge.asked('workspace.undelete')).toEqual([{ undo: 'undo-1' }]);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

test('five thousand saved requests are in the tree without drawing them all', async () => {
  const items = Array.from({ length: 5000 }, (_, index) => ({
    kind: 'request' as const,
    path: `collections/r${index}.request.yaml`,
    name: `r${index}`,
    method: 'a.B/C',
    revision: 'r',
  }));
  const collections = { ...fakeWorkspace.collections, items };
  renderApp({ 'workspace.current': () => ok({ ...fakeWorkspace, collections }) });
  const all = await tree();
  await waitFor(() => expect(all.getByRole('treeitem', { name: 'r0' })).toBeTruthy());
  expect(all.getAllByRole('treeitem').length).toBeLessThan(400);
});

test('a file that does not parse is marked, and opens as a page that says so', async () => {
  const path = 'collections/broken.request.yaml';
  const broken = {
    kind: 'request' as const,
    path,
    name: 'broken',
    method: '',
    revision: 'r',
    fault: { path, line: 4, column: 7, message: 'is no YAML' },
  };
  const collections = { ...fakeWorkspace.collections, items: [broken] };
  const { user } = renderApp({
    'workspace.current': () => ok({ ...fakeWorkspace, collections }),
    'workspace.read': () => fail({ code: 'usage', message: `${path}:4:7 is no YAML` }),
  });
  await user.click((await tree()).getByRole('treeitem', { name: /^broken.*4:7/ }));
  const page = within(await screen.findByRole('region', { name: 'Saved requests' }));
  expect(await page.findByText(`${path}:4:7 is no YAML`)).toBeTruthy();
});
