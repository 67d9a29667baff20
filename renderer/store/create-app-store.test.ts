import { expect, test } from 'vitest';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from './create-app-store.ts';

test('two stores share nothing', async () => {
  const first = createAppStore(createFakeBridge(wellAnswers));
  const second = createAppStore(createFakeBridge(wellAnswers));
  first.getState().setAddress('localhost:1');
  expect(second.getState().workspaceTarget.address).toBe('');
});
