import { expect, test, vi } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import type { SchemaSummary } from '#app/contract/schema.ts';
import { fakeSchema, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge, later } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { activeSchema, isSchemaLoading, schemaError, schemaRefFor } from './schema.selectors.ts';
import { schemaInTree } from './wanted-schema.ts';

async function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const act = createAppStore(bridge).getState;
  act().setAddress('localhost:50051');
  await act().connect();
  return { bridge, act, asked: () => bridge.asked('schema.read').at(-1)?.schema };
}

test('import paths change places, and the schema is read in their order', async () => {
  const { act, asked } = await setUp();
  for (const path of ['/a', '/b', '/c']) await act().addImportPath(path);
  await act().moveImportPath('/c', -1);
  expect(asked()?.sources.importPaths).toEqual(['/a', '/c', '/b']);
  await act().moveImportPath('/a', 1);
  expect(act().sources.importPaths).toEqual(['/c', '/a', '/b']);
});

test('an import path is taken away, and what was added by the same path stays', async () => {
  const { act } = await setUp();
  await act().addSources(['/a'], ['/a']);
  await act().removeImportPath('/a');
  expect(act().sources).toMatchObject({ protos: ['/a'], importPaths: [] });
});

test('what has no place to go to stays, and nothing is read', async () => {
  const { bridge, act } = await setUp();
  await act().addImportPath('/a');
  const { length } = bridge.asked('schema.read');
  await act().moveImportPath('/a', -1);
  await act().moveImportPath('/a', 1);
  await act().moveImportPath('/gone', 1);
  expect(act().sources.importPaths).toEqual(['/a']);
  expect(bridge.asked('schema.read')).toHaveLength(length);
});

test('a root is kept, not used, and used again', async () => {
  const { act, asked } = await setUp();
  await act().addImportPath('/found');
  await act().ignoreRoot('/found', true);
  expect(asked()?.sources).toMatchObject({ importPaths: [], ignoredRoots: ['/found'] });
  await act().ignoreRoot('/found', false);
  expect(asked()?.sources).toMatchObject({ importPaths: [], ignoredRoots: [] });
  await act().ignoreRoot('/found', true);
  await act().addImportPath('/found');
  expect(asked()?.sources).toMatchObject({ importPaths: ['/found'], ignoredRoots: [] });
});

test('every kind of source can be taken away', async () => {
  const { act } = await setUp();
  const sources = {
    protos: ['/p'],
    importPaths: ['/i'],
    descriptorSets: ['/d'],
    bufDirs: ['/b'],
    reflection: true,
  };
  for (const path of ['/p', '/i', '/d', '/b']) {
    await act().addSources(['/p'], []);
    Object.assign(act().sources, sources);
    await act().removeSource(path);
    const { protos, importPaths, descriptorSets, bufDirs = [] } = act().sources;
    expect([...protos, ...importPaths, ...descriptorSets, ...bufDirs]).not.toContain(path);
  }
});

test('what was there stays in view until the changed sources have been read', async () => {
  const { bridge, act } = await setUp();
  const slow = later<'schema.read'>();
  bridge.answer({ 'schema.read': slow.answer });
  const changing = act().setReflection(false);
  expect(activeSchema(act())).toBe(fakeSchema);
  expect(isSchemaLoading(act())).toBe(true);
  const changed: SchemaSummary = { ...fakeSchema, services: [] };
  await vi.waitFor(() => slow.resolve(ok(changed)));
  await changing;
  expect(activeSchema(act())).toBe(changed);
  expect(isSchemaLoading(act())).toBe(false);
});

test('a server that refuses gets the metadata of its address, and no other gets it', async () => {
  const { bridge, act, asked } = await setUp();
  const rows = [
    { name: 'authorization', value: 'Bearer 1' },
    { name: 'x-off', value: '1', disabled: true },
  ];
  act().setReflectionMetadata('localhost:50051', rows);
  // Typed is not used: what is known stays known.
  expect(activeSchema(act())).toBe(fakeSchema);
  expect(asked()?.metadata).toBeUndefined();
  bridge.answer({
    'schema.read': ({ schema }) =>
      schema.metadata === undefined
        ? fail({ code: 'status', status: 16, message: 'UNAUTHENTICATED' })
        : ok(fakeSchema),
  });
  await act().readSchema({ address: 'localhost:50051' }, true);
  expect(asked()?.metadata).toEqual([['authorization', 'Bearer 1']]);
  expect(schemaRefFor(act(), schemaInTree(act())).metadata).toEqual([
    ['authorization', 'Bearer 1'],
  ]);
  act().setAddress('elsewhere:1');
  await act().connect();
  expect(asked()?.metadata).toBeUndefined();
  expect(schemaError(act())?.status).toBe(16);
});
