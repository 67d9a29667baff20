// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import type { AppStart } from '#app/contract/app-start.ts';
import { fail, ok } from '#app/contract/result.ts';
import type { Session } from '#app/contract/session.ts';
import { fakeStart, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge, later } from '#renderer/bridge/fake-bridge.ts';
import { activeTarget } from '#renderer/features/connection/index.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { keepSession, sessionOf } from './session.ts';

afterEach(() => vi.useRealTimers());

async function setUp(session?: Session, start: Partial<AppStart> = {}) {
  const bridge = createFakeBridge({
    ...wellAnswers,
    'app.start': () => ok({ ...fakeStart, ...(session && { session }), ...start }),
    'session.save': () => ok(null),
  });
  const store = createAppStore(bridge);
  const stop = keepSession(store);
  await store.getState().startApp();
  return { bridge, store, act: store.getState, stop };
}

async function composed(): Promise<Session> {
  const { act } = await setUp();
  act().setAddress('localhost:50051');
  act().openMethod(methodNamed('SayHello'));
  act().openMethod(methodNamed('Converse'));
  const [first, second] = act().tabs;
  act().setMessage(first?.id ?? '', '{"half": ');
  act().setMetadata(first?.id ?? '', [{ name: 'x-a', value: '1', disabled: true }]);
  act().setDeadline(first?.id ?? '', '5s');
  act().selectTab(second?.id ?? '');
  act().setAddress('grpcs://other:1');
  return sessionOf(act());
}

test('what was open and typed comes back, JSON or not', async () => {
  const session = await composed();
  const { act } = await setUp(session);
  expect(act().tabs.map(({ method }) => method.name)).toEqual(['SayHello', 'Converse']);
  expect(act().activeTab).toBe(act().tabs[1]?.id);
  expect(act().workspaceTarget.address).toBe('localhost:50051');
  expect(act().tabs[1]?.target?.address).toBe('grpcs://other:1');
  expect(act().drafts[act().tabs[0]?.id ?? '']).toMatchObject({
    messages: ['{"half": '],
    typed: true,
    metadata: [{ name: 'x-a', value: '1', disabled: true }],
    deadline: '5s',
  });
  expect(sessionOf(act())).toEqual(session);
  // What is opened then is another request, not a restored one.
  act().openMethod(methodNamed('Collect'));
  expect(new Set(act().tabs.map(({ id }) => id)).size).toBe(3);
});

test('a stream comes back with all its messages; a session of before with its one', async () => {
  const { act } = await setUp();
  act().openMethod(methodNamed('Converse'));
  const id = act().activeTab ?? '';
  act().setMessage(id, 'a');
  act().changeMessages(id, (list) => ({ ...list, messages: ['a', 'b'], shown: 1 }));
  const session = sessionOf(act());
  const again = await setUp(session);
  expect(Object.values(again.act().drafts)[0]).toMatchObject({ messages: ['a', 'b'], shown: 1 });
  const requests = session.requests.map(({ messages: _new, shown: _too, ...request }) => ({
    ...request,
    message: 'old',
  }));
  const old = await setUp({ ...session, requests });
  expect(Object.values(old.act().drafts)[0]).toMatchObject({ messages: ['old'], shown: 0 });
});

test('a saved request comes back with its file, and a closed one can still be reopened', async () => {
  const { act } = await setUp();
  const path = 'collections/greetings/say-hello.request.yaml';
  await act().openSaved(path);
  act().setMessage(act().activeTab ?? '', 'edited');
  act().openMethod(methodNamed('Collect'));
  act().setMessage(act().activeTab ?? '', 'closed');
  act().closeTab(act().activeTab ?? '');
  const again = await setUp(sessionOf(act()));
  expect(again.act().tabs[0]?.saved).toEqual(act().tabs[0]?.saved);
  again.act().reopenTab();
  const drafts = Object.values(again.act().drafts);
  expect(drafts.map(({ messages }) => messages[0])).toEqual(['edited', 'closed']);
});

