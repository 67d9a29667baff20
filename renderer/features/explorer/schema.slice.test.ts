import { expect, test } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import type { Diagnostic } from '#app/contract/schema.ts';
import type { Workspace } from '#app/contract/workspace.ts';
import { fakeSchema, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import {
  activeSchema,
  callRefFor,
  methodIsGone,
  newestProblem,
  schemaError,
} from './schema.selectors.ts';
import { schemaInTree } from './wanted-schema.ts';

async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 5));
}

async function setUp(connected = true) {
  const bridge = createFakeBridge(wellAnswers);
  const act = createAppStore(bridge).getState;
  if (!connected) {
    bridge.answer({
      'targets.connect': () => fail({ code: 'unreachable', message: 'Nobody there' }),
    });
  }
  act().setAddress('localhost:50051');
  await act().connect();
  return { bridge, act };
}

test('shows what the connected server gives', async () => {
  const { act } = await setUp();
  expect(activeSchema(act())?.services.map(({ name }) => name)).toEqual([
    'chat.v1.Chat',
    'greeter.v1.Greeter',
  ]);
});

test('a server without reflection is an error of the schema, not of the connection', async () => {
  const { bridge, act } = await setUp();
  bridge.answer({
    'schema.read': () =>
      fail({ code: 'no-reflection', message: 'localhost:50051 has no reflection' }),
  });
  act().setAddress('localhost:50052');
  await act().connect();
  expect(schemaError(act())?.code).toBe('no-reflection');
  expect(activeSchema(act())).toBeUndefined();
});

test('files show their services without a server, and are called on its target', async () => {
  const { bridge, act } = await setUp(false);
  expect(await act().addSources(['/protos/chat.proto'], ['/protos'])).toBe(true);
  expect(activeSchema(act())).toBe(fakeSchema);
  const files = {
    protos: ['/protos/chat.proto'],
    importPaths: ['/protos'],
    descriptorSets: [],
    reflection: false,
  };
  expect(bridge.asked('schema.read').every(({ schema }) => schema.target === null)).toBe(true);
  expect(callRefFor(act(), schemaInTree(act()), methodNamed('Converse').path)).toEqual({
    target: { address: 'localhost:50051' },
    sources: files,
  });
});

test('files and reflection are read together once connected', async () => {
  const { bridge, act } = await setUp();
  await act().addSources(['/protos'], []);
  expect(bridge.asked('schema.read').at(-1)?.schema).toEqual({
    target: { address: 'localhost:50051' },
    sources: { protos: ['/protos'], importPaths: [], descriptorSets: [], reflection: true },
  });
  await act().removeSource('/protos');
  expect(act().sources.protos).toEqual([]);
  expect(activeSchema(act())).toBe(fakeSchema);
});

test('a file with faults is told with its place, and what it gave is used', async () => {
  const { bridge, act } = await setUp(false);
  bridge.answer({
    'schema.read': () =>
      ok({
        ...fakeSchema,
        diagnostics: [
          {
            severity: 'error',
            file: 'a.proto',
            line: 3,
            column: 5,
            message: 'no "b.proto"',
            hint: 'Add it',
          },
        ],
      }),
  });
  expect(await act().addSources(['/a.proto'], [])).toBe(false);
  expect(act().sourceFaults).toEqual([{ text: 'a.proto:3:5: no "b.proto"', hint: 'Add it' }]);
  expect(act().sources.protos).toEqual(['/a.proto']);
});

test('faults of what was added before are not told again, unless it is added again', async () => {
  const { bridge, act } = await setUp(false);
  const at = { file: 'a.proto', path: '/a.proto', line: 3 };
  const broken = { severity: 'error', ...at, message: 'no' } as const;
  bridge.answer({ 'schema.read': () => ok({ ...fakeSchema, diagnostics: [broken] }) });
  await act().addSources(['/a.proto'], []);
  expect(await act().addSources(['/b.proto'], [])).toBe(true);
  expect(act().sourceFaults).toEqual([]);
  expect(await act().addSources(['/a.proto'], [])).toBe(false);
  expect(act().sourceFaults).toEqual([{ text: 'a.proto:3: no' }]);
  // Of what has none itself, others are not told.
  expect(await act().addSources(['/b.proto'], [])).toBe(true);
  expect(act().note).toBe('b.proto is in the schema already');
});

