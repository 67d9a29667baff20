import { expect, test, vi } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import type { SavedRequest, Variable, Workspace } from '#app/contract/workspace.ts';
import { methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import {
  activeConnection,
  activeTarget,
  typedTarget,
} from '#renderer/features/connection/index.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { valuesOfTab } from './tab-scope.ts';
import { variableHelp } from './variable-help.ts';

const path = 'collections/greetings/say-hello.request.yaml';
const saved: SavedRequest = {
  method: 'greeter.v1.Greeter/SayHello',
  metadata: [{ name: 'x-room', value: '{{room}}' }],
  deadline: '{{wait}}',
  messages: ['{"name": "{{who}}", "id": {{id}}}'],
};

function variable(name: string, value: string, type: Variable['type'] = 'text'): Variable {
  return { name, value, type };
}

const workspace: Workspace = {
  ...fakeWorkspace,
  settings: {
    metadata: [{ name: 'x-team', value: 'payments' }],
    variables: [
      variable('room', 'lobby'),
      variable('wait', '5s'),
      variable('who', 'Ada'),
      variable('id', '9007199254740993', 'json'),
    ],
  },
};

async function setUp(request: SavedRequest = saved, of: Workspace = workspace) {
  const bridge = createFakeBridge({
    ...wellAnswers,
    'workspace.current': () => ok(of),
    'workspace.read': () => ok({ path, revision: 'r1', request }),
    'workspace.chooseEnvironment': () => ok(null),
    'workspace.trust': () => ok(null),
  });
  const { getState: act } = createAppStore(bridge);
  await act().loadWorkspace();
  await act().openSaved(path);
  const id = act().activeTab ?? '';
  return { bridge, act, id, started: () => bridge.asked('calls.start') };
}

test('a request goes out with all that it inherits, its variables of the environment', async () => {
  const { act, id, started } = await setUp();
  await act().chooseEnvironment('local');
  expect(typedTarget(act()).address).toBe('grpc://{{host}}:50051');
  expect(activeTarget(act()).address).toBe('grpc://localhost:50051');
  expect(activeTarget(act())).toBe(activeTarget(act()));
  await act().startCall(id);
  expect(started()[0]).toMatchObject({
    schema: { target: { address: 'grpc://localhost:50051' } },
    metadata: [
      ['x-team', 'payments'],
      ['x-room', 'lobby'],
    ],
    deadline: '5s',
    message: '{"name": "Ada", "id": 9007199254740993}',
  });
  expect(started()[0]?.secrets).toBeUndefined();
});

test('nothing goes out where a file that has a say cannot be understood', async () => {
  const [folder] = workspace.collections.items;
  if (folder?.kind !== 'folder') throw new Error('The first item is a folder');
  const fault = { path: `${folder.path}/folder.yaml`, line: 3, column: 1, message: 'no YAML' };
  const collections = { ...workspace.collections, items: [{ ...folder, fault }] };
  const { act, id, started } = await setUp(saved, { ...workspace, collections });
  await act().chooseEnvironment('local');
  await act().startCall(id);
  expect(started()).toEqual([]);
  expect(act().drafts[id]?.faults.call?.message).toBe(
    'collections/greetings/folder.yaml:3:1: no YAML',
  );
  // It is mended.
  act().workspaceChanged(act().workspace ?? workspace);
  expect(act().drafts[id]?.faults.call).toBeDefined();
  act().workspaceChanged({ ...workspace, environment: 'local' });
  expect(act().drafts[id]?.faults).toEqual({});
});

test('an inherited option that cannot be resolved is told with the request', async () => {
  const settings = { ...workspace.settings, options: { compression: '{{packing}}' } };
  const { act, id, started } = await setUp(saved, { ...workspace, settings });
  await act().chooseEnvironment('local');
  await act().startCall(id);
  expect(started()).toEqual([]);
  expect(act().drafts[id]?.faults.call?.message).toMatch(
    /^Compression, inherited from duplex\.yaml: .*packing/,
  );
});

test('another environment resolves anew at once, and writes nothing but the choice', async () => {
  const { bridge, act } = await setUp();
  await act().chooseEnvironment('local');
  void act().chooseEnvironment('staging');
  expect(activeTarget(act()).address).toBe('grpc://staging.example:50051');
  await act().chooseEnvironment(null);
  expect(activeTarget(act()).address).toBe('grpc://{{host}}:50051');
  for (const name of ['workspace.save', 'workspace.saveEnvironment'] as const)
    expect(bridge.asked(name)).toEqual([]);
});

test('an unknown variable is told where it stands, with where it was looked for; nothing is sent', async () => {
  const { act, id, started } = await setUp({
    ...saved,
    metadata: [{ name: 'x-room', value: '{{rom}}' }],
    messages: ['{\n  "name": {{whom}}\n}'],
  });
  await act().startCall(id);
  const { faults } = act().drafts[id] ?? {};
  expect(faults?.target?.message).toContain('There is no variable host');
  expect(faults?.metadata?.message).toMatch(/^Row 1: There is no variable rom [\s\S]*duplex\.yaml/);
  expect(faults?.metadata?.message).toContain('Did you mean');
  expect(faults?.message?.message).toContain('whom (line 2, column 11)');
  expect(started()).toEqual([]);
  await act().connect();
  expect(activeConnection(act())).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('There is no variable host'),
  });
});

