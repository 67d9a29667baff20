import { expect, test } from 'vitest';
import { fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { shownConnection } from './connection.selectors.ts';

test('while a call connects by itself, the connection says so as long as its address is in view', async () => {
  const bridge = createFakeBridge(wellAnswers);
  const act = createAppStore(bridge).getState;
  act().setAddress('localhost:50051');
  await act().connect();
  act().openMethod(methodNamed('SayHello'));
  act().setAddress('localhost:1');
  await act().addSources(['/protos'], []);
  await act().startCall(act().activeTab ?? '');
  const progress = (phase: 'connecting' | 'ended') => {
    const callId = bridge.asked('calls.start')[0]?.callId ?? '';
    const summary = fakeSummary(callId, { phase, target: 'grpc://localhost:1' });
    bridge.emit('calls.progress', { summary, tail: [] });
  };
  progress('connecting');
  expect(shownConnection(act())?.state).toBe('connecting');
  act().setAddress('localhost:2');
  expect(shownConnection(act())).toBeUndefined();
  act().setAddress('localhost:1');
  progress('ended');
  expect(shownConnection(act())).toBeUndefined();
});
