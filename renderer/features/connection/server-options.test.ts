import { expect, test } from 'vitest';
import { methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { activeTarget, targetOfTab, targetsInUse } from './connection.selectors.ts';

const proxy = 'http://proxy:3128';

function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const act = createAppStore(bridge).getState;
  act().setAddress('localhost:1');
  act().openMethod(methodNamed('SayHello'));
  return { bridge, act, options: () => activeTarget(act()).options };
}

test.each(['localhost:2', 'other:1', '', 'unix:/run/a.sock'])(
  'what was chosen for one server goes to no other: %j',
  (address) => {
    const { act, options } = setUp();
    act().setTargetOptions({ proxy });
    act().setAddress(address);
    expect(options()).toBeUndefined();
  },
);

test('it comes back with the address, however that is written', () => {
  const { act, options } = setUp();
  act().setTargetOptions({ proxy });
  for (const address of ['localhost:', 'grpcs://localhost:1']) act().setAddress(address);
  expect(options()).toEqual({ proxy });
  act().setTargetOptions({});
  act().setAddress('localhost:2');
  act().setAddress('localhost:1');
  expect(options()).toBeUndefined();
});

test('every request to the server has it, and none to another; no request says another target for it', () => {
  const { act, options } = setUp();
  act().setAddress('localhost:2');
  act().openMethod(methodNamed('Converse'));
  act().setTargetOptions({ proxy });
  const [first, second] = act().tabs;
  expect(second?.target?.options).toBeUndefined();
  expect(targetOfTab(act(), first?.id ?? '').options).toEqual({ proxy });
  expect(targetOfTab(act(), null).options).toBeUndefined();
  act().selectTab(first?.id ?? '');
  act().setTargetOptions({ proxy: 'none' });
  expect(targetOfTab(act(), second?.id ?? '').options).toEqual({ proxy: 'none' });
  act().setAddress('localhost:1');
  expect(options()).toBeUndefined();
});

test('a target stays the same object as long as its options do', () => {
  const { act } = setUp();
  act().setTargetOptions({ proxy });
  expect(activeTarget(act())).toBe(activeTarget(act()));
  expect([...targetsInUse(act()).values()]).toEqual([
    { address: 'localhost:1', options: { proxy } },
  ]);
});