test('unsaved settings of a folder and an environment come back; another workspace has nothing of them', async () => {
  const { act } = await setUp();
  const path = 'collections/greetings';
  await vi.waitFor(() => expect(act().workspace).not.toBeNull());
  await act().openSaved(`${path}/say-hello.request.yaml`);
  act().editFolder(path, { deadline: '5s' });
  const content = { variables: [], secrets: ['token'] };
  act().editEnvironment('local', content);
  const session = sessionOf(act());
  const again = await setUp(session);
  await vi.waitFor(() => expect(again.act().folderDrafts.get(path)?.content.deadline).toBe('5s'));
  expect(again.act().environmentDrafts).toEqual(act().environmentDrafts);
  expect(again.act().folderDrafts).toEqual(act().folderDrafts);
  expect(again.act().tabs[0]?.saved).toBeDefined();
  const other = await setUp({ ...session, workspace: '/elsewhere' });
  await vi.waitFor(() => expect(other.act().workspace).not.toBeNull());
  expect(other.act().folderDrafts.size).toBe(0);
  expect(other.act().environmentDrafts.size).toBe(0);
  // They go with the session until that one is back.
  const back = await setUp(sessionOf(other.act()));
  expect(back.act().draftsAside.get('/elsewhere')?.folders).toEqual(act().folderDrafts);
  expect(other.act().tabs[0]?.saved).toBeUndefined();
});

test('a passphrase is for as long as the page lives', async () => {
  const { act, bridge } = await setUp();
  act().openMethod(methodNamed('SayHello'));
  act().setAddress('grpcs://localhost:1');
  act().setTls({ certFile: '/me.p12', passphrase: 'hunter2' });
  await act().connect();
  expect(bridge.asked('targets.connect')[0]?.target.tls?.passphrase).toBe('hunter2');
  await act().saveSession();
  expect(JSON.stringify(bridge.asked('session.save'))).not.toContain('hunter2');
  await act().keepServers();
  expect(bridge.asked('servers.save')[0]?.servers[0]?.target?.tls).toEqual({
    certFile: '/me.p12',
  });
});

test('what was chosen for an address that was left comes back with it after a restart', async () => {
  const { act, bridge } = await setUp();
  act().setAddress('grpcs://one:1');
  act().setTls({ certFile: '/me.p12', passphrase: 'hunter2' });
  act().setAddress('grpcs://two:2');
  const session = sessionOf(act());
  await act().keepServers();
  const { servers = [] } = bridge.asked('servers.save').at(-1) ?? {};
  expect(JSON.stringify([session, servers])).not.toContain('hunter2');
  const again = await setUp(session, { servers, connect: 'grpc://three:3' });
  expect(again.act().workspaceTarget.tls).toEqual({});
  again.act().openMethod(methodNamed('SayHello'));
  again.act().setAddress('grpcs://one:1');
  expect(again.act().tabs[0]?.target?.tls).toEqual({ certFile: '/me.p12' });
});

test('a request holds what is chosen for its server by the time it comes back', async () => {
  const { act, bridge } = await setUp();
  act().openMethod(methodNamed('SayHello'));
  act().setAddress('grpcs://one:1');
  act().setTls({ insecure: true });
  act().setAuthority('a.internal');
  const session = sessionOf(act());
  await act().keepServers();
  const { servers = [] } = bridge.asked('servers.save').at(-1) ?? {};
  const { act: same } = await setUp(session, { servers });
  expect(same().tabs[0]?.target).toEqual(act().tabs[0]?.target);
  const { act: other } = await setUp(session);
  expect(other().tabs[0]?.target?.tls).toEqual({});
  // What somebody else chose since has no part in what it has by itself.
  const own = { address: 'grpcs://one:1', useTls: true, tls: { serverName: 'b.internal' } };
  act().setTabTarget(act().activeTab ?? '', own);
  const { act: mine } = await setUp(sessionOf(act()), { servers });
  expect(mine().tabs[0]?.target).toEqual(own);
});

test('options come back as they were typed; a password is written down nowhere', async () => {
  const { act, bridge } = await setUp();
  act().openMethod(methodNamed('SayHello'));
  const id = act().activeTab ?? '';
  act().setOptions(id, { maxReceiveBytes: '4 parsecs', proxy: 'http://ada:hunter2@h:1' });
  act().setTargetOptions({ userAgent: 'mine', proxy: 'socks5://ada:hunter2@h' });
  await act().saveSession();
  await act().keepServers();
  const [saved] = bridge.asked('session.save');
  const [{ servers } = { servers: [] }] = bridge.asked('servers.save');
  expect(JSON.stringify([saved, servers])).not.toContain('hunter2');
  const again = await setUp(saved?.session, { servers });
  expect(Object.values(again.act().drafts)[0]?.options).toEqual({
    maxReceiveBytes: '4 parsecs',
    proxy: 'http://ada@h:1',
  });
  expect(activeTarget(again.act()).options).toEqual({
    userAgent: 'mine',
    proxy: 'socks5://ada@h',
  });
});

