import { expect, test } from 'vitest';
import { targetKey } from '#app/core/target.ts';
import { methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { activeConnection, activeTarget } from './connection.selectors.ts';
import { connectionText } from './connection-text.ts';

function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const act = createAppStore(bridge).getState;
  const told = () => bridge.asked('targets.use').map(({ targets }) => targets);
  return { bridge, act, told };
}

const [here, there] = ['localhost:50051', 'elsewhere:1'].map((address) => targetKey({ address }));

test('tells which connections the open requests use, and that one is left', async () => {
  const { act, told } = setUp();
  act().setAddress('localhost:50051');
  expect(told()).toEqual([]);
  await act().connect();
  expect(told()).toEqual([[here]]);
  act().openMethod(methodNamed('SayHello'));
  act().setAddress('elsewhere:1');
  await act().connect();
  expect(told().at(-1)).toEqual([here, there]);
  await act().closeTab(act().activeTab ?? '');
  expect(told().at(-1)).toEqual([here]);
  const before = told().length;
  act().openMethod(methodNamed('Converse'));
  expect(told()).toHaveLength(before);
});

test('of a connection that was left and then let go of, nothing is said to be lost', async () => {
  const { act, bridge, told } = setUp();
  act().setAddress('localhost:50051');
  await act().connect();
  act().setAddress('elsewhere:1');
  expect(told().at(-1)).toEqual([]);
  bridge.emit('targets.changed', { key: here ?? '', state: 'not-connected' });
  act().setAddress('localhost:50051');
  expect(connectionText(activeConnection(act()), activeTarget(act()).address)).toBe(
    'Not connected to localhost:50051: press Connect',
  );
});
