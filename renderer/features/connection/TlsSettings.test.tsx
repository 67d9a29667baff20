import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { ok } from '#app/contract/result.ts';
import type { TlsFacts } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import '#renderer/ui/jsdom-gaps.ts';
import { activeTarget } from './connection.selectors.ts';
import { TlsSettings } from './TlsSettings.tsx';

afterEach(cleanup);

async function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  store.getState().setAddress('grpcs://api.example.com');
  render(
    <AppStoreProvider store={store}>
      <TlsSettings />
    </AppStoreProvider>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'TLS' }));
  const dialog = within(screen.getByRole('dialog', { name: 'TLS settings' }));
  const target = () => activeTarget(store.getState());
  return { bridge, store, user, dialog, target };
}

test('authorities are files and folders, typed or picked, and can be removed', async () => {
  const { bridge, user, dialog, target } = await setUp();
  await user.type(dialog.getByRole('textbox', { name: 'CA certificate' }), '/a.pem');
  bridge.answer({ 'dialogs.choosePaths': ({ choose }) => ok([`/picked/${choose}`]) });
  await user.click(dialog.getByRole('button', { name: 'Folder… of CA certificates' }));
  await user.click(dialog.getByRole('button', { name: 'Browse… for a CA certificate' }));
  expect(target().tls.caPaths).toEqual(['/a.pem', '/picked/folder', '/picked/certificate']);
  await user.click(dialog.getByRole('button', { name: 'Remove CA certificate 2' }));
  expect(target().tls.caPaths).toEqual(['/a.pem', '/picked/certificate']);
});

test('a PKCS#12 file holds its key; the passphrase is shown only when asked', async () => {
  const { user, dialog, target } = await setUp();
  const key = () => dialog.getByRole<HTMLInputElement>('textbox', { name: 'Client key' });
  await user.type(key(), '/k');
  await user.type(dialog.getByRole('textbox', { name: 'Client certificate' }), '/me.p12');
  expect(key().disabled).toBe(true);
  expect(key().placeholder).toMatch(/certificate/);
  const passphrase = dialog.getByLabelText<HTMLInputElement>('Passphrase');
  await user.type(passphrase, ' hunter2');
  expect(passphrase.type).toBe('password');
  await user.click(dialog.getByRole('button', { name: 'Show passphrase' }));
  expect(passphrase.type).toBe('text');
  expect(target().tls).toEqual({ certFile: '/me.p12', keyFile: '/k', passphrase: ' hunter2' });
});

test('a server name and an :authority that cannot be are told while they are typed', async () => {
  const { user, dialog } = await setUp();
  const name = dialog.getByRole('textbox', { name: 'Server name' });
  await user.type(name, 'a.test:4');
  expect(dialog.getByText(/^"a.test:4" is not a server name.*without a port/)).toBeTruthy();
  await user.type(name, '{Backspace}{Backspace}');
  expect(dialog.queryByText(/is not a server name/)).toBeNull();
  await user.type(dialog.getByRole('textbox', { name: ':authority' }), 'ex ample');
  expect(dialog.getByText(/^"ex ample" cannot stand in :authority/)).toBeTruthy();
});

test('the choices become a profile, which is chosen, renamed and deleted', async () => {
  const { store, user, dialog, target } = await setUp();
  await user.type(dialog.getByRole('textbox', { name: 'Server name' }), 'a');
  await user.click(dialog.getByRole('button', { name: 'Save as profile…' }));
  await user.type(dialog.getByRole('textbox', { name: 'Profile name' }), 'staging{Enter}');
  expect(target().profile).toBe('staging');
  await expect.poll(() => document.activeElement).toBe(dialog.getByRole('combobox'));
  expect(dialog.getByText(/change the profile, for every server/)).toBeTruthy();
  const profile = () => dialog.getByRole('combobox', { name: 'TLS profile' });
  await user.selectOptions(profile(), 'This server only');
  expect(target().profile).toBeUndefined();
  await user.click(dialog.getByRole('button', { name: 'Save as profile…' }));
  await user.type(dialog.getByRole('textbox', { name: 'Profile name' }), 'staging');
  expect(dialog.getByText('There is a profile of that name')).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  await user.selectOptions(profile(), 'staging');
  await user.click(dialog.getByRole('button', { name: 'Rename…' }));
  await user.type(dialog.getByRole('textbox', { name: 'Profile name' }), ' 2{Enter}');
  expect(store.getState().settings.tlsProfiles.map(({ name }) => name)).toEqual(['staging 2']);
  await user.click(dialog.getByRole('button', { name: 'Delete…' }));
  await user.click(dialog.getByRole('button', { name: 'Delete' }));
  expect(store.getState().settings.tlsProfiles).toEqual([]);
  expect(target()).toMatchObject({ tls: { serverName: 'a' } });
});

