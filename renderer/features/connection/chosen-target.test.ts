import { expect, test } from 'vitest';
import { ok } from '#app/contract/result.ts';
import type { Environment, SavedRequest } from '#app/contract/workspace.ts';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { sessionOf } from '#renderer/shell/session.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { activeTarget, chosenTarget, serverOfTab, typedTarget } from './connection.selectors.ts';
import { settingsOf, speaksTls } from './target-draft.ts';

const path = 'collections/chat.request.yaml';

function environment(name: string, host: string): Environment {
  const variables = [{ name: 'host', value: host, type: 'text' as const }];
  const content = { variables, secrets: [] };
  return { name, path: `environments/${name}.yaml`, revision: 'e', content };
}

const workspace = {
  ...fakeWorkspace,
  settings: { target: '{{host}}' },
  environments: [
    environment('local', 'grpcs://localhost:1'),
    environment('staging', 'grpcs://staging.example'),
    environment('bare', 'localhost:1'),
  ],
  environment: 'local',
};

/** A saved request that is open; without a target of its own it goes to `{{host}}`. */
async function setUp(said: Partial<SavedRequest> = {}) {
  const request = { method: 'greeter.v1.Greeter/SayHello', messages: ['{}'], ...said };
  const bridge = createFakeBridge({
    ...wellAnswers,
    'workspace.current': () => ok(workspace),
    'workspace.read': () => ok({ path, revision: 'r1', request }),
  });
  const { getState: act } = createAppStore(bridge);
  await act().loadWorkspace();
  const choose = (name: string) =>
    bridge.emit('workspace.changed', { ...workspace, environment: name });
  const target = () => settingsOf(activeTarget(act()));
  return { bridge, act, choose, target };
}

const tls = { caPaths: ['/ca.pem'] };

test('what was chosen for a server holds for a variable that comes to it, and for no other', async () => {
  const { bridge, act, choose, target } = await setUp();
  act().setAddress('grpcs://localhost:1');
  act().setTls(tls);
  await act().openSaved(path);
  expect(typedTarget(act()).address).toBe('{{host}}');
  expect(target()).toEqual({ address: 'grpcs://localhost:1', tls });
  await act().connect();
  expect(bridge.asked('targets.connect')[0]?.target).toEqual(target());
  choose('staging');
  expect(target()).toEqual({ address: 'grpcs://staging.example' });
});

test('what is chosen at a variable is its server’s, and leaves the request as it is', async () => {
  const { bridge, act, choose, target } = await setUp();
  await act().openSaved(path);
  act().setTls(tls);
  expect(chosenTarget(act()).tls).toEqual(tls);
  expect(act().tabs[0]?.target).toBeUndefined();
  choose('staging');
  expect(target()).toEqual({ address: 'grpcs://staging.example' });
  act().setTls({ insecure: true });
  choose('local');
  expect(target()).toEqual({ address: 'grpcs://localhost:1', tls });
  await act().keepServers();
  expect(
    bridge
      .asked('servers.save')
      .at(-1)
      ?.servers.map(({ address }) => address),
  ).toEqual(['grpcs://localhost:1', 'grpcs://staging.example']);
  act().setTls({});
  expect(target()).toEqual({ address: 'grpcs://localhost:1' });
});

test('a server that only a secret names is not written down with what is chosen for it', async () => {
  const { bridge, act, target } = await setUp();
  const local = environment('local', '');
  const content = { variables: [], secrets: ['host'] };
  bridge.emit('workspace.changed', { ...workspace, environments: [{ ...local, content }] });
  act().setSecret(`${workspace.folder}/${local.path}`, 'host', 'grpcs://hidden.example');
  await act().openSaved(path);
  act().setTls(tls);
  act().toggleTls();
  expect(target()).toEqual({ address: 'grpcs://hidden.example', tls });
  expect(serverOfTab(act(), act().activeTab ?? '')).toBe('{{host}}');
  expect(JSON.stringify(sessionOf(act()))).not.toContain('hidden');
  act().setTargetOptions({ retries: 'off' });
  expect(target().options).toEqual({ retries: false });
  await act().keepServers();
  const written = [sessionOf(act()), bridge.asked('servers.save')];
  expect(JSON.stringify(written)).not.toContain('hidden');
});

test('options chosen at a variable are the server’s that it comes to', async () => {
  const { act, choose, target } = await setUp();
  await act().openSaved(path);
  act().setTargetOptions({ retries: 'off' });
  expect(act().tabs[0]?.target).toBeUndefined();
  choose('staging');
  expect(target().options).toBeUndefined();
  choose('bare');
  expect(target().options).toEqual({ retries: false });
});

test('what a file says of TLS at a variable is changed in its request', async () => {
  const { act, target } = await setUp({ tls: { serverName: 'a.test' } });
  await act().openSaved(path);
  act().setTls({ serverName: 'b.test' });
  expect(act().tabs[0]?.target).toMatchObject({
    address: '{{host}}',
    tls: { serverName: 'b.test' },
  });
  expect(target().tls).toEqual({ serverName: 'b.test' });
});

test('TLS of a variable is on where its server’s scheme says so, and can be switched', async () => {
  const { act, choose, target } = await setUp();
  await act().openSaved(path);
  act().setTls(tls);
  expect(speaksTls(activeTarget(act()))).toBe(true);
  act().toggleTls();
  expect(typedTarget(act()).address).toBe('grpc://localhost:1');
  act().toggleTls();
  expect(target()).toEqual({ address: 'grpcs://localhost:1', tls });
  act().inheritTabTarget(act().activeTab ?? '');
  choose('bare');
  act().toggleTls();
  expect(typedTarget(act()).address).toBe('grpcs://{{host}}');
  expect(target()).toEqual({ address: 'grpcs://localhost:1', tls });
});
