import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import '#renderer/ui/jsdom-gaps.ts';
import { SaveRequest } from './SaveRequest.tsx';

afterEach(cleanup);

test('a folder is made where a request is saved', async () => {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  const user = userEvent.setup();
  await store.getState().loadWorkspace();
  await store.getState().openSaved('collections/chat.request.yaml', true);
  render(
    <AppStoreProvider store={store}>
      <SaveRequest />
    </AppStoreProvider>,
  );
  act(() => store.getState().askWhereToSave(store.getState().activeTab ?? ''));
  const dialog = within(screen.getByRole('dialog', { name: 'Save request' }));
  const proposed = dialog.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
  expect(proposed.value).toBe('chat');
  expect(proposed.selectionEnd).toBe(4);
  await user.keyboard('hello');
  expect(proposed.value).toBe('hello');
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Folder' }), 'greetings');
  await user.click(dialog.getByRole('button', { name: 'New folder…' }));
  const name = dialog.getByRole('textbox', { name: 'New folder in greetings' });
  bridge.answer({
    'workspace.createFolder': () => fail({ code: 'usage', message: 'There is a folder "old"' }),
  });
  await user.type(name, 'old{Enter}');
  expect(await dialog.findByText('There is a folder "old"')).toBeTruthy();
  expect(bridge.asked('workspace.createRequest')).toEqual([]);
  bridge.answer({ 'workspace.createFolder': ({ folder, name: made }) => ok(`${folder}/${made}`) });
  await user.type(name, 'er{Enter}');
  expect(bridge.asked('workspace.createFolder').at(-1)).toEqual({
    folder: 'collections/greetings',
    name: 'older',
  });
  await waitFor(() =>
    expect(bridge.asked('workspace.createRequest')[0]?.folder).toBe('collections/greetings/older'),
  );
});
