import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ok } from '#app/contract/result.ts';
import type { TlsProfile } from '#app/contract/settings.ts';
import { defaultSettings } from '#app/contract/settings.ts';
import { fakeStart, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { activeTarget } from './connection.selectors.ts';
import { draftOf, withOwnTls } from './target-draft.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const staging: TlsProfile = { name: 'staging', tls: { caPaths: ['/ca.pem'] } };

async function setUp(tlsProfiles: TlsProfile[] = []) {
  const bridge = createFakeBridge({
    ...wellAnswers,
    'app.start': () => ok({ ...fakeStart, settings: { ...defaultSettings, tlsProfiles } }),
  });
  const act = createAppStore(bridge).getState;
  await act().startApp();
  act().setAddress('grpcs://one:1');
  act().openMethod(methodNamed('SayHello'));
  act().openMethod(methodNamed('Converse'));
  act().setAddress('grpcs://two:2');
  const [one, two] = act().tabs.map(({ id }) => id);
  const kept = () => bridge.asked('settings.save').at(-1)?.settings.tlsProfiles;
  return { bridge, act, kept, one: one ?? '', two: two ?? '', tls: () => activeTarget(act()).tls };
}

test('what is changed of a profile changes every target that names it, and is kept', async () => {
  const { act, kept, one, tls } = await setUp([staging]);
  act().chooseTlsProfile('staging');
  expect(tls()).toEqual({ caPaths: ['/ca.pem'] });
  act().selectTab(one);
  act().chooseTlsProfile('staging');
  act().setTls({ caPaths: ['/ca.pem'], serverName: 'a' });
  act().setTls({ caPaths: ['/ca.pem'], serverName: 'ab', passphrase: 'hunter2' });
  expect(act().tabs.map(({ target }) => target?.tls.serverName)).toEqual(['ab', 'ab']);
  expect(kept()).toBeUndefined();
  await vi.runAllTimersAsync();
  expect(kept()).toEqual([{ name: 'staging', tls: { caPaths: ['/ca.pem'], serverName: 'ab' } }]);
});

test('a target gets its own choices back, and those that choose the profile its passphrase', async () => {
  const { act, one, tls } = await setUp([staging]);
  act().setTls({ certFile: '/mine.pem' });
  act().chooseTlsProfile('staging');
  act().setTls({ ...tls(), passphrase: 'hunter2' });
  act().chooseTlsProfile(undefined);
  expect(tls()).toEqual({ certFile: '/mine.pem' });
  expect(activeTarget(act()).profile).toBeUndefined();
  act().selectTab(one);
  act().chooseTlsProfile('staging');
  expect(tls()).toEqual({ caPaths: ['/ca.pem'], passphrase: 'hunter2' });
});

test('one is made of what the target has, renamed, and deleted without a target losing it', async () => {
  const { act, kept, two, tls } = await setUp();
  act().setTls({ caPaths: ['/ca.pem'], passphrase: 'hunter2' });
  act().createTlsProfile('staging');
  expect(kept()).toEqual([staging]);
  expect(tls().passphrase).toBe('hunter2');
  act().renameTlsProfile('staging', 'stage');
  expect(kept()?.[0]?.name).toBe('stage');
  expect(activeTarget(act()).profile).toBe('stage');
  act().deleteTlsProfile('stage');
  expect(kept()).toEqual([]);
  expect(act().tabs.find(({ id }) => id === two)?.target).toMatchObject({
    tls: { caPaths: ['/ca.pem'], passphrase: 'hunter2' },
  });
  expect(activeTarget(act()).profile).toBeUndefined();
});

test('a profile that another window renames is followed by its new name, and by no other', async () => {
  const { act, bridge, kept, tls } = await setUp([staging]);
  act().chooseTlsProfile('staging');
  act().setTls({ ...tls(), passphrase: 'hunter2' });
  await vi.runAllTimersAsync();
  const other = await setUp([staging]);
  other.act().renameTlsProfile('staging', 'stage');
  other.act().renameTlsProfile('stage', 'test');
  const told = () => ({ ...defaultSettings, tlsProfiles: other.kept() ?? [] });
  bridge.emit('settings.changed', told());
  expect(activeTarget(act()).profile).toBe('test');
  expect(tls()).toEqual({ caPaths: ['/ca.pem'], passphrase: 'hunter2' });
  act().setTls({ caPaths: ['/new.pem'] });
  await vi.runAllTimersAsync();
  expect(kept()).toEqual([
    { name: 'test', tls: { caPaths: ['/new.pem'] }, was: ['staging', 'stage'] },
  ]);
  // A new profile of an old name is another one.
  other.act().setTls({ certFile: '/me.pem' });
  other.act().createTlsProfile('staging');
  expect(other.kept()?.map(({ name, was }) => [name, was])).toEqual([
    ['test', ['stage']],
    ['staging', undefined],
  ]);
  other.act().renameTlsProfile('test', 'stage');
  expect(other.kept()?.[0]?.was).toEqual(['test']);
});

test('what a target had before a profile that is gone comes back in no way', async () => {
  const { act, bridge, tls } = await setUp([staging]);
  const shown = () => activeTarget(act());
  for (const goes of [
    () => act().deleteTlsProfile('staging'),
    () => bridge.emit('settings.changed', defaultSettings),
  ]) {
    act().changeSettings({ tlsProfiles: [staging] });
    await vi.runAllTimersAsync();
    act().setTls({ certFile: '/me.p12' });
    act().chooseTlsProfile('staging');
    goes();
    expect(shown()).toMatchObject({ tls: staging.tls });
    expect(shown()).not.toHaveProperty('ownTls');
    act().setTls({});
    act().chooseTlsProfile(undefined);
    expect(tls()).toEqual({});
  }
});

test('a session that was kept with older choices and no profile gives them up', () => {
  const draft = { ...draftOf({ address: 'grpcs://one:1' }), ownTls: { certFile: '/me.p12' } };
  expect(withOwnTls(draft).tls).toEqual({});
});

test('a passphrase is typed once for all targets with its key', async () => {
  const { act, one, two } = await setUp();
  const key = { certFile: '/me.pem', keyFile: '/me.key' };
  act().setTls(key);
  act().selectTab(one);
  act().setAddress('grpcs://other:1');
  act().setTls(key);
  act().setTls({ ...key, passphrase: 'h' });
  act().setTls({ ...key, passphrase: 'hunter2' });
  const of = (id: string) => act().tabs.find((tab) => tab.id === id)?.target?.tls;
  expect(of(two)).toEqual({ ...key, passphrase: 'hunter2' });
  act().setTls({ ...key, keyFile: '/other.key', passphrase: 'hunter3' });
  expect(of(two)?.passphrase).toBe('hunter2');
});

test('to accept any certificate is of one server, whatever its profile', async () => {
  const { act, kept, one, tls } = await setUp([staging]);
  act().chooseTlsProfile('staging');
  act().selectTab(one);
  act().chooseTlsProfile('staging');
  act().setTls({ ...tls(), insecure: true });
  expect(act().tabs.map(({ target }) => target?.tls.insecure)).toEqual([true, undefined]);
  await vi.runAllTimersAsync();
  expect(kept()).toEqual([staging]);
  act().createTlsProfile('other');
  expect(kept()?.at(-1)?.tls).toEqual({ caPaths: ['/ca.pem'] });
  act().chooseTlsProfile(undefined);
  expect(tls().insecure).toBe(true);
});

test('what another window does to a profile is followed, but not over what is typed here', async () => {
  const { act, bridge, tls } = await setUp([staging]);
  act().chooseTlsProfile('staging');
  const other = { ...staging, tls: { caPaths: ['/other.pem'] } };
  bridge.emit('settings.changed', { ...defaultSettings, tlsProfiles: [other] });
  expect(tls()).toEqual({ caPaths: ['/other.pem'] });
  act().setTls({ caPaths: ['/typed.pem'] });
  bridge.emit('settings.changed', { ...defaultSettings, tlsProfiles: [other] });
  expect(tls()).toEqual({ caPaths: ['/typed.pem'] });
  await vi.runAllTimersAsync();
  bridge.emit('settings.changed', { ...defaultSettings, tlsProfiles: [] });
  expect(tls()).toEqual({ caPaths: ['/typed.pem'] });
  expect(activeTarget(act()).profile).toBeUndefined();
});
