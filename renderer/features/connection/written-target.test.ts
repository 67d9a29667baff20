import { expect, test } from 'vitest';
import { ok } from '#app/contract/result.ts';
import type { SavedRequest } from '#app/contract/workspace.ts';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { tabIsUnsaved } from '#renderer/features/request/index.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { activeTarget, targetIsFrom, typedTarget } from './connection.selectors.ts';
import { settingsOf } from './target-draft.ts';

const inFolder = 'collections/greetings/say-hello.request.yaml';

/** A saved request that is open; the usual one is in a folder that says `grpc://{{host}}:50051`. */
async function setUp(said: Partial<SavedRequest>, path = inFolder) {
  const request = { method: 'greeter.v1.Greeter/SayHello', messages: ['{}'], ...said };
  const bridge = createFakeBridge({
    ...wellAnswers,
    'workspace.current': () => ok({ ...fakeWorkspace, environment: 'local' }),
    'workspace.read': ({ path }) => ok({ path, revision: 'r1', request }),
  });
  const { getState: act } = createAppStore(bridge);
  await act().loadWorkspace();
  await act().openSaved(path);
  return { bridge, act, active: () => act().activeTab ?? '' };
}

test.each([{ tls: { serverName: 'old' } }, { authority: 'old' }])(
  'a request that gave up its own server keeps nothing that it said of it: %j',
  async (said) => {
    const { bridge, act, active } = await setUp({ target: 'grpcs://old:1', ...said });
    expect(activeTarget(act()).address).toBe('grpcs://old:1');
    act().inheritTabTarget(active());
    expect(targetIsFrom(act(), active())).toBe('collections/greetings');
    expect(settingsOf(activeTarget(act()))).toEqual({ address: 'grpc://localhost:50051' });
    await act().startCall(active());
    expect(bridge.asked('calls.start')[0]?.schema.target).toEqual({
      address: 'grpc://localhost:50051',
    });
    await act().saveTab(active());
    expect(typedTarget(act()).address).toBe('grpc://{{host}}:50051');
    expect(bridge.asked('workspace.save')[0]?.request).not.toHaveProperty('authority');
  },
);

test('what a request without a server says of TLS goes with the inherited one', async () => {
  const { act } = await setUp({ authority: 'mine' });
  expect(settingsOf(activeTarget(act()))).toEqual({
    address: 'grpc://localhost:50051',
    authority: 'mine',
  });
});

test('an address that is typed where no file says one is the window’s: other requests go there too', async () => {
  const paths = ['collections/chat.request.yaml', 'collections/other.request.yaml'] as const;
  const { act, active } = await setUp({}, paths[0]);
  act().setAddress('grpc://new:1');
  expect(tabIsUnsaved(act(), active())).toBe(false);
  await act().openSaved(paths[1]);
  expect(activeTarget(act()).address).toBe('grpc://new:1');
  expect(act().workspaceTarget.address).toBe('grpc://new:1');
  act().setTls({ caPaths: ['/ca.pem'] });
  act().toggleTls();
  act().selectTab(act().tabs[0]?.id ?? '');
  expect(settingsOf(activeTarget(act()))).toEqual({
    address: 'grpcs://new:1',
    tls: { caPaths: ['/ca.pem'] },
  });
});

test('a request that says its own address has a new one alone', async () => {
  const { act, active } = await setUp({ target: 'grpc://own:1' }, 'collections/chat.request.yaml');
  act().setAddress('grpc://new:1');
  expect(tabIsUnsaved(act(), active())).toBe(true);
  expect(act().workspaceTarget.address).toBe('');
});
