import { expect, test, vi } from 'vitest';
import { ok } from '#app/contract/result.ts';
import type { SchemaSources } from '#app/contract/schema.ts';
import type { Session } from '#app/contract/session.ts';
import { fakeSchema, fakeStart, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge, later } from '#renderer/bridge/fake-bridge.ts';
import { draftOf } from '#renderer/features/connection/index.ts';
import { activeSchema, isSchemaLoading } from '#renderer/features/explorer/index.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';

function setUp(start: { readonly connect?: string; readonly recentAddresses: readonly string[] }) {
  const bridge = createFakeBridge({
    ...wellAnswers,
    'app.start': () => ok({ ...fakeStart, ...start }),
  });
  return { bridge, act: createAppStore(bridge).getState };
}

test('connects to the address it is started with', async () => {
  const { bridge, act } = setUp({ connect: 'grpc://localhost:50051', recentAddresses: ['old:1'] });
  await act().startApp();
  expect(act().workspaceTarget.address).toBe('grpc://localhost:50051');
  expect(bridge.asked('schema.read')).toHaveLength(1);
});

test('offers the last address without connecting to it', async () => {
  const { bridge, act } = setUp({ recentAddresses: ['last:1', 'older:1'] });
  await act().startApp();
  expect(act().workspaceTarget.address).toBe('last:1');
  expect(act().recentAddresses).toEqual(['last:1', 'older:1']);
  expect(bridge.asked('targets.connect')).toEqual([]);
});

test('an address typed before the start was through stays', async () => {
  const { act } = setUp({ connect: 'grpc://localhost:50051', recentAddresses: [] });
  const started = act().startApp();
  act().setAddress('mine:1');
  await started;
  expect(act().workspaceTarget.address).toBe('mine:1');
});

const files: SchemaSources = {
  protos: ['/shop.proto'],
  importPaths: [],
  descriptorSets: [],
  reflection: true,
};

test.each(['', 'dead:1'])(
  'files are read at the start, without a connection to "%s"',
  async (address) => {
    const slow = later<'schema.read'>();
    const session: Session = {
      duplex: 1,
      target: draftOf({ address }),
      sources: files,
      requests: [],
      active: null,
    };
    const bridge = createFakeBridge({
      ...wellAnswers,
      'app.start': () => ok({ ...fakeStart, session }),
      'schema.read': slow.answer,
    });
    const act = createAppStore(bridge).getState;
    await act().startApp();
    expect(bridge.asked('schema.read').map(({ schema }) => schema)).toEqual([
      { target: null, sources: { ...files, reflection: false } },
    ]);
    expect(isSchemaLoading(act())).toBe(true);
    slow.resolve(ok(fakeSchema));
    await vi.waitFor(() => expect(activeSchema(act())).toBe(fakeSchema));
    expect(bridge.asked('targets.connect')).toEqual([]);
  },
);
