import type { MessageDoc } from '#app/contract/definition.ts';
import { fail, ok } from '#app/contract/result.ts';
import type { SavedRequest, Workspace, WorkspaceItem } from '#app/contract/workspace.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { connect, type Stage, settled, type WindowState } from '../stage.ts';

const path = 'collections/greetings/say-hello.request.yaml';

const saved: SavedRequest = {
  method: 'greeter.v1.Greeter/SayHello',
  metadata: [{ name: 'x-request-id', value: '{{uuid}}' }],
  deadline: '5s',
  docs: 'Greets **Ada**.\n\n1. Start the server\n2. Invoke: `OK` is expected\n\nSee [the guide](https://example.com/guide).',
  messages: ['{\n  "name": "Ada",\n  "id": 9007199254740993\n}'],
};

/** What the schema has by now of a request that was saved with another one. */
const plain = { number: 1, kind: 'scalar', repeated: false, rules: [] } as const;
const helloNow: MessageDoc = {
  name: 'greeter.v1.SayHelloRequest',
  fields: [
    { ...plain, name: 'name', jsonName: 'name', type: 'string' },
    { ...plain, name: 'id', jsonName: 'id', type: 'int64' },
    { ...plain, name: 'tags', jsonName: 'tags', type: 'repeated string', repeated: true },
  ],
};
const outdated: SavedRequest = {
  method: 'greeter.v1.Greeter/SayHello',
  target: 'grpc://localhost:50051',
  messages: ['{\n  "nmae": "Ada",\n  "id": "abc",\n  "tags": "one",\n  "oldField": 1\n}'],
};

function withItems(items: readonly WorkspaceItem[]): Workspace {
  return { ...fakeWorkspace, collections: { ...fakeWorkspace.collections, items } };
}

const [greetings] = fakeWorkspace.collections.items;
const full = withItems([
  ...fakeWorkspace.collections.items,
  {
    kind: 'folder',
    path: 'collections/market',
    name: 'market',
    settings: {},
    revision: null,
    items: [
      request('collections/market/watch.request.yaml', 'watch', 'market.v1.Market/Watch'),
      {
        ...request('collections/market/broken.request.yaml', 'broken', ''),
        fault: {
          path: 'collections/market/broken.request.yaml',
          line: 4,
          column: 7,
          message: 'Flow map must end with a }',
        },
      },
    ],
  },
]);

function request(of: string, name: string, method: string) {
  return { kind: 'request', path: of, name, method, revision: 'r' } as const;
}

const reads = {
  'workspace.current': () => ok(full),
  'workspace.read': () => ok({ path, revision: 'r1', request: saved }),
} as const;

/** Connects and opens the saved request. */
async function open(stage: Stage): Promise<string> {
  await connect(stage);
  await stage.store.getState().openSaved(path);
  await settled();
  return stage.store.getState().activeTab ?? '';
}

/** The file becomes another one while the window is open. */
async function changeFile({ bridge }: Stage, change: Partial<SavedRequest>): Promise<void> {
  const now = { ...saved, ...change };
  bridge.answer({ 'workspace.read': () => ok({ path, revision: 'r2', request: now }) });
  const items = full.collections.items.map((item) =>
    item === greetings && item.kind === 'folder'
      ? { ...item, items: item.items.map((one) => ({ ...one, revision: 'r2' })) }
      : item,
  );
  bridge.emit('workspace.changed', withItems(items));
  await settled();
}

async function conflict(stage: Stage): Promise<void> {
  const tabId = await open(stage);
  const { setMessage, setDeadline } = stage.store.getState();
  setMessage(tabId, '{\n  "name": "Grace",\n  "id": 9007199254740993\n}');
  setDeadline(tabId, '10s');
  await changeFile(stage, {
    messages: ['{\n  "name": "Edsger",\n  "id": 9007199254740993,\n  "loud": true\n}'],
  });
}

function press(name: string): void {
  const all = document.querySelectorAll('button');
  [...all].find(({ textContent }) => textContent === name)?.click();
}

