import { expect, test } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import { fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge, later } from '#renderer/bridge/fake-bridge.ts';
import { activeConnection, activeTarget } from '#renderer/features/connection/index.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { withAnother, withoutShown } from './message-list.ts';
import { tabName } from './request.selectors.ts';
import { tabNames } from './tab.ts';

async function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  store.getState().setAddress('localhost:50051');
  await store.getState().connect();
  return { bridge, act: store.getState };
}

const sayHello = methodNamed('SayHello');
const converse = methodNamed('Converse');

async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

test('a method opens once, and again only when asked', async () => {
  const { act } = await setUp();
  act().openMethod(sayHello);
  act().openMethod(converse);
  act().openMethod(sayHello);
  expect(act().tabs.map(({ method }) => method.name)).toEqual(['SayHello', 'Converse']);
  expect(act().activeTab).toBe(act().tabs[0]?.id);
  act().openMethod(sayHello, true);
  expect(act().tabs).toHaveLength(3);
  expect(act().activeTab).toBe(act().tabs[2]?.id);
});

test('a new request is another tab, also of a method that is open; only the next one', async () => {
  const { act } = await setUp();
  act().openMethod(sayHello);
  act().chooseForNewTab();
  act().openMethod(sayHello);
  expect(act().tabs).toHaveLength(2);
  act().openMethod(sayHello);
  expect(act().tabs).toHaveLength(2);
  act().chooseForNewTab();
  act().selectTab(act().tabs[0]?.id ?? '');
  act().openMethod(sayHello);
  expect(act().tabs).toHaveLength(2);
});

test('tabs of equal methods are told apart', async () => {
  const { act } = await setUp();
  const watch = (path: string) => ({ ...sayHello, name: 'Watch', path: `${path}/Watch` });
  for (const method of [watch('grpc.health.v1.Health'), sayHello, watch('market.v1.Market')])
    act().openMethod(method);
  act().openMethod(sayHello, true);
  expect([...tabNames(act().tabs, new Map()).values()]).toEqual([
    'Health / Watch',
    'SayHello',
    'Market / Watch',
    'SayHello 2',
  ]);
});

test('a method is open wherever its calls go, that of the tree’s own server first', async () => {
  const { act } = await setUp();
  act().openMethod(converse);
  act().openMethod(sayHello);
  act().setAddress('other:1');
  act().stepTab(-1);
  act().openMethod(sayHello);
  expect(act().tabs).toHaveLength(2);
  expect(activeTarget(act()).address).toBe('other:1');
  act().stepTab(-1);
  act().openMethod(sayHello, true);
  expect(activeTarget(act()).address).toBe('localhost:50051');
  act().stepTab(1);
  act().openMethod(sayHello);
  expect(act().activeTab).toBe(act().tabs[2]?.id);
  act().stepTab(-1);
  act().openMethod(sayHello);
  expect(act().activeTab).toBe(act().tabs[1]?.id);
});

test('tabs of one name at several servers tell theirs', async () => {
  const { act } = await setUp();
  const names = () => act().tabs.map(({ id }) => tabName(act(), id));
  act().openMethod(sayHello);
  act().openMethod(sayHello, true);
  expect(names()).toEqual(['SayHello', 'SayHello 2']);
  act().setAddress('grpcs://other');
  act().openMethod(converse);
  expect(names()).toEqual(['SayHello at localhost:50051', 'SayHello at other:443', 'Converse']);
  act().openMethod(sayHello, true);
  act().setAddress('grpc://{{host}}');
  expect(names()[3]).toBe('SayHello at grpc://{{host}}');
  act().setAddress('grpc://other:443');
  expect(names()[3]).toBe('SayHello at other:443 2');
});