test('a file that cannot be read is not added', async () => {
  const { bridge, act } = await setUp();
  bridge.answer({
    'schema.read': () => fail({ code: 'schema-invalid', message: '/a.proto:1:1: unexpected "x"' }),
  });
  expect(await act().addSources(['/a.proto'], [])).toBe(false);
  expect(act().sourceFaults[0]?.text).toBe('/a.proto:1:1: unexpected "x"');
  expect(await act().addSources([' '], [])).toBe(false);
  expect(act().sourceFaults[0]?.text).toContain('no path');
  expect(act().sources.protos).toEqual([]);
});

test('a file that is not there is not added beside those that are', async () => {
  const { bridge, act } = await setUp();
  await act().addSources(['/good.proto'], []);
  bridge.answer({
    'schema.read': ({ schema }) =>
      schema.sources.protos.includes('/good.proto')
        ? ok({ ...fakeSchema, diagnostics: [{ severity: 'error', message: '"/no.proto" …' }] })
        : fail({ code: 'schema-invalid', message: '"/no.proto" was not found', hint: 'Check it' }),
  });
  expect(await act().addSources(['/no.proto'], [])).toBe(false);
  expect(act().sources.protos).toEqual(['/good.proto']);
  expect(act().sourceFaults).toEqual([{ text: '"/no.proto" was not found', hint: 'Check it' }]);
  expect(activeSchema(act())).toBe(fakeSchema);
});

test('what is added to files is read once, together with them', async () => {
  const { bridge, act } = await setUp(false);
  await act().addSources(['/a.proto'], []);
  expect(await act().addSources(['/tree'], [])).toBe(true);
  const read = bridge.asked('schema.read').filter(({ refresh }) => refresh);
  expect(read.map(({ schema }) => schema.sources.protos)).toEqual([
    ['/a.proto'],
    ['/a.proto', '/tree'],
  ]);
});

test('a folder without files is not added to files, and is told of', async () => {
  const { bridge, act } = await setUp(false);
  await act().addSources(['/good.proto'], []);
  const empty = { severity: 'warning', given: '/empty', message: 'there is no file' } as const;
  bridge.answer({
    'schema.read': ({ schema }) =>
      schema.sources.protos.includes('/good.proto')
        ? ok({ ...fakeSchema, diagnostics: [empty] })
        : fail({ code: 'schema-invalid', message: 'there is no file' }),
  });
  await act().addDropped([{ name: 'empty' }]);
  expect(act().sources.protos).toEqual(['/good.proto']);
  expect(act()).toMatchObject({
    addSchemaOpen: true,
    sourceFaults: [{ text: 'there is no file' }],
  });
});

test('a file that is no text, and an import path that is no folder, are not added', async () => {
  const { bridge, act } = await setUp(false);
  const noText = { severity: 'error', file: 'a.pb', message: 'is not a .proto file' } as const;
  bridge.answer({ 'schema.read': () => ok({ services: [], sources: [], diagnostics: [noText] }) });
  expect(await act().addSources(['/a.pb'], [])).toBe(false);
  expect(act().sourceFaults[0]?.text).toBe('/a.pb is no .proto file');
  const noFolder = { severity: 'error', message: 'the import path "/x" is not a folder' } as const;
  bridge.answer({ 'schema.read': () => ok({ ...fakeSchema, diagnostics: [noFolder] }) });
  expect(await act().addSources(['/a.proto'], ['/x'])).toBe(false);
  expect(act().sources).toMatchObject({ protos: [], importPaths: [] });
});

