import { expect, test } from 'vitest';
import { ok } from '#app/contract/result.ts';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { type Answers, createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';

const path = 'collections/greetings';

async function setUp(answers: Answers = {}) {
  const bridge = createFakeBridge({ ...wellAnswers, ...answers });
  const act = createAppStore(bridge).getState;
  await act().loadWorkspace();
  return { bridge, act };
}

test('settings are edited over the file that one began with, and saved', async () => {
  const { bridge, act } = await setUp();
  act().editFolder(path, { target: 'grpc://a:1' });
  act().editFolder(path, { target: 'grpc://a:1', deadline: '5s' });
  await act().saveFolder(path);
  expect(bridge.asked('workspace.saveFolder')).toEqual([
    { path, settings: { target: 'grpc://a:1', deadline: '5s' }, revision: 'f1' },
  ]);
  expect(act().folderDrafts).toEqual({});
});

test('a file that was changed meanwhile is written over only when that is asked for', async () => {
  const { bridge, act } = await setUp({
    'workspace.saveFolder': ({ revision }) =>
      ok(
        revision === 'w2'
          ? { state: 'saved', revision: 'w3' }
          : { state: 'conflict', revision: 'w2' },
      ),
  });
  act().editFolder('', { target: 'grpc://mine:1' });
  await act().saveFolder('');
  expect(act().folderFaults['']?.message).toContain('duplex.yaml');
  expect(act().folderDrafts['']?.settings.target).toBe('grpc://mine:1');
  bridge.emit('workspace.changed', { ...fakeWorkspace, revision: 'w2' });
  await act().keepFolder('');
  expect(act().folderDrafts).toEqual({});
  expect(act().folderFaults).toEqual({});
});

test('edits are given up', async () => {
  const { act } = await setUp();
  act().editFolder(path, {});
  act().discardFolder(path);
  expect(act().folderDrafts).toEqual({});
});