test('tabs of saved requests with one name tell their folders', () => {
  const paths = ['a', 'f/a', 'f/g/a', 'h/g/a', 'h/b'];
  const tabs = paths.map((path) => ({
    id: path,
    method: sayHello,
    saved: {
      path: `collections/${path}.request.yaml`,
      revision: 'r',
      request: { method: sayHello.path, messages: [] },
    },
  }));
  const names = ['a', 'f / a', 'f / g / a', 'h / g / a', 'b'];
  expect([...tabNames(tabs, new Map()).values()]).toEqual(names);
});

test('a new tab is filled with a first message', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(sayHello);
  await settled();
  expect(bridge.asked('schema.skeleton')[0]?.type).toBe('greeter.v1.SayHelloRequest');
  expect(Object.values(act().drafts)[0]?.messages[0]).toContain(
    '"of": "greeter.v1.SayHelloRequest"',
  );
});

test('what was typed before the first message came stays, and outlives every refresh', async () => {
  const { bridge, act } = await setUp();
  const slow = later<'schema.skeleton'>();
  bridge.answer({ 'schema.skeleton': slow.answer });
  act().openMethod(sayHello);
  const id = act().activeTab ?? '';
  act().setMessage(id, '{ "mine": 1 }');
  await settled();
  slow.resolve(ok('{}'));
  await settled();
  bridge.answer({ 'schema.read': () => ok({ services: [], sources: [], diagnostics: [] }) });
  await act().refreshSchema();
  await act().connect();
  expect(act().drafts[id]?.messages[0]).toBe('{ "mine": 1 }');
});

test('a tab from the tree of another target keeps that target', async () => {
  const { act } = await setUp();
  act().openMethod(sayHello);
  act().setAddress('other:1');
  act().openMethod(converse);
  act().stepTab(-1);
  act().closeTab(act().activeTab ?? '');
  expect(act().tabs.map(({ method }) => method.name)).toEqual(['Converse']);
  expect(activeTarget(act()).address).toBe('other:1');
});

test('a new tab has the passphrase and the options of the target it was picked from', async () => {
  const { act } = await setUp();
  act().setAddress('grpcs://localhost:50051');
  act().setTls({ certFile: '/me.p12' });
  act().openMethod(sayHello);
  act().setTls({ certFile: '/me.p12', passphrase: 'hunter2' });
  act().setTargetOptions({ compression: 'gzip' });
  act().openMethod(converse);
  expect(act().activeTab).toBe(act().tabs[1]?.id);
  expect(activeTarget(act())).toMatchObject({
    tls: { passphrase: 'hunter2' },
    options: { compression: 'gzip' },
  });
});

test('closing goes to the neighbour, and a closed tab comes back with what was typed', async () => {
  const { act } = await setUp();
  act().openMethod(sayHello);
  const first = act().activeTab ?? '';
  act().setMessage(first, 'typed');
  act().setDeadline(first, '5s');
  act().openMethod(converse);
  act().closeTab(first);
  expect(act().tabs).toHaveLength(1);
  expect(act().drafts[first]).toBeUndefined();
  act().reopenTab();
  expect(act().activeTab).toBe(first);
  expect(act().drafts[first]).toMatchObject({ messages: ['typed'], deadline: '5s' });
  act().reopenTab();
  expect(act().tabs).toHaveLength(2);
});

test('stepping goes round', async () => {
  const { act } = await setUp();
  for (const name of ['SayHello', 'Converse', 'Collect']) act().openMethod(methodNamed(name));
  act().stepTab(1);
  expect(act().activeTab).toBe(act().tabs[0]?.id);
  act().stepTab(-1);
  expect(act().activeTab).toBe(act().tabs[2]?.id);
});

test('closing a tab with an open stream asks first, then releases its call', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(converse);
  const id = act().activeTab ?? '';
  await act().startCall(id);
  act().closeTab(id);
  expect(act().tabToClose).toBe(id);
  act().keepOpen();
  expect(act().tabs).toHaveLength(1);
  act().closeTab(id);
  act().confirmClose();
  expect(act().tabs).toEqual([]);
  expect(act().activeTab).toBeNull();
  expect(bridge.asked('calls.release')).toEqual([
    { callId: bridge.asked('calls.start')[0]?.callId },
  ]);
});

