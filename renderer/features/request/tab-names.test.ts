import { expect, test } from 'vitest';
import { methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
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
