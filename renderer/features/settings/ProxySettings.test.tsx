import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import { ProxySettings } from './ProxySettings.tsx';

afterEach(cleanup);

async function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  const { unmount } = render(
    <AppStoreProvider store={store}>
      <ProxySettings />
    </AppStoreProvider>,
  );
  const user = userEvent.setup();
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.click(screen.getByRole('radio', { name: 'Manual' }));
  const url = screen.getByRole('textbox', { name: 'Proxy address' });
  return { bridge, user, url, unmount, proxy: () => store.getState().settings.proxy, store };
}

test('what was typed is kept when it is whole, whatever the field goes with', async () => {
  const { user, url, proxy } = await setUp();
  await user.type(url, ' http://ada@proxy:3128 ');
  await user.type(screen.getByRole('textbox', { name: 'Not for' }), 'localhost');
  expect(proxy()).toEqual({ mode: 'manual', url: '', noProxy: '' });
  await user.click(screen.getByRole('radio', { name: 'None' }));
  expect(proxy()).toEqual({ mode: 'none', url: 'http://ada@proxy:3128', noProxy: 'localhost' });
});

test('a password is refused at the field, with what to do instead, and written nowhere', async () => {
  const { bridge, store, user, url, unmount, proxy } = await setUp();
  await user.type(url, 'http://ada:hunter2@proxy:3128');
  expect(screen.getByText(/has a password.*HTTPS_PROXY/)).toBeTruthy();
  unmount();
  expect(proxy().url).toBe('');
  expect(store.getState().note).toMatch(/proxy is as it was/);
  expect(JSON.stringify(bridge.asked('settings.save'))).not.toContain('hunter2');
});
