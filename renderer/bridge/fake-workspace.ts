import type { Workspace } from '#app/contract/workspace.ts';

/** A small workspace: a folder with one request, a request beside it, and two environments. */
export const fakeWorkspace: Workspace = {
  folder: '/home/ada/apis',
  name: 'Apis',
  settings: { metadata: [{ name: 'x-team', value: 'payments' }] },
  revision: 'w1',
  collections: {
    kind: 'folder',
    path: 'collections',
    name: 'collections',
    settings: {},
    revision: null,
    items: [
      {
        kind: 'folder',
        path: 'collections/greetings',
        name: 'greetings',
        settings: { target: 'grpc://{{host}}:50051' },
        revision: 'f1',
        items: [
          {
            kind: 'request',
            path: 'collections/greetings/say-hello.request.yaml',
            name: 'say-hello',
            method: 'greeter.v1.Greeter/SayHello',
            revision: 'r1',
          },
        ],
      },
      {
        kind: 'request',
        path: 'collections/chat.request.yaml',
        name: 'chat',
        method: 'greeter.v1.Greeter/Chat',
        revision: 'r2',
      },
    ],
  },
  environments: [
    {
      name: 'local',
      path: 'environments/local.yaml',
      revision: 'e1',
      content: { variables: [{ name: 'host', value: 'localhost', type: 'text' }], secrets: [] },
    },
    {
      name: 'staging',
      path: 'environments/staging.yaml',
      revision: 'e2',
      content: {
        variables: [{ name: 'host', value: 'staging.example', type: 'text' }],
        secrets: ['token'],
      },
    },
  ],
  environment: null,
  faults: [],
  misspelt: [],
  deleted: [],
  trust: 'not-needed',
  askedEnvNames: [],
  envNames: [],
};
