import { ok } from '#app/contract/result.ts';
import type { SavedRequest, Workspace } from '#app/contract/workspace.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { type Stage, settled, type WindowState } from '../stage.ts';

const path = 'collections/greetings/say-hello.request.yaml';

const workspace: Workspace = {
  ...fakeWorkspace,
  environment: 'staging',
  settings: {
    metadata: [
      { name: 'x-team', value: 'payments' },
      { name: 'authorization', value: 'Bearer {{token}}' },
    ],
    deadline: '{{patience}}',
    options: { compression: 'gzip', maxReceiveBytes: '16 MB' },
    variables: [
      { name: 'patience', value: '5s', type: 'text' },
      { name: 'id', value: '9007199254740993', type: 'json' },
      { name: 'who', value: 'Ada Lovelace', type: 'text' },
    ],
  },
};

const saved: SavedRequest = {
  method: 'greeter.v1.Greeter/SayHello',
  metadata: [
    { name: 'x-request-id', value: '{{uuid}}' },
    { name: 'x-rom', value: '{{rom}}' },
  ],
  messages: ['{\n  "name": "{{who}}",\n  "id": {{id}},\n  "token": "{{token}}"\n}'],
};

const unknown: SavedRequest = {
  ...saved,
  messages: ['{\n  "name": "{{whom}}",\n  "id": {{id}}\n}'],
};

const reads = {
  'workspace.current': () => ok(workspace),
  'workspace.read': () => ok({ path, revision: 'r1', request: saved }),
} as const;

async function open({ store }: Stage): Promise<string> {
  await store.getState().openSaved(path);
  await store.getState().connect();
  await settled();
  return store.getState().activeTab ?? '';
}

export const environmentStates: readonly WindowState[] = [
  { name: 'variables', answers: reads, prepare: async (stage) => void (await open(stage)) },
  {
    name: 'variable-unknown',
    answers: {
      ...reads,
      'workspace.read': () => ok({ path, revision: 'r1', request: unknown }),
    },
    async prepare(stage) {
      const tab = await open(stage);
      const { store } = stage;
      store.getState().setMetadata(tab, []);
      const called = store.getState().startCall(tab);
      // What is set elsewhere is looked for first.
      await settled();
      store.getState().answerSecrets(new Map([['token', 'hunter2']]));
      await called;
    },
  },
  {
    name: 'metadata-inherited',
    answers: reads,
    async prepare(stage) {
      const tab = await open(stage);
      stage.store.getState().setRequestPart(tab, 'metadata');
    },
  },
  {
    name: 'metadata-overridden',
    answers: reads,
    async prepare(stage) {
      const tab = await open(stage);
      const { setRequestPart, setMetadata, workspace, drafts } = stage.store.getState();
      setRequestPart(tab, 'metadata');
      const inherited = workspace?.settings.metadata?.[0]?.name ?? '';
      const own = drafts[tab]?.metadata ?? [];
      setMetadata(tab, [...own, { name: inherited, value: '', disabled: true }]);
    },
  },
  {
    name: 'options-inherited',
    answers: reads,
    async prepare(stage) {
      const tab = await open(stage);
      stage.store.getState().setRequestPart(tab, 'options');
    },
  },
  {
    name: 'variables-own',
    answers: reads,
    async prepare(stage) {
      const tab = await open(stage);
      const { setRequestPart, setVariables } = stage.store.getState();
      setVariables(tab, [
        { name: 'who', value: 'Grace Hopper', type: 'text' },
        { name: 'id', value: '42', type: 'json' },
        { name: 'ids', value: '[1, 2', type: 'json' },
      ]);
      setRequestPart(tab, 'options');
    },
  },
  {
    name: 'secret-asked',
    answers: reads,
    async prepare(stage) {
      const tab = await open(stage);
      void stage.store.getState().startCall(tab);
    },
  },
  {
    name: 'trust-asked',
    answers: {
      ...reads,
      'workspace.current': () =>
        ok({ ...workspace, trust: 'asked', askedEnvNames: ['HOME', 'USER'] }),
      'workspace.read': () =>
        ok({
          path,
          revision: 'r1',
          request: { ...saved, metadata: [{ name: 'x-user', value: '{{env.USER}}' }] },
        }),
    },
    async prepare(stage) {
      const tab = await open(stage);
      void stage.store.getState().startCall(tab);
    },
  },
  {
    name: 'environment',
    answers: reads,
    prepare: ({ store }) => store.getState().openPage({ kind: 'environment', name: 'staging' }),
  },
  {
    name: 'environment-conflict',
    answers: reads,
    prepare({ store, bridge }) {
      const { content } = workspace.environments[1] ?? { content: { variables: [], secrets: [] } };
      store.getState().openPage({ kind: 'environment', name: 'staging' });
      store.getState().editEnvironment('staging', { ...content, secrets: ['token', 'key'] });
      const environments = workspace.environments.map((one) =>
        one.name === 'staging'
          ? { ...one, content: { ...content, variables: [] }, revision: 'e9' }
          : one,
      );
      bridge.emit('workspace.changed', { ...workspace, environments });
    },
  },
  {
    name: 'environment-gone',
    answers: {
      ...reads,
      'workspace.current': () =>
        ok({ ...workspace, environments: workspace.environments.slice(0, 0) }),
    },
    async prepare(stage) {
      await stage.store.getState().startCall(await open(stage));
    },
  },
  {
    name: 'environment-none',
    answers: { 'workspace.current': () => ok({ ...fakeWorkspace, environments: [] }) },
    prepare: ({ store }) => store.getState().openPage({ kind: 'environment', name: '' }),
  },
];
