import { expect, test } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import type { SavedRequest, Workspace } from '#app/contract/workspace.ts';
import { deletedWith } from '#app/core/workspace/deleted.ts';
import { methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { type Answers, createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { activeTarget } from '#renderer/features/connection/index.ts';
import { sessionOf } from '#renderer/shell/session.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { tabIsUnsaved } from './request.selectors.ts';

const path = 'collections/greetings/say-hello.request.yaml';

const request: SavedRequest = {
  method: 'greeter.v1.Greeter/SayHello',
  target: 'grpcs://greeter.example:443',
  tls: { serverName: 'greeter' },
  metadata: [
    { name: 'x-id', value: '{{uuid}}' },
    { name: 'x-debug', value: '1', disabled: true },
  ],
  deadline: '5s',
  options: { compression: 'gzip', proxy: 'http://ada:secret@proxy:1' },
  schema: [{ kind: 'proto', path: 'protos/greeter.proto' }],
  variables: [{ name: 'n', value: '1e400', type: 'json' }],
  docs: '# Hello',
  messages: ['{ "name": "Ada", "id": 9007199254740993 }'],
};

async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 5));
}

/** With one saved request, whose file the test can change. */
async function setUp(answers: Answers = {}) {
  const file = { revision: 'r1' as string | null, request };
  const bridge = createFakeBridge({
    ...wellAnswers,
    'workspace.read': () =>
      file.revision === null
        ? fail({ code: 'usage', message: 'There is no such file' })
        : ok({ path, revision: file.revision, request: file.request }),
    ...answers,
  });
  const store = createAppStore(bridge);
  await store.getState().startApp();
  await settled();
  const act = store.getState;
  async function changeFile(revision: string | null, change: Partial<SavedRequest> = {}) {
    file.revision = revision;
    file.request = { ...file.request, ...change };
    bridge.emit('workspace.changed', withRevision(revision));
    await settled();
  }
  const active = () => act().activeTab ?? '';
  const draft = () => act().drafts[active()];
  const isUnsaved = () => tabIsUnsaved(act(), active());
  return { bridge, act, active, draft, isUnsaved, changeFile };
}

function withRevision(revision: string | null): Workspace {
  const { collections } = fakeWorkspace;
  const items = collections.items.map((item) =>
    item.kind === 'folder'
      ? {
          ...item,
          items: item.items.flatMap((one) => (revision === null ? [] : [{ ...one, revision }])),
        }
      : item,
  );
  return { ...fakeWorkspace, collections: { ...collections, items } };
}

test('a saved request opens whole, once, and saving it unchanged writes the same', async () => {
  const { bridge, act, active, draft, isUnsaved } = await setUp();
  await act().openSaved(path);
  await act().openSaved(path);
  expect(act().tabs).toHaveLength(1);
  expect(draft()).toMatchObject({
    messages: [request.messages[0]],
    deadline: '5s',
    docs: '# Hello',
  });
  expect(act().tabs[0]?.target).toMatchObject({
    address: 'grpcs://greeter.example:443',
    tls: { serverName: 'greeter' },
  });
  expect(isUnsaved()).toBe(false);
  await act().saveTab(active());
  expect(bridge.asked('workspace.save')).toEqual([{ path, revision: 'r1', request }]);
});

test('a call of a saved request is listed by its name', async () => {
  const plain = { method: request.method, target: 'grpc://plain:1', messages: ['{}'] };
  const { act, active } = await setUp({
    'workspace.read': () => ok({ path, revision: 'r1', request: plain }),
  });
  act().setAddress('grpc://window:1');
  act().openMethod(methodNamed('SayHello'));
  expect(act().composeRequest(active())?.input).toBeDefined();
  expect(act().composeRequest(active())?.input?.title).toBeUndefined();
  await act().openSaved(path);
  expect(act().composeRequest(active())?.input?.title).toBe('say-hello');
});