/** Saved requests: the tree, their tabs, and what is asked about them. */
export const savedStates: readonly WindowState[] = [
  {
    name: 'saved-none',
    answers: { 'workspace.current': () => ok(withItems([])) },
    prepare: connect,
  },
  { name: 'saved-open', answers: reads, prepare: async (stage) => void (await open(stage)) },
  {
    name: 'saved-unsaved',
    answers: reads,
    async prepare(stage) {
      const tabId = await open(stage);
      stage.store.getState().setDeadline(tabId, '10s');
    },
  },
  { name: 'saved-conflict', answers: reads, prepare: conflict },
  {
    name: 'saved-both-sides',
    answers: reads,
    async prepare(stage) {
      await conflict(stage);
      press('Show both');
    },
  },
  {
    name: 'saved-gone',
    answers: reads,
    async prepare(stage) {
      await open(stage);
      stage.bridge.answer({
        'workspace.read': () => fail({ code: 'usage', message: `There is no file ${path}` }),
      });
      stage.bridge.emit('workspace.changed', withItems([]));
    },
  },
  {
    name: 'saved-deleted-here',
    answers: reads,
    async prepare(stage) {
      await open(stage);
      stage.bridge.answer({
        'workspace.read': () => fail({ code: 'usage', message: `There is no file ${path}` }),
      });
      await stage.store.getState().deleteItem(path);
      stage.bridge.emit('workspace.changed', withItems([]));
    },
  },
  {
    name: 'saved-two-messages',
    answers: {
      ...reads,
      'workspace.read': () =>
        ok({
          path,
          revision: 'r1',
          request: { ...saved, messages: ['{ "name": "Ada" }', '{ "name": "Grace" }'] },
        }),
    },
    prepare: async (stage) => void (await open(stage)),
  },
  {
    name: 'saved-misfits',
    answers: {
      ...reads,
      'schema.message': () => ok(helloNow),
      'workspace.read': () => ok({ path, revision: 'r1', request: outdated }),
    },
    async prepare(stage) {
      await open(stage);
      while (document.querySelector('.folded-notice') === null) await settled();
    },
  },
  {
    name: 'saved-method-gone',
    answers: {
      ...reads,
      'workspace.read': () =>
        ok({ path, revision: 'r1', request: { ...outdated, method: 'greeter.v1.Greeter/Wave' } }),
    },
    prepare: async (stage) => void (await open(stage)),
  },
  {
    name: 'saved-save-fault',
    answers: {
      ...reads,
      'workspace.save': () =>
        fail({
          code: 'usage',
          message: `/home/ada/apis/${path} could not be written: no space left on the disk`,
          hint: 'Make room, and save again',
        }),
    },
    async prepare(stage) {
      await stage.store.getState().saveTab(await open(stage));
    },
  },
  {
    name: 'saved-deleted',
    answers: reads,
    async prepare(stage) {
      await connect(stage);
      await stage.store.getState().deleteItem('collections/chat.request.yaml');
    },
  },
  {
    name: 'saved-not-deleted',
    answers: {
      ...reads,
      'workspace.delete': () =>
        fail({
          code: 'usage',
          message: `${path} was not deleted in /home/ada/apis: its disk is mounted read-only`,
          hint: 'Mount it writable, or use another folder',
        }),
    },
    async prepare(stage) {
      await open(stage);
      await stage.store.getState().deleteItem(path);
    },
  },
  {
    name: 'saved-search',
    answers: {
      ...reads,
      'workspace.search': () =>
        ok({
          areCut: true,
          matches: [
            { path, found: 'name' },
            { path: 'collections/chat.request.yaml', found: 'method' },
            {
              path: 'collections/market/watch.request.yaml',
              found: 'body',
              excerpt: '{ "symbol": "HELLO", "count": 3 }',
            },
          ],
        }),
    },
    async prepare(stage) {
      await connect(stage);
      stage.store.getState().setSavedQuery('hello');
    },
  },
  {
    name: 'saved-save-dialog',
    answers: reads,
    async prepare(stage) {
      const tabId = await open(stage);
      stage.store.getState().askWhereToSave(tabId);
    },
  },
  {
    name: 'saved-save-new-folder',
    answers: reads,
    async prepare(stage) {
      const tabId = await open(stage);
      stage.store.getState().askWhereToSave(tabId);
      await settled();
      press('New folder…');
    },
  },
  {
    name: 'saved-move-dialog',
    answers: reads,
    async prepare(stage) {
      await connect(stage);
      stage.store.getState().askAboutItem({ about: 'move', path });
    },
  },
  {
    name: 'saved-docs',
    answers: reads,
    async prepare(stage) {
      const tabId = await open(stage);
      stage.store.getState().setRequestPart(tabId, 'docs');
    },
  },
  {
    name: 'saved-folder-conflict',
    answers: reads,
    async prepare(stage) {
      await connect(stage);
      stage.store.getState().openPage({ kind: 'folder', path: 'collections/greetings' });
      stage.store.getState().editFolder('collections/greetings', {
        target: 'grpc://{{host}}:50051',
        authority: 'greeter.internal',
      });
      const items = full.collections.items.map((item) =>
        item.path === 'collections/greetings' && item.kind === 'folder'
          ? { ...item, settings: { ...item.settings, deadline: '9s' }, revision: 'f2' }
          : item,
      );
      stage.bridge.emit('workspace.changed', withItems(items));
    },
  },
  {
    name: 'saved-folder-wrong',
    answers: reads,
    async prepare(stage) {
      await connect(stage);
      const { openPage, editFolder, saveFolder } = stage.store.getState();
      openPage({ kind: 'folder', path: 'collections/greetings' });
      editFolder('collections/greetings', { target: 'not a target ::', deadline: 'abc' });
      await saveFolder('collections/greetings');
    },
  },
  {
    name: 'saved-folder-page',
    answers: reads,
    async prepare(stage) {
      await connect(stage);
      const { openPage, editFolder } = stage.store.getState();
      openPage({ kind: 'folder', path: 'collections/greetings' });
      editFolder('collections/greetings', {
        target: 'grpc://{{host}}:50051',
        metadata: [{ name: 'x-team', value: 'greeters' }],
        variables: [{ name: 'count', value: '3', type: 'json' }],
        docs: 'Everything that says hello.',
      });
    },
  },
  {
    name: 'saved-unreadable-page',
    answers: {
      ...reads,
      'workspace.read': () =>
        fail({
          code: 'usage',
          message: 'collections/market/broken.request.yaml:4:7: Flow map must end with a }',
        }),
      'workspace.excerpt': () =>
        ok({
          first: 1,
          lines: [
            'duplex: 1',
            'method: market.v1.Market/Watch',
            'metadata:',
            '  - { name: x-team, value: "market"',
            'deadline: 5s',
            'messages: []',
          ],
        }),
    },
    async prepare(stage) {
      await connect(stage);
      await stage.store.getState().openSaved('collections/market/broken.request.yaml');
    },
  },
];