test('options that an older Duplex kept with the target of a request are those of the request', async () => {
  const { act } = await setUp();
  act().setAddress('one:1');
  act().openMethod(methodNamed('SayHello'));
  act().setAddress('two:2');
  const { requests, ...others } = sessionOf(act());
  const again = await setUp({
    ...others,
    requests: requests.map((request) => ({
      ...request,
      target: { address: 'two:2', useTls: false, tls: {}, options: { retries: 'off' } },
    })),
  });
  expect(activeTarget(again.act()).options ?? {}).toEqual({});
  expect(Object.values(again.act().drafts)[0]?.options).toEqual({ retries: 'off' });
});

test('the sources, how their imports are found, and the metadata of reflection come back', async () => {
  const { act } = await setUp();
  await act().addImportPath('/src/googleapis');
  await act().ignoreRoot('/src/old', true);
  const rows = [{ name: 'authorization', value: 'Bearer 1' }];
  act().setReflectionMetadata('localhost:1', rows);
  act().setReflectionMetadata('localhost:2', []);
  const session = sessionOf(act());
  expect(session.reflectionMetadata).toEqual([{ address: 'localhost:1', rows }]);
  const again = await setUp(session);
  expect(again.act().sources).toMatchObject({
    importPaths: ['/src/googleapis'],
    ignoredRoots: ['/src/old'],
  });
  expect(sessionOf(again.act())).toEqual(session);
});

test('a source is kept from the moment it is added, unless it comes to nothing', async () => {
  const { bridge, act } = await setUp();
  await act().addSources(['/first.proto'], []);
  const slow = later<'schema.read'>();
  bridge.answer({ 'schema.read': slow.answer });
  const adding = act().addSources(['/large'], ['/imports']);
  expect(sessionOf(act()).sources).toMatchObject({
    protos: ['/first.proto', '/large'],
    importPaths: ['/imports'],
  });
  expect(act().sources.protos).toEqual(['/first.proto']);
  await vi.waitFor(() =>
    slow.resolve(fail({ code: 'schema-invalid', message: 'it is no schema' })),
  );
  expect(await adding).toBe(false);
  expect(sessionOf(act()).sources.protos).toEqual(['/first.proto']);
});

test('an address given at the start wins over the one that was left', async () => {
  const { act } = await setUp(await composed(), { connect: 'grpc://sample:1' });
  expect(act().workspaceTarget.address).toBe('grpc://sample:1');
  expect(act().tabs).toHaveLength(2);
});

test('it is kept soon after a change, once for many, and never before it was restored', async () => {
  vi.useFakeTimers();
  const { bridge, act } = await setUp();
  expect(bridge.asked('session.save')).toHaveLength(0);
  act().openMethod(methodNamed('SayHello'));
  const id = act().tabs[0]?.id ?? '';
  for (const text of ['a', 'ab', 'abc']) act().setMessage(id, text);
  await vi.advanceTimersByTimeAsync(1000);
  expect(bridge.asked('session.save')).toHaveLength(1);
  expect(bridge.asked('session.save')[0]?.session.requests[0]?.messages).toEqual(['abc']);
  act().setRequestPart(id, 'metadata');
  window.dispatchEvent(new Event('pagehide'));
  expect(bridge.asked('session.save')).toHaveLength(2);
});

test('that it cannot be kept is told until it can', async () => {
  vi.useFakeTimers();
  const { bridge, act } = await setUp();
  bridge.answer({ 'session.save': () => fail({ code: 'internal', message: 'the disk is full' }) });
  act().setAddress('a:1');
  await vi.advanceTimersByTimeAsync(1000);
  expect(act().sessionFault?.message).toBe('the disk is full');
  bridge.answer({ 'session.save': () => ok(null) });
  // Without another change: room may have been made.
  await vi.advanceTimersByTimeAsync(3000);
  expect(act().sessionFault).toBeNull();
  const times = bridge.asked('session.save').length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(bridge.asked('session.save')).toHaveLength(times);
});
