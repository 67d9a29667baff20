import { expect, test } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import type { FolderSettings, Workspace } from '#app/contract/workspace.ts';
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
  expect(act().folderDrafts.size).toBe(0);
});

/** The workspace's file as another program has left it. */
function changedOutside(settings: FolderSettings, revision = 'w2'): Workspace {
  return { ...fakeWorkspace, settings, revision };
}

test('a file that was changed meanwhile is decided about; what is kept waits to be saved', async () => {
  const { bridge, act } = await setUp();
  const theirs = { deadline: '9s', metadata: [{ name: 'x-team', value: 'theirs' }] };
  act().editFolder('', { ...fakeWorkspace.settings, authority: 'mine' });
  bridge.answer({ 'workspace.current': () => ok(changedOutside(theirs)) });
  bridge.emit('workspace.changed', changedOutside(theirs));
  await act().saveFolder('');
  expect(act().note).toBe('Not saved: decide first about duplex.yaml on the disk');
  act().keepFolder('');
  expect(bridge.asked('workspace.saveFolder')).toEqual([]);
  await act().saveFolder('');
  expect(bridge.asked('workspace.saveFolder')).toEqual([
    { path: '', settings: { ...theirs, authority: 'mine' }, revision: 'w2' },
  ]);
  expect(act().folderDrafts.size).toBe(0);
});

test('a change that this window has not heard of is met by the save, and decided about', async () => {
  const { bridge, act } = await setUp({
    'workspace.saveFolder': () => ok({ state: 'conflict', revision: 'w2' }),
  });
  act().editFolder('', { target: 'grpc://mine:1' });
  bridge.answer({ 'workspace.current': () => ok(changedOutside({ target: 'grpc://theirs:1' })) });
  await act().saveFolder('');
  expect(act().note).toBe('Not saved: decide first about duplex.yaml on the disk');
  expect(act().folderDrafts.get('')?.content.target).toBe('grpc://mine:1');
});

test('a file that says nothing else than before is no conflict', async () => {
  const { bridge, act } = await setUp({
    'workspace.saveFolder': ({ revision }) =>
      ok({ state: revision === 'w2' ? 'saved' : 'conflict', revision: 'w2' }),
  });
  act().editFolder('', { target: 'grpc://mine:1' });
  bridge.answer({ 'workspace.current': () => ok(changedOutside(fakeWorkspace.settings)) });
  await act().saveFolder('');
  expect(bridge.asked('workspace.saveFolder').map(({ revision }) => revision)).toEqual([
    'w1',
    'w2',
  ]);
  expect(act().folderDrafts.size).toBe(0);
});

test('a file that cannot be understood is left alone, and what was typed is kept', async () => {
  const { bridge, act } = await setUp();
  act().editFolder('', { target: 'grpc://mine:1' });
  const fault = { path: 'duplex.yaml', line: 2, message: 'is no YAML' };
  bridge.emit('workspace.changed', { ...changedOutside({}), faults: [fault] });
  await act().saveFolder('');
  expect(act().note).toContain('duplex.yaml cannot be understood');
  expect(bridge.asked('workspace.saveFolder')).toEqual([]);
  expect(act().folderDrafts.get('')?.content.target).toBe('grpc://mine:1');
});

test('what is typed while a save is under way is unsaved afterwards, and no conflict', async () => {
  const { bridge, act } = await setUp();
  const [first, second] = [{ target: 'grpc://a:1' }, { target: 'grpc://a:2' }];
  bridge.answer({
    'workspace.saveFolder': () => {
      act().editFolder('', second);
      bridge.emit('workspace.changed', changedOutside(first));
      return ok({ state: 'saved', revision: 'w2' });
    },
    'workspace.current': () => ok(changedOutside(first)),
  });
  act().editFolder('', first);
  await act().saveFolder('');
  expect(act().folderDrafts.get('')).toEqual({ content: second, base: first, revision: 'w2' });
});

test('a save that failed is told until one succeeds', async () => {
  const { bridge, act } = await setUp();
  bridge.answer({ 'workspace.saveFolder': () => fail({ code: 'usage', message: 'No room' }) });
  act().editFolder(path, { target: 'grpc://a:1' });
  await act().saveFolder(path);
  expect(act().folderFaults.get(path)?.message).toBe('No room');
  bridge.answer({ 'workspace.saveFolder': () => ok({ state: 'saved', revision: 'f2' }) });
  await act().saveFolder(path);
  expect(act().folderFaults.size).toBe(0);
});

test('edits are given up, typed back, or go with a folder that is renamed', async () => {
  const { bridge, act } = await setUp();
  act().editFolder(path, {});
  const begun = act().folderDrafts;
  act().discardFolder(path);
  expect(act().folderDrafts.size).toBe(0);
  act().takeBackFolder(path);
  expect(act().folderDrafts).toEqual(begun);
  act().discardFolder(path);
  act().editFolder(path, {});
  act().editFolder(path, { target: 'grpc://{{host}}:50051' });
  expect(act().folderDrafts.size).toBe(0);
  act().editFolder(path, {});
  bridge.answer({ 'workspace.rename': () => ok('collections/hello') });
  await act().renameItem(path, 'hello');
  expect([...act().folderDrafts.keys()]).toEqual(['collections/hello']);
});
