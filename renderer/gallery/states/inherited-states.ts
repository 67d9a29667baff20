import { ok } from '#app/contract/result.ts';
import type { FolderSettings, SavedRequest, Workspace } from '#app/contract/workspace.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { connect, settled, type WindowState } from '../stage.ts';

const path = 'collections/greetings/say-hello.request.yaml';
const folder = 'collections/greetings';

const saved: SavedRequest = {
  method: 'greeter.v1.Greeter/SayHello',
  messages: ['{ "name": "Ada" }'],
};

const settings: FolderSettings = {
  target: 'grpcs://greeter.internal',
  tls: { caPaths: ['certs/ca.pem'] },
  deadline: '5s',
  metadata: [{ name: 'x-team', value: 'payments' }],
  options: { compression: 'gzip' },
  schema: [{ kind: 'proto', path: 'protos' }, { kind: 'reflection' }],
};

/** Its folder says nothing itself. */
const workspace: Workspace = {
  ...fakeWorkspace,
  settings,
  collections: {
    ...fakeWorkspace.collections,
    items: fakeWorkspace.collections.items.map((item) =>
      item.kind === 'folder' ? { ...item, settings: {} } : item,
    ),
  },
};

const reads = {
  'workspace.current': () => ok(workspace),
  'workspace.read': () => ok({ path, revision: 'r1', request: saved }),
} as const;

/** What folders and requests say of TLS and schema, and what they inherit. */
export const inheritedStates: readonly WindowState[] = [
  {
    name: 'saved-request-schema',
    answers: reads,
    async prepare(stage) {
      await connect(stage);
      const act = stage.store.getState;
      await act().openSaved(path);
      const tabId = act().activeTab ?? '';
      act().setRequestPart(tabId, 'options');
      act().setSchema(tabId, [
        { kind: 'proto', path: 'protos/greeter.proto' },
        { kind: 'import', path: 'protos' },
      ]);
    },
  },
  {
    name: 'saved-folder-schema',
    answers: reads,
    async prepare(stage) {
      await connect(stage);
      const { openPage, editFolder } = stage.store.getState();
      openPage({ kind: 'folder', path: folder });
      editFolder(folder, {
        target: 'grpcs://{{host}}',
        tls: { profile: 'staging', serverName: 'greeter.internal', caPaths: ['certs/ca.pem'] },
        schema: [
          { kind: 'proto', path: 'protos/greeter.proto' },
          { kind: 'import', path: '/usr/include' },
          { kind: 'descriptor-set', path: '' },
          { kind: 'reflection' },
        ],
      });
      await settled();
      document.querySelector('.folder-page')?.scrollTo({ top: 220 });
    },
  },
  {
    name: 'saved-folder-inherits',
    answers: reads,
    async prepare(stage) {
      await connect(stage);
      stage.store.getState().openPage({ kind: 'folder', path: folder });
    },
  },
];