test('what was typed is unsaved until it is saved, and typing it back is no change', async () => {
  const { bridge, act, active, isUnsaved } = await setUp();
  await act().openSaved(path);
  act().setMessage(active(), '{}');
  expect(isUnsaved()).toBe(true);
  act().setMessage(active(), request.messages[0] ?? '');
  expect(isUnsaved()).toBe(false);
  act().setAddress('grpc://other:1');
  act().setMetadata(active(), [{ name: '', value: '' }]);
  await act().saveTab(active());
  const written = bridge.asked('workspace.save')[0]?.request;
  expect(written).toMatchObject({ target: 'grpc://other:1', schema: request.schema });
  expect(written).not.toHaveProperty('metadata');
  expect(written).not.toHaveProperty('tls');
  expect(isUnsaved()).toBe(false);
});

test('who saves twice at once meets nobody else', async () => {
  let revision = 1;
  const { bridge, act, active, isUnsaved } = await setUp({
    'workspace.save': (asked) => {
      if (asked.revision !== `r${revision}`)
        return ok({ state: 'conflict', revision: `r${revision}`, theirs: request });
      revision += 1;
      return ok({ state: 'saved', path, revision: `r${revision}` });
    },
  });
  await act().openSaved(path);
  act().setMessage(active(), '{ "once": 1 }');
  const first = act().saveTab(active());
  act().setMessage(active(), '{ "twice": 1 }');
  await Promise.all([first, act().saveTab(active())]);
  expect(bridge.asked('workspace.save').map((asked) => asked.request.messages[0])).toEqual([
    '{ "once": 1 }',
    '{ "twice": 1 }',
  ]);
  expect(act().conflicts).toEqual({});
  expect(isUnsaved()).toBe(false);
});

test('another copy is of no file', async () => {
  const { act } = await setUp();
  await act().openSaved(path);
  await act().openSaved(path, true);
  act().duplicateTab(act().tabs[0]?.id ?? '');
  expect(act().tabs.map(({ saved }) => saved?.path)).toEqual([path, undefined, undefined]);
});

test('the first save asks where, and the tab is of that file from then on', async () => {
  const { bridge, act, active } = await setUp();
  act().openMethod(methodNamed('SayHello'));
  await settled();
  await act().saveTab(active());
  expect(act().tabToSave).toBe(active());
  expect(await act().saveTabAs(active(), 'hello', 'collections/greetings')).toBeUndefined();
  expect(act().tabs[0]?.saved?.path).toBe('collections/greetings/hello.request.yaml');
  expect(act().tabToSave).toBeNull();
  expect(bridge.asked('workspace.createRequest')[0]?.request.method).toBe(request.method);
});

test('a tab without edits follows its file, one with edits asks', async () => {
  const { act, active, draft, changeFile, isUnsaved } = await setUp();
  await act().openSaved(path);
  await changeFile('r2', { messages: ['{ "name": "Grace" }'] });
  expect(draft()?.messages[0]).toBe('{ "name": "Grace" }');
  expect(isUnsaved()).toBe(false);

  act().setDeadline(active(), '9s');
  await changeFile('r3', { messages: ['{ "name": "Edsger" }'] });
  expect(draft()).toMatchObject({ messages: ['{ "name": "Grace" }'], deadline: '9s' });
  expect(act().conflicts[active()]).toMatchObject({ revision: 'r3' });
});

test('a conflict: mine is kept and written over theirs, or theirs is taken and mine comes back', async () => {
  const { bridge, act, active, draft, changeFile, isUnsaved } = await setUp();
  await act().openSaved(path);
  act().setMessage(active(), '{ "mine": 1 }');
  await changeFile('r2', { messages: ['{ "theirs": 1 }'] });
  await act().saveTab(active());
  expect(bridge.asked('workspace.save')).toEqual([]);
  act().keepMine(active());
  expect(isUnsaved()).toBe(true);
  await act().saveTab(active());
  expect(bridge.asked('workspace.save')[0]).toMatchObject({ revision: 'r2' });

  act().setMessage(active(), '{ "mine": 2 }');
  await changeFile('r3', { messages: ['{ "theirs": 2 }'] });
  act().takeTheirs(active());
  expect(draft()?.messages[0]).toBe('{ "theirs": 2 }');
  expect(isUnsaved()).toBe(false);
  act().reopenTab();
  expect(draft()?.messages[0]).toBe('{ "mine": 2 }');
  expect(act().tabs[1]?.saved).toBeUndefined();
});

