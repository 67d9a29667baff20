import { ok } from '#app/contract/result.ts';
import type { SavedRequest, SavedSource, Workspace } from '#app/contract/workspace.ts';
import { fakeSchema } from '#renderer/bridge/fake-answers.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { connect, type Stage, settled, type WindowState } from '../stage.ts';

const path = 'collections/greetings/say-hello.request.yaml';

const saved: SavedRequest = {
  method: 'greeter.v1.Greeter/SayHello',
  messages: ['{\n  "name": "Ada",\n  "id": 9007199254740993\n}'],
};

/** A workspace whose folder `greetings` lists schema sources. */
function listing(schema: readonly SavedSource[]): Workspace {
  const items = fakeWorkspace.collections.items.map((item) =>
    item.kind === 'folder'
      ? { ...item, settings: { ...item.settings, schema: [...schema] } }
      : item,
  );
  const collections = { ...fakeWorkspace.collections, items };
  return { ...fakeWorkspace, collections, environment: 'local' };
}

const list: readonly SavedSource[] = [
  { kind: 'import', path: 'vendor/protos' },
  { kind: 'proto', path: 'protos/greeter/v1/greeter.proto' },
  { kind: 'reflection' },
];

const broken = {
  ...fakeSchema,
  diagnostics: [
    {
      severity: 'error',
      file: 'greeter/v1/greeter.proto',
      path: '/home/ada/apis/protos/greeter/v1/greeter.proto',
      line: 7,
      column: 3,
      message: 'type "Title" is not defined',
      hint: 'Check the spelling, and that the file that defines it is imported.',
    },
  ],
  sources: [
    {
      kind: 'files',
      title: 'greeter.proto',
      paths: ['/home/ada/apis/protos/greeter/v1/greeter.proto'],
      state: 'read',
      files: 1,
      services: 1,
      roots: [],
      ms: 3,
    },
  ],
} as const;

function answers(schema: readonly SavedSource[]) {
  return {
    'workspace.current': () => ok(listing(schema)),
    'workspace.read': () => ok({ path, revision: 'r1', request: saved }),
  } as const;
}

const withErrors: WindowState['answers'] = {
  ...answers(list),
  'schema.read': ({ schema }) => ok(schema.sources.protos.length === 0 ? fakeSchema : broken),
};

async function open(stage: Stage): Promise<string> {
  await connect(stage);
  await stage.store.getState().openSaved(path);
  await settled();
  return stage.store.getState().activeTab ?? '';
}

/** Requests whose folder lists the schema sources. */
export const ownListStates: readonly WindowState[] = [
  {
    name: 'own-list-options',
    answers: answers(list),
    async prepare(stage) {
      const tabId = await open(stage);
      stage.store.getState().setRequestPart(tabId, 'options');
    },
  },
  {
    name: 'own-list-errors',
    answers: withErrors,
    prepare: async (stage) => void (await open(stage)),
  },
  {
    name: 'own-list-unresolved',
    answers: answers([{ kind: 'proto', path: '{{protos}}/greeter.proto' }]),
    prepare: async (stage) => void (await open(stage)),
  },
  {
    name: 'own-list-lacks-method',
    answers: {
      ...answers(list),
      'schema.read': ({ schema }) =>
        ok(schema.sources.protos.length === 0 ? fakeSchema : { ...fakeSchema, services: [] }),
    },
    prepare: async (stage) => void (await open(stage)),
  },
  {
    name: 'own-list-sources',
    answers: withErrors,
    async prepare(stage) {
      await open(stage);
      stage.store.getState().openPage({ kind: 'sources', part: 'problems', owner: 'request' });
      await settled();
    },
  },
];