test('a tab whose stream has ended closes without asking', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(converse);
  const id = act().activeTab ?? '';
  await act().startCall(id);
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId, { phase: 'ended', events: 2 }),
    tail: [],
  });
  act().closeTab(id);
  expect(act().tabs).toEqual([]);
});

test('closing a tab with a stream that is partly in memory alone asks first', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(converse);
  const id = act().activeTab ?? '';
  await act().startCall(id);
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const summary = fakeSummary(callId, { phase: 'ended', events: 2, inMemory: true });
  bridge.emit('calls.progress', { summary, tail: [] });
  act().openMethod(sayHello);
  const other = act().activeTab ?? '';
  act().closeOtherTabs(other);
  expect(act().tabs).toHaveLength(2);
  act().closeTab(id);
  expect(act().tabToClose).toBe(id);
  act().confirmClose();
  expect(act().tabs.map((tab) => tab.id)).toEqual([other]);
});

test('another call in the tab of one that is partly in memory alone asks first', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(converse);
  const id = act().activeTab ?? '';
  await act().startCall(id);
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const summary = fakeSummary(callId, { phase: 'ended', events: 2, inMemory: true });
  bridge.emit('calls.progress', { summary, tail: [] });
  await act().startCall(id);
  expect(act().callToReplace).toBe(id);
  act().keepCall();
  expect([act().callToReplace, act().calls[id]?.callId]).toEqual([null, callId]);
  await act().startCall(id);
  expect(bridge.asked('calls.start')).toHaveLength(1);
  await act().replaceCall();
  expect(act().callToReplace).toBeNull();
  expect(bridge.asked('calls.start')).toHaveLength(2);
  expect(bridge.asked('calls.release')).toEqual([{ callId }]);
});

test('metadata and deadline that cannot be sent are told at their field, and nothing starts', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(sayHello);
  const id = act().activeTab ?? '';
  act().setMetadata(id, [
    { name: 'ok', value: '1' },
    { name: 'not ok', value: '2' },
  ]);
  act().setDeadline(id, 'soon');
  await act().startCall(id);
  expect(act().drafts[id]?.faults.metadata?.message).toContain('Row 2');
  expect(act().drafts[id]?.faults.deadline?.message).toContain('"soon" is not a deadline');
  expect(act().drafts[id]?.part).toBe('metadata');
  expect(bridge.asked('calls.start')).toEqual([]);
  act().setDeadline(id, '5s');
  expect(act().drafts[id]?.faults.deadline).toBeUndefined();
});

test('goes out with its method, metadata that is switched on, deadline and message', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(sayHello);
  const id = act().activeTab ?? '';
  act().setMessage(id, '  ');
  act().setDeadline(id, ' 5s ');
  act().setMetadata(id, [
    { name: 'x-a', value: '1' },
    { name: 'x-b', value: '2', disabled: true },
    { name: '', value: '' },
    { name: 'x-a', value: '' },
  ]);
  await act().startCall(id);
  expect(bridge.asked('calls.start')[0]).toMatchObject({
    method: 'greeter.v1.Greeter/SayHello',
    metadata: [
      ['x-a', '1'],
      ['x-a', ''],
    ],
    deadline: '5s',
    message: '{}',
  });
});

test('options go out, those of the request beside those of the target', async () => {
  const { bridge, act } = await setUp();
  act().setTargetOptions({ compression: 'gzip', userAgent: ' ' });
  act().openMethod(sayHello);
  const id = act().activeTab ?? '';
  act().setOptions(id, { maxReceiveBytes: '4 MB', retries: 'off' });
  await act().startCall(id);
  expect(bridge.asked('calls.start')[0]).toMatchObject({
    schema: { target: { options: { compression: 'gzip' } } },
    options: { maxReceiveBytes: 4_194_304, retries: false },
  });
});

