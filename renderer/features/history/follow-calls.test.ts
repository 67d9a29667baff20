import { expect, test, vi } from 'vitest';
import { fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';

test('the history is read again when the disk refuses a call, and not for any other news of it', async () => {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  const { getState: act } = store;
  await act().startApp();
  await act().connectTo('localhost:50051');
  act().openMethod(methodNamed('SayManyHellos'));
  const tabId = act().activeTab ?? '';
  await act().startCall(tabId);
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const told = (change: { received: number; cutOff?: string }) => {
    const summary = fakeSummary(callId, { phase: 'streaming', ...change });
    bridge.emit('calls.progress', { summary, tail: [] });
    return vi.waitFor(() => expect(act().calls[tabId]?.summary).toEqual(summary));
  };
  await told({ received: 1 });
  let reads = 0;
  store.setState({
    readHistory: async () => {
      reads += 1;
    },
  });
  await told({ received: 2 });
  expect(reads).toBe(0);
  const cutOff = 'What follows is not kept in /home/ada/history: the disk is full';
  await told({ received: 3, cutOff });
  expect(reads).toBe(1);
});