test('nothing that depends on it is called while the chosen environment has no file', async () => {
  const { act, id, started } = await setUp();
  await act().chooseEnvironment('local');
  const others = workspace.environments.filter(({ name }) => name !== 'local');
  act().workspaceChanged({
    ...workspace,
    environment: 'local',
    environments: others,
  });
  await act().startCall(id);
  expect(started()).toEqual([]);
  expect(act().drafts[id]?.faults).toEqual({
    call: {
      code: 'usage',
      message: 'environments/local.yaml: the chosen environment has no file any more',
      hint: 'Bring the file in order, or choose another environment',
    },
  });
  await act().chooseEnvironment('staging');
  expect(act().drafts[id]?.faults).toEqual({});
});

test('a row that is switched off takes away what is inherited under its name', async () => {
  const { act, id, started } = await setUp();
  await act().chooseEnvironment('local');
  act().setMetadata(id, [{ name: 'X-Team', value: '', disabled: true }]);
  await act().startCall(id);
  expect(started()[0]?.metadata).toEqual([]);
});

test('a secret is asked for when the call starts, kept for the window, and written nowhere', async () => {
  const { bridge, act, id, started } = await setUp({
    ...saved,
    metadata: [{ name: 'authorization', value: 'Bearer {{token}}' }],
  });
  await act().chooseEnvironment('staging');
  const question = () =>
    vi.waitFor(() =>
      expect(act().variableQuestion).toMatchObject({ about: 'secrets', names: ['token'] }),
    );
  const asked = act().startCall(id);
  await question();
  act().answerSecrets(null);
  await asked;
  expect(started()).toEqual([]);
  const again = act().startCall(id);
  await question();
  act().answerSecrets(new Map([['token', 'hunter2']]));
  await again;
  expect(started()[0]?.metadata).toContainEqual(['authorization', 'Bearer hunter2']);
  expect(started()[0]?.secrets).toEqual({
    texts: ['hunter2'],
    metadata: [
      ['x-team', 'payments'],
      ['authorization', 'Bearer {{token}}'],
    ],
  });
  // Another workspace may have an environment of the same name.
  const other = { ...workspace, folder: '/other', environment: 'staging' };
  act().workspaceChanged(other);
  expect(valuesOfTab(act(), id).secrets.size).toBe(0);
  act().workspaceChanged({ ...workspace, environment: 'staging' });
  expect(valuesOfTab(act(), id).secrets.get('token')).toBe('hunter2');
  await act().saveTab(id);
  await act().saveSession();
  const written = [bridge.asked('workspace.save'), bridge.asked('session.save')];
  expect(JSON.stringify(written)).not.toContain('hunter2');
});