test('import paths are added by themselves, and told of as long as one is missing', async () => {
  const { bridge, act } = await setUp(false);
  const lack = (name: string) =>
    ({
      severity: 'error',
      file: 'a.proto',
      line: 1,
      message: `no ${name}`,
      lacks: [name],
    }) as const;
  bridge.answer({
    'schema.read': ({ schema }) => {
      const { importPaths } = schema.sources;
      const left = ['b', 'c', 'd'].filter((name) => !importPaths.includes(`/${name}`));
      return ok({ ...fakeSchema, diagnostics: left.map(lack) });
    },
  });
  expect(await act().addSources(['/a.proto'], [])).toBe(false);
  expect(await act().addSources([], ['/b'])).toBe(false);
  expect(act().sourceFaults).toEqual([{ text: 'a.proto:1: no c' }, { text: 'a.proto:1: no d' }]);
  expect(await act().addSources(['/a.proto'], ['/c'])).toBe(false);
  expect(act().sourceFaults).toEqual([{ text: 'a.proto:1: no d' }]);
  expect(await act().addSources([''], ['/x', '/d'])).toBe(true);
  expect(act().sources).toMatchObject({
    protos: ['/a.proto'],
    importPaths: ['/b', '/c', '/x', '/d'],
  });
  expect(act().sourceFaults).toEqual([]);
});

test('import paths may come before the files', async () => {
  const { bridge, act } = await setUp(false);
  expect(await act().addSources([], ['/b', '/c'])).toBe(true);
  expect(act().sources.importPaths).toEqual(['/b', '/c']);
  expect(bridge.asked('schema.read')).toEqual([]);
});

test.each([[['/a.proto']], [[]]])(
  'with %j an import path that is no folder is told at once, and nothing added',
  async (paths) => {
    const { bridge, act } = await setUp(false);
    await act().addSources(['/good.proto'], []);
    const message = 'the import path "/nope" is not a folder';
    const warning = { severity: 'warning', given: '/nope', message } as const;
    bridge.answer({ 'schema.read': () => ok({ ...fakeSchema, diagnostics: [warning] }) });
    expect(await act().addSources(paths, ['/b', '/nope'])).toBe(false);
    expect(act().sourceFaults).toEqual([{ text: message }]);
    expect(act().sources).toMatchObject({ protos: ['/good.proto'], importPaths: [] });
  },
);

test('one folder is one source, however its path is typed', async () => {
  const { act } = await setUp(false);
  for (const path of ['/src/shop', '/src/shop/', '"/src/shop"', 'file:///src/shop'])
    expect(await act().addSources([path], [path])).toBe(true);
  expect(act().sources).toMatchObject({ protos: ['/src/shop'], importPaths: ['/src/shop'] });
});

test('what a drop refuses is refused when it is typed, and only that is told in the dialog', async () => {
  const { bridge, act } = await setUp(false);
  const faults = Array.from({ length: 12 }, (_, index) => ({
    severity: 'error' as const,
    file: 'etc/passwd',
    line: index + 1,
    message: 'unexpected "x"',
  }));
  bridge.answer({ 'schema.read': () => ok({ ...fakeSchema, diagnostics: faults }) });
  const told = [{ text: '/etc/passwd is no .proto file', hint: expect.any(String) }];
  expect(await act().addSources(['/etc/passwd'], [])).toBe(false);
  expect(act()).toMatchObject({ sourceFaults: told, sources: { protos: [], importPaths: [] } });
  await act().addDropped([{ name: 'etc/passwd' }]);
  expect(act().sourceFaults[0]?.text).toBe('/dropped/etc/passwd is no .proto file');
  expect(act()).toMatchObject({ addSchemaOpen: true, note: null });
  expect(act().sources.protos).toEqual([]);
});

test('a dropped tree with faults is added without a dialog', async () => {
  const { bridge, act } = await setUp(false);
  const broken = { severity: 'error', file: 'a.proto', line: 3, message: 'no' } as const;
  bridge.answer({ 'schema.read': () => ok({ ...fakeSchema, diagnostics: [broken] }) });
  await act().addDropped([{ name: 'tree' }]);
  expect(act()).toMatchObject({ addSchemaOpen: false, sourceFaults: [] });
  expect(act().note).toBe('Added tree to the schema');
  expect(activeSchema(act())?.diagnostics).toEqual([broken]);
});