test('an option that makes no sense is told before the call, where it is', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(sayHello);
  const id = act().activeTab ?? '';
  act().setOptions(id, { maxSendBytes: 'huge' });
  await act().startCall(id);
  expect(act().drafts[id]).toMatchObject({ part: 'options', options: { maxSendBytes: 'huge' } });
  act().setOptions(id, {});
  act().setTargetOptions({ keepaliveMs: 'soon' });
  await act().startCall(id);
  expect(act().drafts[id]?.faults.target?.message).toContain('Keepalive: "soon" is not a time');
  await act().connect();
  expect(activeConnection(act())).toMatchObject({ state: 'failed' });
  act().setTargetOptions({ keepaliveMs: '30s' });
  expect(act().drafts[id]?.faults).toEqual({});
  expect(bridge.asked('calls.start')).toEqual([]);
});

test.each([{ waitForReady: 'on' }, { proxy: 'socks5://localhost:1080' }])(
  'with %j a call does not need the target’s connection',
  async (options) => {
    const { bridge, act } = await setUp();
    act().openMethod(sayHello);
    const id = act().activeTab ?? '';
    act().setAddress('localhost:1');
    bridge.answer({
      'targets.connect': () => fail({ code: 'unreachable', message: 'Nobody there' }),
    });
    await act().startCall(id);
    expect(bridge.asked('calls.start')).toEqual([]);
    act().setOptions(id, options);
    await act().startCall(id);
    expect(bridge.asked('calls.start')).toHaveLength(1);
  },
);

test('of a stream’s messages the one in the editor is sent, or all in order; none where one is refused', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(converse);
  const id = act().activeTab ?? '';
  act().setMessage(id, '{"n": 1}');
  for (const text of ['{"n": 2}', '{"n": 3}'])
    act().changeMessages(id, (list) => withAnother(list, text));
  await act().startCall(id);
  bridge.emit('calls.progress', {
    summary: fakeSummary(bridge.asked('calls.start')[0]?.callId ?? '', { phase: 'streaming' }),
    tail: [],
  });
  await act().sendMessage(id);
  await act().sendAllMessages(id);
  const sent = () => bridge.asked('calls.send').map(({ message }) => message);
  expect(sent()).toEqual(['{"n": 3}', '{"n": 1}\n{"n": 2}\n{"n": 3}']);
  bridge.answer({
    'calls.send': () => fail({ code: 'message-invalid', message: 'Message 2: no field n' }),
  });
  await act().sendAllMessages(id);
  expect(act().drafts[id]).toMatchObject({
    shown: 1,
    faults: { message: { message: 'no field n' } },
  });
});

test('what is wrong with a deadline is told when its field is left', async () => {
  const { act } = await setUp();
  act().openMethod(sayHello);
  const id = act().activeTab ?? '';
  for (const [typed, fault] of [
    ['soon', '"soon" is not a deadline'],
    ['5s', undefined],
    ['', undefined],
    ['{{deadline}}', undefined],
  ] as const) {
    act().setDeadline(id, typed);
    act().leaveDeadline(id);
    expect(act().drafts[id]?.faults.deadline?.message, typed).toBe(fault);
  }
});

test('a method that takes one message is not called with two, and says so', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(sayHello);
  const id = act().activeTab ?? '';
  act().changeMessages(id, (list) => withAnother({ ...list, messages: ['{}'] }, '{ "name": "2" }'));
  await act().startCall(id);
  expect(bridge.asked('calls.start')).toEqual([]);
  expect(act().drafts[id]?.faults.message?.message).toBe(
    'greeter.v1.Greeter/SayHello takes one message, and the request has 2',
  );
  act().changeMessages(id, withoutShown);
  expect(act().drafts[id]?.faults).toEqual({});
  await act().startCall(id);
  expect(bridge.asked('calls.start').map(({ message }) => message)).toEqual(['{}']);
});
