import { expect, test, vi } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import type { ReadPhase, SchemaSummary } from '#app/contract/schema.ts';
import { fakeSchema, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge, type FakeBridge, later } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { activeSchema, isSchemaLoading, schemaError } from './schema.selectors.ts';
import { progressShare, progressText, readProgress } from './schema-reading.ts';

const cancelled = fail({ code: 'cancelled', message: 'The reading was cancelled' });

async function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const act = createAppStore(bridge).getState;
  act().setAddress('localhost:50051');
  await act().connect();
  return { bridge, act };
}

function holdReading(bridge: FakeBridge) {
  const slow = later<'schema.read'>();
  bridge.answer({ 'schema.read': slow.answer });
  const readId = () => bridge.asked('schema.read').at(-1)?.readId ?? '';
  return {
    readId,
    resolve: (result: Parameters<typeof slow.resolve>[0]) => vi.waitFor(() => slow.resolve(result)),
  };
}

test('tells how far the reading that is waited for has come', async () => {
  const { bridge, act } = await setUp();
  const { readId, resolve } = holdReading(bridge);
  const refreshing = act().refreshSchema();
  expect(progressText(readProgress(act()))).toBe('Reading the schema');
  const thousand = formatCount(1200);
  const tell = (phase: ReadPhase, done: number, total: number) => {
    bridge.emit('schema.progress', { readId: readId(), phase, done, total });
    const progress = readProgress(act());
    return [progressText(progress), progressShare(progress)];
  };
  expect(tell('finding', 1200, 1200)).toEqual([`Looking for files: ${thousand} found`, undefined]);
  expect(tell('parsing', 300, 1200)).toEqual([`Parsing: 300 of ${thousand} files`, 0.25]);
  expect(tell('linking', 1200, 1200)).toEqual([`Linking: ${thousand} of ${thousand} files`, 1]);
  expect(tell('joining', 1200, 1200)).toEqual([
    `Joining ${thousand} files to one schema`,
    undefined,
  ]);
  bridge.emit('schema.progress', { readId: 'of-another', phase: 'parsing', done: 1, total: 9999 });
  expect(readProgress(act())?.phase).toBe('joining');
  await resolve(ok(fakeSchema));
  await refreshing;
  expect(act().reads.size).toBe(0);
});

test('a cancelled reading leaves what was there, and reads nothing in its place', async () => {
  const { bridge, act } = await setUp();
  await act().addSources(['/a.proto'], []);
  const { readId, resolve } = holdReading(bridge);
  const refreshing = act().refreshSchema();
  const id = readId();
  const { length } = bridge.asked('schema.read');
  act().cancelReads();
  expect(bridge.asked('schema.cancel')).toEqual([{ readId: id }]);
  await resolve(cancelled);
  await refreshing;
  expect(activeSchema(act())).toBe(fakeSchema);
  expect(schemaError(act())).toBeUndefined();
  expect(isSchemaLoading(act())).toBe(false);
  expect(bridge.asked('schema.read')).toHaveLength(length);
});

test('what was being added is not added, and no fault is found', async () => {
  const { bridge, act } = await setUp();
  const { resolve } = holdReading(bridge);
  const adding = act().addSources(['/huge'], []);
  await resolve(cancelled);
  expect(await adding).toBe(false);
  expect(act()).toMatchObject({ addSchemaBusy: false, sourceFaults: [], sources: { protos: [] } });
  const dropping = act().addDropped([{ name: 'huge' }]);
  await resolve(cancelled);
  await dropping;
  expect(act()).toMatchObject({ note: null, addSchemaOpen: false, sources: { protos: [] } });
});

test('files that changed are read again without a word, unless nobody has their schema', async () => {
  const { bridge, act } = await setUp();
  const schema = bridge.asked('schema.read')[0]?.schema;
  if (schema === undefined) throw new Error('Nothing was read');
  const { resolve } = holdReading(bridge);
  bridge.emit('schema.changed', { schema });
  expect(isSchemaLoading(act())).toBe(false);
  expect(activeSchema(act())).toBe(fakeSchema);
  const changed: SchemaSummary = { ...fakeSchema, services: [] };
  await resolve(ok(changed));
  await vi.waitFor(() => expect(activeSchema(act())).toBe(changed));
  expect(bridge.asked('schema.read').at(-1)).toEqual({ schema, refresh: false });
  const { length } = bridge.asked('schema.read');
  bridge.emit('schema.changed', { schema: { ...schema, target: { address: 'elsewhere:1' } } });
  expect(bridge.asked('schema.read')).toHaveLength(length);
});

test('files that changed are read again with what only the target here has', async () => {
  const { bridge, act } = await setUp();
  act().setTargetOptions({ proxy: 'socks5://proxy:1080' });
  const metadata = [{ name: 'authorization', value: 'Bearer s3cret' }];
  act().setReflectionMetadata('localhost:50051', metadata);
  await act().refreshSchema();
  const schema = bridge.asked('schema.read')[0]?.schema;
  if (schema === undefined) throw new Error('Nothing was read');
  bridge.emit('schema.changed', { schema });
  expect(bridge.asked('schema.read').at(-1)?.schema).toEqual({
    ...schema,
    metadata: [['authorization', 'Bearer s3cret']],
    target: {
      address: 'localhost:50051',
      options: { proxy: 'socks5://proxy:1080' },
    },
  });
});
