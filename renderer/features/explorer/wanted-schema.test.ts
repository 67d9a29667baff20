import { expect, test, vi } from 'vitest';
import { ok } from '#app/contract/result.ts';
import type { SchemaSummary } from '#app/contract/schema.ts';
import type {
  FolderSettings,
  SavedRequest,
  SavedSource,
  Workspace,
} from '#app/contract/workspace.ts';
import { inheritedBy, withSettings } from '#app/core/workspace/inherit.ts';
import { resolveRequest } from '#app/core/workspace/resolve-request.ts';
import { fakeSchema, fakeStart, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { valuesOfTab } from '#renderer/features/environment/index.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { activeSchema, listFaultOfTab, methodIsGone, schemaRefFor } from './schema.selectors.ts';
import { schemaInTree, schemaOfTab } from './wanted-schema.ts';

const { path: method } = methodNamed('SayHello');
const proto = (path: string): SavedSource => ({ kind: 'proto', path });
const at = (folder: string) => `collections/${folder}/hello.request.yaml`;

function folder(name: string, settings: FolderSettings) {
  const path = `collections/${name}`;
  return { kind: 'folder', path, name, settings, revision: 'f', items: [] } as const;
}

/** Two folders that define one type each its own way, one with a variable, one that says nothing. */
const workspace: Workspace = {
  ...fakeWorkspace,
  settings: {
    schema: [proto('whole.proto'), { kind: 'reflection' }],
    variables: [{ name: 'dir', value: 'own', type: 'text' }],
  },
  collections: {
    ...fakeWorkspace.collections,
    items: [
      folder('one', { schema: [{ kind: 'import', path: 'one' }, proto('one/a.proto')] }),
      folder('home', { schema: [proto('~/a.proto')] }),
      folder('two', { schema: [proto('../two/a.proto'), { kind: 'reflection' }] }),
      folder('by-variable', { schema: [proto('{{dir}}/a.proto')] }),
      folder('unknown', { schema: [proto('{{gone}}/a.proto')] }),
      folder('silent', {}),
    ],
  },
};

async function setUp(of: Workspace = workspace, own: Partial<SavedRequest> = {}) {
  const request: SavedRequest = { method, messages: ['{}'], ...own };
  const bridge = createFakeBridge({
    ...wellAnswers,
    'workspace.current': () => ok(of),
    'workspace.read': ({ path }) => ok({ path, revision: 'r', request }),
  });
  const { getState: act } = createAppStore(bridge);
  await act().startApp();
  act().setAddress('localhost:50051');
  await act().loadWorkspace();
  await act().connect();
  const open = async (path: string) => {
    await act().openSaved(path);
    return act().activeTab ?? '';
  };
  /** The sources of a request as `duplex run` has them. */
  const ofRun = (path: string, tabId: string) =>
    resolveRequest(withSettings(inheritedBy(of, path), path, request), {
      folder: of.folder,
      home: fakeStart.home,
      tlsProfiles: [],
      values: valuesOfTab(act(), tabId),
    }).sources;
  const readings = () => bridge.asked('schema.read').map(({ schema }) => schema.sources.protos);
  return { act, bridge, open, ofRun, readings };
}

test.each(['one', 'home', 'two', 'by-variable', 'silent'])(
  'a request in %s is called with the sources that duplex run has, and no others',
  async (name) => {
    const { act, bridge, open, ofRun } = await setUp();
    const id = await open(at(name));
    const wanted = ofRun(at(name), id);
    expect(schemaOfTab(act(), id).sources).toEqual(wanted);
    await vi.waitFor(() => expect(listFaultOfTab(act(), id)).toBeUndefined());
    await act().startCall(id);
    expect(bridge.asked('calls.start').at(-1)?.schema).toMatchObject({
      target: { address: 'localhost:50051' },
      sources: wanted,
    });
  },
);

test('what a request itself lists wins over its folder', async () => {
  const { act, open, ofRun } = await setUp(workspace, { schema: [proto('mine.proto')] });
  const id = await open(at('one'));
  expect(schemaOfTab(act(), id)).toMatchObject({ from: at('one'), sources: ofRun(at('one'), id) });
  expect(schemaOfTab(act(), id).sources.protos).toEqual(['/home/ada/apis/mine.proto']);
});

test('a method of the services is another one than that of a request with a list of its own', async () => {
  const { act, open } = await setUp(workspace, { schema: [proto('mine.proto')] });
  const id = await open(at('one'));
  const method = act().tabs.find((tab) => tab.id === id)?.method;
  if (method !== undefined) act().openMethod(method);
  expect(act().activeTab).not.toBe(id);
});

test('lists of folders are no part of the services, which have what the window was given and duplex.yaml lists', async () => {
  const { act, open } = await setUp();
  await act().addSources(['/given.proto'], []);
  await open(at('one'));
  const { sources } = schemaInTree(act());
  expect(sources.protos).toEqual(['/given.proto', '/home/ada/apis/whole.proto']);
  expect(sources.reflection).toBe(true);
});

test('a request whose files list nothing has the services’ schema, as one has that is not saved', async () => {
  const { act, open } = await setUp({ ...workspace, settings: {} });
  await act().addSources(['/given.proto'], []);
  const id = await open(at('silent'));
  expect(schemaOfTab(act(), id)).toEqual(schemaInTree(act()));
  act().openMethod(methodNamed('SayHello'), true);
  expect(schemaOfTab(act(), act().activeTab)).toEqual(schemaInTree(act()));
});

test('a list is read once its request is in view, and again when it is another', async () => {
  const { act, open, readings } = await setUp();
  const one = ['/home/ada/apis/one/a.proto'];
  expect(readings()).not.toContainEqual(one);
  const id = await open(at('one'));
  await vi.waitFor(() => expect(readings()).toContainEqual(one));
  await open(at('silent'));
  const times = readings().length;
  act().selectTab(id);
  act().workspaceChanged({ ...workspace, name: 'renamed' });
  expect(readings()).toHaveLength(times);
  await act().refreshSchema();
  expect(readings().slice(times)).toContainEqual(one);
  const items = [folder('one', { schema: [proto('other.proto')] })];
  act().workspaceChanged({ ...workspace, collections: { ...workspace.collections, items } });
  await vi.waitFor(() => expect(readings().at(-1)).toEqual(['/home/ada/apis/other.proto']));
});

test('what is wrong with a list is told with its requests, and keeps them from being called', async () => {
  const { act, bridge, open } = await setUp();
  const id = await open(at('unknown'));
  expect(listFaultOfTab(act(), id)?.message).toMatch(
    /^The schema path \{\{gone\}\}\/a\.proto of collections\/unknown\/folder\.yaml: .*no variable gone/,
  );
  await act().startCall(id);
  expect(bridge.asked('calls.start')).toEqual([]);
  expect(act().drafts[id]?.faults.call?.message).toContain('{{gone}}');
  const broken: SchemaSummary = {
    ...fakeSchema,
    diagnostics: [{ severity: 'error', file: 'a.proto', line: 3, message: 'no' }],
  };
  bridge.answer({
    'schema.read': ({ schema }) =>
      ok(schema.sources.protos[0]?.includes('/one/') ? broken : fakeSchema),
  });
  const one = await open(at('one'));
  await vi.waitFor(() => expect(listFaultOfTab(act(), one)).toBe(broken.diagnostics[0]));
  expect(listFaultOfTab(act(), await open(at('two')))).toBeUndefined();
  expect(activeSchema(act())?.diagnostics).toEqual([]);
});

test('a method that a list lacks is gone, though the server has it', async () => {
  const { act, bridge, open } = await setUp();
  bridge.answer({
    'schema.read': ({ schema }) =>
      ok(schema.sources.reflection ? fakeSchema : { ...fakeSchema, services: [] }),
  });
  const id = await open(at('one'));
  await vi.waitFor(() => expect(act().lostItsMethod(id)).toBe(true));
  expect(methodIsGone(act(), schemaInTree(act()), method, false)).toBe(false);
  expect(act().lostItsMethod(await open(at('two')))).toBe(false);
});

test('definitions and messages are those of the request’s own list, in the tree those of the services', async () => {
  const { act, bridge, open } = await setUp();
  const id = await open(at('one'));
  await vi.waitFor(() => expect(listFaultOfTab(act(), id)).toBeUndefined());
  const own = schemaRefFor(act(), schemaOfTab(act(), id));
  await act().definitionOf('a.B', 'request');
  await act().definitionOf('a.B', 'services');
  await act().messageSource(id).message('a.B');
  const asked = bridge.asked('schema.definition').map(({ schema }) => schema);
  expect(asked).toEqual([own, schemaRefFor(act(), schemaInTree(act()))]);
  expect(bridge.asked('schema.message').at(-1)?.schema).toEqual(own);
  expect(own.sources.protos).toEqual(['/home/ada/apis/one/a.proto']);
});

test('a trusted workspace’s list may use the environment, and nobody is asked', async () => {
  const items = [folder('env', { schema: [proto('{{env.PROTOS}}/a.proto')] })];
  const collections = { ...workspace.collections, items };
  const { act, bridge, open, readings } = await setUp({ ...workspace, collections });
  bridge.answer({ 'workspace.env': () => ok([['PROTOS', '/opt/protos']]) });
  const id = await open(at('env'));
  expect(listFaultOfTab(act(), id)?.message).toContain('{{env.PROTOS}} has no value');
  expect(bridge.asked('workspace.env')).toEqual([]);
  act().workspaceChanged({ ...workspace, collections, trust: 'trusted' });
  await vi.waitFor(() => expect(readings().at(-1)).toEqual(['/opt/protos/a.proto']));
  expect(act().variableQuestion).toBeNull();
  await act().startCall(id);
  const started = bridge.asked('calls.start').at(-1);
  expect(started?.schema.sources.protos).toEqual(['/opt/protos/a.proto']);
  // A path is in no answer.
  expect(started?.secrets).toBeUndefined();
});

test('a method of the services is another one than that of a request with a list of its own', async () => {
  const { act, open } = await setUp();
  const id = await open(at('one'));
  act().openMethod(methodNamed('SayHello'));
  const picked = act().activeTab;
  expect(picked).not.toBe(id);
  act().openMethod(methodNamed('SayHello'));
  expect(act().activeTab).toBe(picked);
});