test('a save that meets another file shows both; what is kept waits to be saved', async () => {
  const theirs = { ...request, messages: ['{ "theirs": 1 }'] };
  const { bridge, act, active } = await setUp({
    'workspace.save': ({ revision }) =>
      ok(
        revision === 'r1'
          ? { state: 'conflict', revision: 'r2', theirs }
          : { state: 'saved', path, revision: 'r3' },
      ),
  });
  await act().openSaved(path);
  act().setMessage(active(), '{ "mine": 1 }');
  await act().saveTab(active());
  expect(act().conflicts[active()]).toMatchObject({ theirs });
  expect(act().note).toBe('Not saved: decide first about say-hello on the disk');
  act().keepMine(active());
  expect(bridge.asked('workspace.save')).toHaveLength(1);
  await act().saveTab(active());
  expect(bridge.asked('workspace.save').map(({ revision }) => revision)).toEqual(['r1', 'r2']);
  expect(act().conflicts).toEqual({});
});

test('what is kept leaves alone what only the file changed', async () => {
  const { bridge, act, active, draft, changeFile, isUnsaved } = await setUp();
  await act().openSaved(path);
  act().setDeadline(active(), '9s');
  const theirs = { messages: ['{ "theirs": 1 }'], target: 'grpcs://theirs:443', docs: '# Theirs' };
  await changeFile('r2', theirs);
  act().keepMine(active());
  expect(draft()).toMatchObject({ messages: theirs.messages, deadline: '9s', docs: '# Theirs' });
  expect(isUnsaved()).toBe(true);
  await act().saveTab(active());
  expect(bridge.asked('workspace.save')).toEqual([
    { path, revision: 'r2', request: { ...request, ...theirs, deadline: '9s' } },
  ]);
});

test('a file that went leaves its tab unsaved, one that is renamed takes it along', async () => {
  const { bridge, act, draft, changeFile, isUnsaved } = await setUp();
  await act().openSaved(path);
  await changeFile(null);
  expect(act().tabs[0]?.saved?.revision).toBeNull();
  expect(isUnsaved()).toBe(true);
  expect(draft()?.messages[0]).toBe(request.messages[0]);
  await changeFile('r1');
  expect(isUnsaved()).toBe(false);

  bridge.answer({ 'workspace.rename': () => ok('collections/hello') });
  await act().renameItem('collections/greetings', 'hello');
  expect(act().tabs[0]?.saved?.path).toBe('collections/hello/say-hello.request.yaml');
});

test('whoever deletes an open request is not told that something else did, and can undo it', async () => {
  const { bridge, act, active, changeFile, isUnsaved } = await setUp();
  await act().openSaved(path);
  act().setDeadline(active(), '9s');
  bridge.answer({
    'workspace.delete': async () => {
      await changeFile(null);
      return ok({ undo: 'u1' });
    },
    'workspace.undelete': async () => {
      await changeFile('r1');
      return ok(path);
    },
  });
  await act().deleteItem('collections/greetings');
  await settled();
  expect(act().tabs[0]?.saved?.revision).toBeNull();
  expect(act().note).toBeNull();
  expect(deletedWith(act().deleted, path)?.undo).toBe('u1');
  act().dismissDeleted();
  await act().undoDelete(path);
  await settled();
  expect(act().deleted).toEqual([]);
  expect(act().tabs[0]?.saved?.revision).toBe('r1');
  expect(act().conflicts).toEqual({});
  expect(isUnsaved()).toBe(true);
});

test('why a change of the tree was not made is told until something is saved', async () => {
  const { bridge, act, active } = await setUp();
  await act().openSaved(path);
  bridge.answer({ 'workspace.delete': () => fail({ code: 'usage', message: 'read-only' }) });
  await act().deleteItem(path);
  expect(act().itemFault?.message).toBe('read-only');
  await act().saveTab(active());
  expect(act().itemFault).toBeNull();
});

