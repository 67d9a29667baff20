import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KnownServer } from '#app/contract/known-servers.ts';
import { fail, ok } from '#app/contract/result.ts';
import { defaultSettings, type TlsProfile } from '#app/contract/settings.ts';
import { fakeStart, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge, type FakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { activeTarget } from './connection.selectors.ts';
import { settingsOf } from './target-draft.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const address = 'grpcs://one:1';
const staging: TlsProfile = { name: 'staging', tls: { caPaths: ['/staging.pem'] } };

/** Windows of one machine: what one says of servers, the others hear. */
function machine() {
  const bridges: FakeBridge[] = [];
  const kept = new Map<string, KnownServer>();
  return {
    async openWindow() {
      const bridge = createFakeBridge({
        ...wellAnswers,
        'app.start': () =>
          ok({
            ...fakeStart,
            settings: { ...defaultSettings, tlsProfiles: [staging] },
            servers: [...kept.values()],
          }),
        'servers.save': ({ servers }) => {
          for (const server of servers) kept.set(server.address, server);
          for (const other of bridges) if (other !== bridge) other.emit('servers.changed', servers);
          return ok(null);
        },
      });
      bridges.push(bridge);
      const act = createAppStore(bridge).getState;
      await act().startApp();
      return { bridge, act, target: () => settingsOf(activeTarget(act())) };
    },
    told: () => vi.advanceTimersByTimeAsync(1000),
  };
}

test('what is chosen for a server is known in a window that is opened then', async () => {
  const { openWindow, told } = machine();
  const first = await openWindow();
  first.act().setAddress(address);
  first.act().setTls({ caPaths: ['/ca.pem'], serverName: 'a.internal' });
  first.act().setAuthority('b.internal');
  first.act().setTargetOptions({ userAgent: 'me/1' });
  await told();
  const { act, target } = await openWindow();
  act().setAddress(address);
  expect(target()).toEqual({
    address,
    tls: { caPaths: ['/ca.pem'], serverName: 'a.internal' },
    authority: 'b.internal',
    options: { userAgent: 'me/1' },
  });
  act().setAddress('grpcs://one:2');
  expect(target()).toEqual({ address: 'grpcs://one:2' });
});

test('it is known in those that are open, and whoever chooses last has chosen', async () => {
  const { openWindow, told } = machine();
  const [first, second] = [await openWindow(), await openWindow()];
  for (const { act } of [first, second]) {
    act().setAddress(address);
    act().openMethod(methodNamed('SayHello'));
  }
  first.act().setTls({ caPaths: ['/ca.pem'] });
  await told();
  expect(second.target()).toEqual({ address, tls: { caPaths: ['/ca.pem'] } });
  second.act().setTls({ insecure: true });
  second.act().setTargetOptions({ retries: 'off' });
  await told();
  expect(first.target()).toEqual({ address, tls: { insecure: true }, options: { retries: false } });
  first.act().setTls({});
  first.act().setTargetOptions({});
  await told();
  expect(second.target()).toEqual({ address });
});

test('what a window chose and has not told yet is not undone by an older word', async () => {
  const { openWindow, told } = machine();
  const { act, bridge, target } = await openWindow();
  act().setAddress(address);
  act().setTls({ caPaths: ['/mine.pem'] });
  bridge.emit('servers.changed', [
    { address, target: { address, useTls: true, tls: { caPaths: ['/theirs.pem'] } } },
  ]);
  expect(target().tls).toEqual({ caPaths: ['/mine.pem'] });
  await told();
  expect(bridge.asked('servers.save')).toEqual([
    {
      servers: [{ address, target: expect.objectContaining({ tls: { caPaths: ['/mine.pem'] } }) }],
    },
  ]);
});

test('a passphrase is told to nobody, and stays with its key', async () => {
  const { openWindow, told } = machine();
  const [first, second] = [await openWindow(), await openWindow()];
  for (const { act } of [first, second]) act().setAddress(address);
  first.act().setTls({ certFile: '/me.p12', passphrase: 'hunter2' });
  first.act().setTargetOptions({ proxy: 'http://joe:s3cret@proxy:3128' });
  await told();
  expect(JSON.stringify(first.bridge.asked('servers.save'))).not.toMatch(/hunter2|s3cret/);
  expect(second.target().tls).toEqual({ certFile: '/me.p12' });
  second.act().setTls({ certFile: '/me.p12', serverName: 'a.internal' });
  await told();
  expect(first.target().tls).toEqual({
    certFile: '/me.p12',
    passphrase: 'hunter2',
    serverName: 'a.internal',
  });
});

test('a profile comes with the address, and leaves it for every window when it is deleted', async () => {
  const { openWindow, told } = machine();
  const first = await openWindow();
  first.act().setAddress(address);
  first.act().chooseTlsProfile('staging');
  await told();
  const { act } = await openWindow();
  act().setAddress(address);
  expect(activeTarget(act())).toMatchObject(
    staging.tls && { profile: 'staging', tls: staging.tls },
  );
  first.act().deleteTlsProfile('staging');
  await told();
  expect(first.bridge.asked('servers.save').at(-1)?.servers[0]?.target).toEqual({
    address,
    useTls: true,
    tls: staging.tls,
  });
});

test('a request of a window keeps what it has of its own', async () => {
  const { openWindow, told } = machine();
  const [first, second] = [await openWindow(), await openWindow()];
  for (const { act } of [first, second]) act().setAddress('grpcs://two:2');
  second.act().openMethod(methodNamed('SayHello'));
  const tab = second.act().activeTab ?? '';
  const own = { address: 'grpcs://two:2', useTls: true, tls: { serverName: 'of.a.file' } };
  second.act().setTabTarget(tab, own);
  first.act().setTls({ caPaths: ['/ca.pem'] });
  await told();
  expect(second.target().tls).toEqual({ serverName: 'of.a.file' });
});

test('what cannot be kept is told, and holds', async () => {
  const { openWindow, told } = machine();
  const { act, bridge, target } = await openWindow();
  bridge.answer({ 'servers.save': () => fail({ code: 'internal', message: 'the disk is full' }) });
  act().setAddress(address);
  act().setTls({ caPaths: ['/ca.pem'] });
  await told();
  expect(act().fault?.message).toBe('the disk is full');
  expect(target().tls).toEqual({ caPaths: ['/ca.pem'] });
});

test('what was chosen a moment before a window goes is kept', async () => {
  const { openWindow } = machine();
  const { act, bridge } = await openWindow();
  act().setAddress(address);
  act().setTls({ caPaths: ['/ca.pem'] });
  await act().windowClosing(false);
  expect(bridge.asked('servers.save')).toHaveLength(1);
});
