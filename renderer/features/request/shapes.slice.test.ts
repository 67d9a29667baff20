import { expect, test } from 'vitest';
import type { FieldShape, MethodShape } from '#app/contract/method-shape.ts';
import { ok } from '#app/contract/result.ts';
import type { SourceState } from '#app/contract/schema.ts';
import { fakeSchema, fakeStart, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge, later } from '#renderer/bridge/fake-bridge.ts';
import { isEnabled } from '#renderer/shell/commands.ts';
import { sessionOf } from '#renderer/shell/session.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { goneTitle, wayBack } from './method-gone.ts';

const name = { number: 1, name: 'name', type: 'string' };
const age = { number: 3, name: 'age', type: 'int32' };

function shape(...fields: FieldShape[]): MethodShape {
  const { kind, input, output } = methodNamed('SayHello');
  return { kind, input, output, messages: [{ name: input, fields }], enums: [] };
}

async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

async function setUp() {
  const bridge = createFakeBridge({
    ...wellAnswers,
    'schema.read': () => ok({ ...fakeSchema }),
    'schema.shapes': ({ methods }) => ok(methods.map(() => shape(name, age))),
  });
  const act = createAppStore(bridge).getState;
  await act().startApp();
  await act().connectTo('localhost:50051');
  act().openMethod(methodNamed('SayHello'));
  await settled();
  const tab = act().activeTab ?? '';
  act().setMessage(tab, '{"age": 3}');
  const changes = () => act().changedShapes[tab]?.changes.map(({ text }) => text);
  const serve = (...shapes: (MethodShape | null)[]) =>
    bridge.answer({ 'schema.shapes': () => ok(shapes) });
  return { bridge, act, tab, changes, serve };
}

const removed = ['field "age" (3) was removed'];

test('a schema that is read again and says the same changes nothing', async () => {
  const { bridge, act, tab, changes } = await setUp();
  await act().refreshSchema();
  await settled();
  expect(bridge.asked('schema.shapes')).toHaveLength(2);
  expect(changes()).toBeUndefined();
  expect(act().tabs.find(({ id }) => id === tab)?.shape).toEqual(shape(name, age));
});

test('what changed is told until it is taken, also at the next start; the message stays', async () => {
  const { bridge, act, tab, changes, serve } = await setUp();
  serve(shape(name));
  await act().refreshSchema();
  await settled();
  expect(changes()).toEqual(removed);
  expect(act().drafts[tab]?.messages[0]).toBe('{"age": 3}');

  const session = sessionOf(act());
  bridge.answer({ 'app.start': () => ok({ ...fakeStart, session }) });
  const next = createAppStore(bridge).getState;
  await next().startApp();
  await next().connectTo('localhost:50051');
  await settled();
  const again = next().activeTab ?? '';
  expect(next().changedShapes[again]?.changes.map(({ text }) => text)).toEqual(removed);

  next().takeShape(again);
  expect(next().changedShapes).toEqual({});
  await next().refreshSchema();
  await settled();
  expect(next().changedShapes).toEqual({});
});

test('a method that left can be neither called nor compared, and comes back as it was', async () => {
  const { bridge, act, tab, changes, serve } = await setUp();
  serve(null);
  bridge.answer({ 'schema.read': () => ok({ services: [], diagnostics: [], sources: [] }) });
  await act().refreshSchema();
  await settled();
  expect(changes()).toBeUndefined();
  expect(isEnabled('call', act())).toBe(false);
  expect(act().drafts[tab]?.messages[0]).toBe('{"age": 3}');

  serve(shape(name));
  bridge.answer({ 'schema.read': () => ok(fakeSchema) });
  await act().refreshSchema();
  await settled();
  expect(isEnabled('call', act())).toBe(true);
  expect(changes()).toEqual(removed);
});

test('another server is compared with; nothing is told of one that is not known', async () => {
  const { act, changes, serve } = await setUp();
  serve(shape(name));
  await act().connectTo('localhost:50052');
  await settled();
  expect(changes()).toEqual(removed);
  act().setAddress('localhost:50053');
  await settled();
  expect(changes()).toBeUndefined();
});