test('a secret that is set elsewhere is not asked for, and looked for anew at each call', async () => {
  const { bridge, act, id, started } = await setUp({
    ...saved,
    metadata: [{ name: 'authorization', value: 'Bearer {{token}}' }],
  });
  await act().chooseEnvironment('staging');
  act().setAddress('grpc://localhost:1');
  const call = async () => {
    act().duplicateTab(id);
    await act().startCall(act().activeTab ?? '');
    expect(act().variableQuestion).toBeNull();
    expect(started().at(-1)?.secrets).toBeDefined();
    return started().at(-1)?.metadata;
  };
  for (const value of ['of-env', 'rotated']) {
    bridge.answer({ 'workspace.secrets': ({ names }) => ok(names.map((name) => [name, value])) });
    expect(await call()).toContainEqual(['authorization', `Bearer ${value}`]);
  }
  act().setSecret(`${workspace.folder}/environments/staging.yaml`, 'token', 'typed');
  expect(await call()).toContainEqual(['authorization', 'Bearer typed']);
  await act().saveSession();
  expect(JSON.stringify(bridge.asked('session.save'))).not.toMatch(/of-env|rotated|typed/);
});

test.each([
  ['in its message', { messages: ['{"name": "{{token}}"}'] }, 'hunter2'],
  ['too short to be found again', { metadata: [{ name: 'x', value: '{{token}}' }] }, 'abc'],
])('of a call with a secret %s nothing is written down', async (_, part, token) => {
  const { act, id, started } = await setUp({ ...saved, ...part });
  await act().chooseEnvironment('staging');
  const calling = act().startCall(id);
  await vi.waitFor(() => expect(act().variableQuestion).not.toBeNull());
  act().answerSecrets(new Map([['token', token]]));
  await calling;
  expect(started()[0]?.secrets).toBe('unkept');
});

test('the environment of the process is read once the workspace is trusted', async () => {
  const { bridge, act, id, started } = await setUp(
    { ...saved, metadata: [{ name: 'x-user', value: '{{env.USER}}' }] },
    { ...workspace, trust: 'asked', askedEnvNames: ['HOME', 'PW'], environment: 'local' },
  );
  bridge.answer({ 'workspace.env': () => ok([['USER', 'ada']]) });
  const asked = act().startCall(id);
  // Those of other requests too: all of them are trusted at once.
  const names = ['HOME', 'PW', 'USER'];
  expect(act().variableQuestion).toEqual({ about: 'trust', names });
  expect(bridge.asked('workspace.env')).toEqual([]);
  await act().answerTrust(true);
  expect(bridge.asked('workspace.trust')).toEqual([{ trusted: true, names }]);
  await asked;
  expect(started()[0]?.metadata).toContainEqual(['x-user', 'ada']);
  await act().answerTrust(false);
  expect(act().envValues.size).toBe(0);
});

test('who does not trust it is told what has no value, and nothing is read', async () => {
  const { bridge, act, id, started } = await setUp(
    { ...saved, metadata: [{ name: 'x-user', value: '{{env.USER}}' }] },
    { ...workspace, trust: 'asked', environment: 'local' },
  );
  const asked = act().startCall(id);
  await act().answerTrust(false);
  await asked;
  expect(act().drafts[id]?.faults.metadata?.message).toContain('{{env.USER}}');
  expect(bridge.asked('workspace.env')).toEqual([]);
  expect(started()).toEqual([]);
});

test('an address of its own wins over the folder’s, until it is given up', async () => {
  const { act, id } = await setUp();
  await act().chooseEnvironment('local');
  act().setAddress('grpc://{{host}}:1');
  expect(activeTarget(act()).address).toBe('grpc://localhost:1');
  act().inheritTabTarget(id);
  expect(typedTarget(act()).address).toBe('grpc://{{host}}:50051');
});