test.each([
  ['a.proto', ''],
  ['../a.proto', ''],
  ['/a.proto', 'protos'],
])('a path from nowhere, %s %s, is told before anybody looks for it', async (path, root) => {
  const { bridge, act } = await setUp(false);
  expect(await act().addSources([path], [root])).toBe(false);
  expect(act().sourceFaults[0]?.text).toMatch(/does not say which folder it starts from/);
  expect(bridge.asked('schema.read')).toEqual([]);
});

test.each(['/a', 'C:\\a', 'c:/a', '\\\\server\\a'])('%s is a whole path', async (path) => {
  const { act } = await setUp(false);
  expect(await act().addSources([path], [])).toBe(true);
});

test('faults go with the source that was removed', async () => {
  const { bridge, act } = await setUp(false);
  const broken = { severity: 'error', file: 'a.proto', line: 3, message: 'no' } as const;
  bridge.answer({ 'schema.read': () => ok({ services: [], sources: [], diagnostics: [broken] }) });
  await act().addSources(['/a.proto'], []);
  expect(act().sources.protos).toEqual(['/a.proto']);
  expect(activeSchema(act())?.diagnostics).toEqual([broken]);
  await act().removeSource('/a.proto');
  expect(act().sourceFaults).toEqual([]);
  expect(activeSchema(act())).toBeUndefined();
});

test('a failing refresh keeps what was there', async () => {
  const { bridge, act } = await setUp();
  bridge.answer({ 'schema.read': () => fail({ code: 'status', message: 'It said UNAVAILABLE' }) });
  await act().refreshSchema();
  expect(activeSchema(act())).toBe(fakeSchema);
  expect(schemaError(act())?.message).toBe('It said UNAVAILABLE');
});

test('a method that left the schema is known to be gone, and only then', async () => {
  const { bridge, act } = await setUp();
  const { path } = methodNamed('Converse');
  expect(methodIsGone(act(), schemaInTree(act()), path, false)).toBe(false);
  bridge.answer({ 'schema.read': () => ok({ services: [], sources: [], diagnostics: [] }) });
  await act().refreshSchema();
  expect(methodIsGone(act(), schemaInTree(act()), path, false)).toBe(true);
});

test('of the errors the one that came last is told, while it is there', async () => {
  const { bridge, act } = await setUp();
  const error = (file: string, line: number) =>
    ({ severity: 'error', file, line, message: `no ${file}` }) as const;
  const read = async (...diagnostics: Diagnostic[]) => {
    bridge.answer({ 'schema.read': () => ok({ ...fakeSchema, diagnostics }) });
    await act().refreshSchema();
    return newestProblem(act(), schemaInTree(act()))?.file;
  };
  expect(await read(error('b.proto', 1))).toBe('b.proto');
  expect(await read(error('a.proto', 1), error('b.proto', 1))).toBe('a.proto');
  expect(await read(error('a.proto', 1), error('b.proto', 1), error('c.proto', 1))).toBe('c.proto');
  expect(await read(error('a.proto', 2), error('b.proto', 1), error('c.proto', 5))).toBe('c.proto');
  expect(await read(error('a.proto', 2), error('b.proto', 1))).toBe('a.proto');
  expect(await read()).toBeUndefined();
});

test('files that duplex.yaml lists are part of the services, and other files other services', async () => {
  const { bridge, act } = await setUp();
  const named = (path: string): Workspace => ({
    ...fakeWorkspace,
    settings: { schema: [{ kind: 'proto', path }] },
  });
  act().workspaceChanged(named('protos'));
  await settled();
  const read = () => bridge.asked('schema.read').at(-1)?.schema.sources.protos;
  expect(read()).toEqual(['/home/ada/apis/protos']);
  expect(act().sources.protos).toEqual([]);
  const times = bridge.asked('schema.read').length;
  act().workspaceChanged({ ...named('protos'), name: 'renamed' });
  expect(bridge.asked('schema.read')).toHaveLength(times);
  act().workspaceChanged(named('../other'));
  await settled();
  expect(read()).toEqual(['/home/ada/other']);
});
