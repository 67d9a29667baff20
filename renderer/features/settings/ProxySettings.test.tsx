import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { ok } from '#app/contract/result.ts';
import { fakeStart, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { sessionOf } from '#renderer/shell/session.ts';
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

test('the password of a proxy that names a user is masked, and kept in memory alone', async () => {
  const { bridge, store, user, url, unmount } = await setUp();
  await user.type(url, 'ada@proxy:3128');
  const password = screen.getByLabelText<HTMLInputElement>('Proxy password');
  expect(password.type).toBe('password');
  await user.type(password, 'hunter2');
  expect(bridge.asked('settings.setProxyPassword').at(-1)).toEqual({
    proxy: 'http://ada@proxy:3128',
    password: 'hunter2',
  });
  await user.type(url, '1');
  expect(screen.getByLabelText<HTMLInputElement>('Proxy password').value).toBe('');
  await user.type(url, '{Backspace}');
  expect(screen.getByLabelText<HTMLInputElement>('Proxy password').value).toBe('hunter2');
  unmount();
  expect(store.getState().settings.proxy.url).toBe('ada@proxy:3128');
  expect(JSON.stringify(bridge.asked('settings.save'))).not.toContain('hunter2');
  expect(JSON.stringify(sessionOf(store.getState()))).not.toContain('hunter2');
});

test('of a page that is loaded anew, the field says whether the password is known', async () => {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  const proxy = { mode: 'manual', url: 'ada@proxy:3128', noProxy: '' } as const;
  const settings = { ...fakeStart.settings, proxy };
  bridge.answer({
    'app.start': () =>
      ok({ ...fakeStart, settings, knownProxyPasswords: ['http://ada@proxy:3128'] }),
  });
  await store.getState().startApp();
  render(
    <AppStoreProvider store={store}>
      <ProxySettings />
    </AppStoreProvider>,
  );
  const password = screen.getByLabelText<HTMLInputElement>('Proxy password');
  expect(password.placeholder).toBe('Known until Duplex ends');
  await userEvent.type(password, 'x{Backspace}');
  expect(password.placeholder).toBe('Not kept over a restart');
});

test('what holds is told at the field while there is no address, or one that is refused', async () => {
  const { store, user, url, unmount } = await setUp();
  const fault = () => url.closest('.text-field')?.querySelector('.field-fault')?.textContent;
  expect(fault()).toMatch(/^There is no address: only servers on this machine/);
  await user.type(url, 'ftp://p');
  expect(fault()).toMatch(/ftp.*Until then only servers on this machine, .* are reached$/);
  await user.clear(url);
  await user.type(url, 'http://proxy:3128');
  expect(fault()).toBeUndefined();
  unmount();
  render(
    <AppStoreProvider store={store}>
      <ProxySettings />
    </AppStoreProvider>,
  );
  const again = screen.getByRole('textbox', { name: 'Proxy address' });
  await user.type(again, ' 1');
  expect(screen.getByText(/Until then http:\/\/proxy:3128 holds$/)).toBeTruthy();
  expect(screen.getByText(/Servers on this machine are reached without it/)).toBeTruthy();
});

test('a password is refused at the field, with what to do instead, and written nowhere', async () => {
  const { bridge, store, user, url, unmount, proxy } = await setUp();
  await user.type(url, 'http://ada:hunter2@proxy:3128');
  expect(screen.getByText(/has a password.*field of its own/)).toBeTruthy();
  unmount();
  expect(proxy().url).toBe('');
  expect(store.getState().note).toMatch(/proxy is as it was/);
  expect(JSON.stringify(bridge.asked('settings.save'))).not.toContain('hunter2');
});