test('of an environment that changed on the disk only what was edited here is written', async () => {
  const { bridge, act } = await setUp();
  const content = { variables: [variable('host', 'mine')], secrets: [] };
  act().editEnvironment('local', content);
  const host = act().workspace?.environments[0]?.content.variables ?? [];
  const theirs = { variables: [...host, variable('port', '1')], secrets: ['token'] };
  const environments = workspace.environments.map((one) =>
    one.name === 'local' ? { ...one, content: theirs, revision: 'e9' } : one,
  );
  bridge.answer({ 'workspace.current': () => ok({ ...workspace, environments }) });
  act().workspaceChanged({ ...workspace, environments });
  await act().saveEnvironment('local');
  expect(act().note).toBe('Not saved: decide first about environments/local.yaml on the disk');
  act().keepEnvironment('local');
  expect(bridge.asked('workspace.saveEnvironment')).toEqual([]);
  await act().saveEnvironment('local');
  const kept = { variables: [variable('host', 'mine'), variable('port', '1')], secrets: ['token'] };
  expect(bridge.asked('workspace.saveEnvironment')).toEqual([
    { name: 'local', content: kept, revision: 'e9' },
  ]);
  expect(act().environmentDrafts.size).toBe(0);
});

test('a secret goes with its environment when that is renamed', async () => {
  const { bridge, act } = await setUp();
  act().setSecret(`${workspace.folder}/environments/staging.yaml`, 'token', 'hunter2');
  bridge.answer({ 'workspace.rename': () => ok('environments/live.yaml') });
  expect(await act().renameEnvironment('staging', 'live')).toBeUndefined();
  expect([...act().secretValues.keys()]).toEqual([`${workspace.folder}/environments/live.yaml`]);
  bridge.answer({ 'workspace.rename': () => fail({ code: 'usage', message: 'There is one' }) });
  expect((await act().renameEnvironment('local', 'live'))?.message).toBe('There is one');
});

test('one that is deleted comes back', async () => {
  const { bridge, act } = await setUp();
  bridge.answer({
    'workspace.delete': () => ok({ undo: 'u1' }),
    'workspace.undelete': () => ok('environments/local.yaml'),
  });
  await act().deleteEnvironment('local');
  expect(act().deletedEnvironment).toEqual({ name: 'local', undo: 'u1' });
  await act().undeleteEnvironment();
  expect(bridge.asked('workspace.undelete')).toEqual([{ undo: 'u1' }]);
  expect(act().deletedEnvironment).toBeNull();
  bridge.answer({ 'workspace.delete': () => fail({ code: 'internal', message: 'read-only' }) });
  await act().deleteEnvironment('local');
  expect(act().deletedEnvironment).toBeNull();
});

test('a new method of a tree has the window’s target, with its variables', async () => {
  const { act } = await setUp();
  await act().chooseEnvironment('local');
  act().openMethod(methodNamed('Collect'));
  expect(activeTarget(act()).address).toBe('grpc://localhost:50051');
});

test('what stands under the pointer says where it comes from, and nothing twice', async () => {
  const request = { ...saved, variables: [variable('own', '1')] };
  const { act, id } = await setUp(request, { ...workspace, environment: 'staging' });
  const explain = (use: string) => variableHelp(valuesOfTab(act(), id), []).explain(use);
  expect(explain('{{token}}')).toEqual({
    title: '{{token}}',
    notes: ['from environments/staging.yaml', 'secret, without a value yet: a call asks for it'],
  });
  act().setSecret(`${act().workspace?.folder}/environments/staging.yaml`, 'token', 's3cret');
  expect(explain('{{token}}').title).toBe('{{token}} = ••••');
  const [fault = ''] = explain('{{nope}}').notes ?? [];
  expect(fault).toContain('There is no variable nope. Looked for in');
  expect(fault.split(path)).toHaveLength(2);
});