test('a file that does not parse any more is left alone', async () => {
  const { bridge, act, active, draft, changeFile } = await setUp();
  await act().openSaved(path);
  bridge.answer({
    'workspace.read': () => fail({ code: 'usage', message: `${path}:3:1: is no YAML` }),
  });
  await changeFile('broken');
  expect(act().conflicts[active()]).toMatchObject({ theirs: null });
  expect(draft()?.messages[0]).toBe(request.messages[0]);
  act().keepMine(active());
  await act().saveTab(active());
  expect(bridge.asked('workspace.save')).toEqual([]);
});

test('a request of a method that no schema has opens whole', async () => {
  const gone = { ...request, method: 'gone.v1.Gone/Away', messages: ['{', '{}'] };
  const { act, draft } = await setUp({
    'workspace.read': () => ok({ path, revision: 'r1', request: gone }),
  });
  await act().openSaved(path);
  expect(act().tabs[0]?.method).toMatchObject({ name: 'Away', path: 'gone.v1.Gone/Away' });
  expect(draft()?.messages[0]).toBe('{');
});

const inheriting: SavedRequest = { method: request.method, messages: ['{}'] };

test('a request without a target has its folder’s, until an address is typed', async () => {
  const { bridge, act, active } = await setUp({
    'workspace.read': () => ok({ path, revision: 'r1', request: inheriting }),
  });
  act().setAddress('grpc://window:1');
  await act().openSaved(path);
  expect(activeTarget(act()).address).toBe('grpc://{{host}}:50051');
  await act().openSaved('collections/chat.request.yaml');
  expect(activeTarget(act())).toBe(activeTarget(act()));
  act().setAddress('grpc://mine:2');
  await act().saveTab(active());
  expect(bridge.asked('workspace.save')[0]?.request.target).toBe('grpc://mine:2');
});

test('saving changes nothing of where a request goes', async () => {
  const { bridge, act, active } = await setUp();
  act().setAddress('grpc://window:1');
  act().openMethod(methodNamed('SayHello'));
  await act().saveTabAs(active(), 'one', 'collections');
  act().openMethod(methodNamed('SayHello'), true);
  act().setAddress('grpc://{{host}}:50051');
  await act().saveTabAs(active(), 'two', 'collections/greetings');
  const targets = bridge.asked('workspace.createRequest').map((asked) => asked.request.target);
  expect(targets).toEqual(['grpc://window:1', undefined]);
});

test('a new file of a saved request begins with that one’s, and goes where it went', async () => {
  const { bridge, act, active } = await setUp({
    'workspace.read': () => ok({ path, revision: 'r1', request: inheriting }),
  });
  act().setAddress('grpc://window:1');
  await act().openSaved(path);
  act().duplicateTab(active());
  act().restoreTabs(sessionOf(act()).requests, 1);
  await act().saveTabAs(active(), 'of a duplicate', 'collections');
  await act().saveTabAs(active(), 'of that', 'collections');
  await act().openSaved(path, true);
  act().tabsMoved('collections/greetings', 'collections/hellos');
  await act().saveTabAs(active(), 'of a copy', 'collections');
  const asked = bridge.asked('workspace.createRequest');
  expect(asked.map(({ copyOf }) => copyOf)).toEqual([
    path,
    'collections/of a duplicate.request.yaml',
    'collections/hellos/say-hello.request.yaml',
  ]);
  expect(asked.map(({ request: { target } }) => target)).toEqual([undefined, undefined, undefined]);
});

test('what another window moves takes the open requests along, with what is typed in them', async () => {
  const { bridge, act, active, isUnsaved } = await setUp();
  await act().openSaved(path);
  act().setMessage(active(), '{ "typed": 1 }');
  const to = 'collections/greetings/hello.request.yaml';
  const { folder } = fakeWorkspace;
  bridge.emit('workspace.moved', { folder: `${folder}-other`, from: path, to: 'elsewhere' });
  bridge.emit('workspace.moved', { folder, from: path, to });
  expect(act().tabs[0]?.saved).toMatchObject({ path: to, revision: 'r1' });
  expect(isUnsaved()).toBe(true);
});