test('of a method that another server lacks it is said which, and what is known of it', async () => {
  const { bridge, act, tab } = await setUp();
  const path = methodNamed('SayHello').path;
  const title = () => (act().lostItsMethod(tab) ? goneTitle(act(), tab) : '');
  const late = later<'schema.read'>();
  bridge.answer({ 'schema.read': late.answer });
  act().setAddress('localhost:50052');
  void act().connect();
  await settled();
  expect(title()).toBe('');
  late.resolve(ok({ services: [], diagnostics: [], sources: [] }));
  await settled();
  expect(title()).toBe(`localhost:50052 has no ${path}`);

  // Its files stay, and it does not say what it has.
  const asked = { paths: [], files: 0, services: 0, roots: [], ms: 1 };
  const sources: SourceState[] = [
    { ...asked, kind: 'files', title: 'a.proto', state: 'read' },
    { ...asked, kind: 'reflection', title: 'localhost:50053', state: 'failed' },
  ];
  bridge.answer({ 'schema.read': () => ok({ services: [], diagnostics: [], sources }) });
  await act().addSources(['/a.proto'], []);
  await act().connectTo('localhost:50053');
  await settled();
  expect(title()).toBe(`localhost:50053 does not tell its schema, and no file has ${path}`);
  expect(wayBack(act(), tab)).toMatch(/^Add a \.proto file/);

  bridge.answer({ 'schema.read': () => ok({ ...fakeSchema }) });
  await act().connectTo('localhost:50051');
  await act().refreshSchema();
  await settled();
  expect(title()).toBe('');
  bridge.answer({ 'schema.read': () => ok({ services: [], diagnostics: [], sources: [] }) });
  await act().refreshSchema();
  await settled();
  expect(title()).toBe(`The schema no longer has ${path}`);
});

test('an answer about an earlier schema changes nothing', async () => {
  const { bridge, act, changes, serve } = await setUp();
  const late = later<'schema.shapes'>();
  bridge.answer({ 'schema.shapes': late.answer });
  await act().refreshSchema();
  serve(shape(name, age));
  await act().refreshSchema();
  await settled();
  late.resolve(ok([shape(name)]));
  await settled();
  expect(changes()).toBeUndefined();
});

test('a message that nobody typed can be begun again', async () => {
  const { bridge, act, serve } = await setUp();
  act().openMethod(methodNamed('SayHello'), true);
  await settled();
  const tab = act().activeTab ?? '';
  const first = act().drafts[tab]?.messages[0];
  serve(shape(name), shape(name));
  bridge.answer({ 'schema.skeleton': () => ok('{"name": ""}') });
  await act().refreshSchema();
  await settled();
  expect(act().drafts[tab]?.messages[0]).toBe(first);
  await act().beginMessageAgain(tab);
  expect(act().drafts[tab]?.messages[0]).toBe('{"name": ""}');
  expect(act().changedShapes[tab]).toBeUndefined();
});

test('what an open stream takes is asked of the schema that it began with', async () => {
  const { bridge, act, tab } = await setUp();
  const source = act().messageSource(tab, 'call-1');
  await source.message('p.Ask');
  await source.skeleton('p.Ask');
  await source.messagesLike('As');
  await act().messageSource(tab).message('p.Ask');
  const callIds = bridge.asked('schema.message').map(({ callId }) => callId);
  expect(callIds).toEqual(['call-1', undefined]);
  expect(bridge.asked('schema.skeleton').at(-1)?.callId).toBe('call-1');
  expect(bridge.asked('schema.symbols')).toMatchObject([{ callId: 'call-1' }]);
});

test('without a server it is told too that files no longer have a method, and what it is now', async () => {
  const { summary, renamed } = renamedSchema();
  const bridge = createFakeBridge({ ...wellAnswers, 'schema.read': () => ok({ ...fakeSchema }) });
  const act = createAppStore(bridge).getState;
  await act().startApp();
  act().setAddress('localhost:50051');
  await act().addSources(['/greeter.proto'], []);
  act().openMethod(methodNamed('SayHello'));
  await settled();
  const tab = act().activeTab ?? '';
  act().setMessage(tab, '{"age": 3}');
  expect(act().lostItsMethod(tab)).toBe(false);

  bridge.answer({ 'schema.read': () => ok(summary) });
  await act().readFiles();
  await settled();
  expect(act().lostItsMethod(tab)).toBe(true);
  expect(act().successors[tab]).toEqual(renamed);

  act().takeSuccessor(tab);
  await settled();
  expect(act().lostItsMethod(tab)).toBe(false);
  expect(act().tabs[0]?.method).toEqual(renamed);
  expect(act().successors).toEqual({});
  expect(act().drafts[tab]?.messages[0]).toBe('{"age": 3}');

  await act().removeSource('/greeter.proto');
  expect(act().lostItsMethod(tab)).toBe(true);
  // What only a server may have is not known to be gone.
  act().openMethod(methodNamed('Converse'));
  expect(act().lostItsMethod(act().activeTab ?? '')).toBe(false);
});

function renamedSchema() {
  const renamed = { ...methodNamed('SayHello'), name: 'Hail', path: 'greeter.v1.Greeter/Hail' };
  const services = fakeSchema.services.map((service) => ({
    ...service,
    methods: service.methods.map((one) => (one.name === 'SayHello' ? renamed : one)),
  }));
  return { renamed, summary: { ...fakeSchema, services } };
}
