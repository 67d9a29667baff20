import { expect, test } from 'vitest';
import { targetKey } from '#app/core/target.ts';
import { fakeRow, fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';

async function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const act = createAppStore(bridge).getState;
  act().setAddress('localhost:50051');
  await act().connect();
  act().openMethod(methodNamed('SayHello'));
  const tab = act().activeTab ?? '';
  return { bridge, act, tab, call: () => act().calls[tab] };
}

test('a call whose schema is known connects by itself, and how that went is how it ends', async () => {
  const { bridge, act, tab, call } = await setUp();
  act().setAddress('localhost:1');
  await act().addSources(['/protos'], []);
  const dialled = bridge.asked('targets.connect').length;
  await act().startCall(tab);
  expect(bridge.asked('targets.connect')).toHaveLength(dialled);
  const [started] = bridge.asked('calls.start');
  expect(started?.schema).toMatchObject({
    target: { address: 'localhost:1' },
    sources: { reflection: false },
  });
  const end = {
    code: 14,
    status: 'UNAVAILABLE',
    message: 'Nothing listens at localhost:1',
    details: [],
    trailers: [],
  };
  bridge.emit('calls.progress', {
    summary: fakeSummary(started?.callId ?? '', { phase: 'ended', events: 2, end }),
    tail: [fakeRow(0, 'start'), fakeRow(1, 'end')],
  });
  expect(call()).toMatchObject({ refused: false, selected: 1 });
});

test('so does one whose server gave its schema before it went away', async () => {
  const { bridge, act, tab, call } = await setUp();
  const key = targetKey({ address: 'localhost:50051' });
  bridge.emit('targets.changed', { key, state: 'not-connected' });
  await act().startCall(tab);
  expect(bridge.asked('targets.connect')).toHaveLength(1);
  expect(bridge.asked('calls.start')).toHaveLength(1);
  expect(call()?.refused).toBe(false);
});