test('the certificates of a handshake that failed are told too', async () => {
  const { bridge, store, dialog } = await setUp();
  const expired = {
    subject: 'CN=api.example.com',
    issuer: 'CN=Root',
    names: ['api.example.com'],
    validFrom: '2020-01-01T00:00:00Z',
    validTo: '2020-06-01T00:00:00Z',
    serialNumber: '0A',
    fingerprint: 'AB:CD',
  };
  bridge.answer({
    'targets.connect': ({ target }) =>
      ok({
        connection: {
          key: targetKey(target),
          state: 'failed',
          message: 'The certificate expired',
          tls: { version: 'TLSv1.3', insecure: false, certificates: [expired] },
        },
        recentAddresses: [],
      }),
  });
  await store.getState().connect();
  const shown = within(await dialog.findByRole('region', { name: /^Shown before/ }));
  for (const text of ['TLS 1.3', /^Expired 2020-06-01/, 'AB:CD'])
    expect(shown.getByText(text)).toBeTruthy();
  store.getState().setAddress('grpcs://other.example.com');
  await expect.poll(() => dialog.queryByRole('region')).toBeNull();
});

test('what the server and the connection agreed on is told, and can be copied', async () => {
  const { bridge, store, user, dialog } = await setUp();
  const tls: TlsFacts = {
    version: 'TLSv1.3',
    insecure: false,
    alpn: 'h2',
    certificates: [
      {
        subject: 'CN=api.example.com',
        issuer: 'CN=Root',
        names: Array.from({ length: 60 }, (_, index) => `${index}.example.com`),
        validFrom: '2020-01-01T00:00:00Z',
        validTo: '2020-06-01T00:00:00Z',
        serialNumber: '0A',
        fingerprint: 'AB:CD',
      },
    ],
  };
  bridge.answer({
    'targets.connect': ({ target }) =>
      ok({
        connection: {
          key: targetKey(target),
          state: 'connected',
          ms: { total: 1 },
          tls,
          peer: '10.0.0.1:443',
        },
        recentAddresses: [],
      }),
  });
  await store.getState().connect();
  const agreed = within(await dialog.findByRole('region', { name: 'Agreed with the server' }));
  for (const text of ['TLS 1.3', 'h2', '10.0.0.1:443', /^Expired 2020-06-01/, /and 10 more$/])
    expect(agreed.getByText(text)).toBeTruthy();
  await user.click(agreed.getByRole('button', { name: /^Copy certificate api.example.com/ }));
  expect(bridge.asked('clipboard.write')[0]?.text).toContain('SHA-256: AB:CD');
});

test('a file that cannot be used is told beside its field once that is left', async () => {
  const { bridge, user, dialog } = await setUp();
  const gone = 'The certificate authority file /no.pem cannot be read: there is no such file';
  bridge.answer({
    'targets.tlsFaults': ({ tls }) =>
      ok({
        caPaths: tls.caPaths?.includes('/no.pem') ? { '/no.pem': fault(gone) } : {},
        ...(tls.certFile === '/me.pem' && { certFile: fault('It holds no certificate') }),
      }),
  });
  const ca = dialog.getByRole('textbox', { name: 'CA certificate' });
  await user.type(ca, '/no.pem');
  expect(dialog.queryByText(gone)).toBeNull();
  await user.tab();
  expect(await dialog.findByText(gone)).toBeTruthy();
  expect(ca.getAttribute('aria-invalid')).toBe('true');
  await user.type(ca, 'x');
  expect(dialog.queryByText(gone)).toBeNull();
  // One that was picked is looked at as well.
  bridge.answer({ 'dialogs.choosePaths': () => ok(['/me.pem']) });
  await user.click(dialog.getByRole('button', { name: 'Browse… for the client certificate' }));
  expect(await dialog.findByText('It holds no certificate')).toBeTruthy();
  await user.type(dialog.getByRole('textbox', { name: 'Client certificate' }), '2');
  expect(dialog.queryByText('It holds no certificate')).toBeNull();
  await user.type(ca, '{Backspace}');
  await user.tab();
  expect(await dialog.findByText(gone)).toBeTruthy();
  await user.click(dialog.getByRole('switch', { name: 'Use TLS' }));
  expect(dialog.queryByText(gone)).toBeNull();
});

test('what the settings hold is looked at when they are opened', async () => {
  const { bridge, user, dialog } = await setUp();
  bridge.answer({
    'targets.tlsFaults': () => ok({ caPaths: { '/no.pem': fault('There is no such file') } }),
  });
  await user.type(dialog.getByRole('textbox', { name: 'CA certificate' }), '/no.pem');
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'TLS' }));
  const again = within(screen.getByRole('dialog', { name: 'TLS settings' }));
  expect(await again.findByText('There is no such file')).toBeTruthy();
});

test('the settings stay where they are while they are changed', async () => {
  const { bridge, store, user, dialog } = await setUp();
  const tls: TlsFacts = { version: 'TLSv1.3', insecure: false };
  bridge.answer({
    'targets.connect': ({ target }) =>
      ok({
        connection: { key: targetKey(target), state: 'connected', ms: { total: 1 }, tls },
        recentAddresses: [],
      }),
  });
  await store.getState().connect();
  await dialog.findByRole('region', { name: 'Agreed with the server' });
  await user.type(dialog.getByRole('textbox', { name: 'Server name' }), 'a');
  // The place beside the form is kept, so nothing moves.
  expect(dialog.getByText(/^Connect to see what/)).toBeTruthy();
});

function fault(message: string) {
  return { code: 'usage', message } as const;
}
