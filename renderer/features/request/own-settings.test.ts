import { expect, test } from 'vitest';
import { ok } from '#app/contract/result.ts';
import type { SavedRequest, Variable } from '#app/contract/workspace.ts';
import { methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { activeTarget } from '#renderer/features/connection/index.ts';
import { inheritedOfTab } from '#renderer/features/environment/index.ts';
import { sessionOf } from '#renderer/shell/session.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { misspeltKeyOf } from './MisspeltKeys.tsx';
import { tabIsUnsaved } from './request.selectors.ts';

const path = 'collections/greetings/say-hello.request.yaml';

function variable(name: string, value: string, type: Variable['type'] = 'text'): Variable {
  return { name, value, type };
}

const request: SavedRequest = {
  method: 'greeter.v1.Greeter/SayHello',
  variables: [variable('host', 'of-the-file')],
  messages: ['{ "name": {{name}}, "id": {{id}} }'],
};

async function setUp() {
  const bridge = createFakeBridge({
    ...wellAnswers,
    'workspace.current': () => ok({ ...fakeWorkspace, environment: 'local' }),
    'workspace.read': () => ok({ path, revision: 'r1', request }),
  });
  const { getState: act } = createAppStore(bridge);
  await act().loadWorkspace();
  const active = () => act().activeTab ?? '';
  return { bridge, act, active };
}

test('variables of a saved request win over its environment, are unsaved until saved, and written', async () => {
  const { bridge, act, active } = await setUp();
  await act().openSaved(path);
  expect(activeTarget(act()).address).toBe('grpc://of-the-file:50051');
  expect(inheritedOfTab(act(), active())).toBe(inheritedOfTab(act(), active()));
  const own = [variable('host', 'typed'), variable('name', 'Ada'), variable('id', '1e400', 'json')];
  act().setVariables(active(), [...own, variable('', '')]);
  expect(tabIsUnsaved(act(), active())).toBe(true);
  expect(activeTarget(act()).address).toBe('grpc://typed:50051');
  await act().startCall(active());
  expect(bridge.asked('calls.start')[0]?.message).toBe('{ "name": "Ada", "id": 1e400 }');
  await act().saveTab(active());
  expect(bridge.asked('workspace.save')[0]?.request.variables).toEqual(own);
  expect(tabIsUnsaved(act(), active())).toBe(false);
  act().setVariables(active(), []);
  expect(activeTarget(act()).address).toBe('grpc://localhost:50051');
  await act().saveTab(active());
  expect(bridge.asked('workspace.save')[1]?.request).not.toHaveProperty('variables');
});

test('a request that is in no file has variables of its own too, which are saved with it', async () => {
  const { bridge, act, active } = await setUp();
  act().openMethod(methodNamed('SayHello'));
  act().setMessage(active(), '{ "name": {{nam}} }');
  act().setVariables(active(), [variable('name', 'Ada')]);
  await act().startCall(active());
  expect(act().drafts[active()]?.faults.message?.hint).toMatch(/^Looked for in this request, /);
  act().setVariables(active(), [variable('nam', 'Ada')]);
  expect(act().drafts[active()]?.faults).toEqual({});
  act().duplicateTab(active());
  await act().saveTabAs(active(), 'hello', 'collections/greetings');
  expect(bridge.asked('workspace.createRequest')[0]?.request.variables).toEqual([
    variable('nam', 'Ada'),
  ]);
});

test('they come back as they were typed, also none where the file has some', async () => {
  const { act, active } = await setUp();
  await act().openSaved(path);
  act().setVariables(active(), []);
  const again = async (requests: ReturnType<typeof sessionOf>['requests']) => {
    const { act } = await setUp();
    act().restoreTabs(requests, 0);
    return Object.values(act().drafts)[0]?.variables;
  };
  const { requests } = sessionOf(act());
  expect(await again(requests)).toEqual([]);
  const old = requests.map(({ variables: _unknownThen, ...others }) => others);
  expect(await again(old)).toEqual(request.variables);
});

test('a list of schema sources of its own is unsaved until saved, and holds from then on', async () => {
  const { bridge, act, active } = await setUp();
  await act().openSaved(path);
  act().setSchema(active(), [
    { kind: 'proto', path: 'a.proto' },
    { kind: 'import', path: '' },
  ]);
  expect(tabIsUnsaved(act(), active())).toBe(true);
  expect(inheritedOfTab(act(), active()).schema).toBeUndefined();
  const { requests } = sessionOf(act());
  await act().saveTab(active());
  const schema = [{ kind: 'proto', path: 'a.proto' }];
  expect(bridge.asked('workspace.save')[0]?.request.schema).toEqual(schema);
  expect(inheritedOfTab(act(), active()).schema).toEqual({ value: schema, from: path });
  act().setSchema(active(), undefined);
  await act().saveTab(active());
  expect(bridge.asked('workspace.save')[1]?.request).not.toHaveProperty('schema');
  const again = await setUp();
  again.act().restoreTabs(requests, 0);
  expect(Object.values(again.act().drafts)[0]?.schema).toHaveLength(2);
});

test('a key of its file that is misspelt is told with the request, and no other file’s is', async () => {
  const { bridge, act, active } = await setUp();
  await act().openSaved(path);
  expect(misspeltKeyOf(act(), active())).toBeUndefined();
  const fault = (of: string) => ({
    path: of,
    line: 3,
    column: 1,
    message: `nobody reads "mesages"`,
  });
  const misspelt = [fault('duplex.yaml'), fault(path)];
  bridge.emit('workspace.changed', { ...fakeWorkspace, environment: 'local', misspelt });
  expect(misspeltKeyOf(act(), active())).toBe(`${path}:3:1: nobody reads "mesages"`);
});
