import { fail, ok } from '#app/contract/result.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { connect, type WindowState } from '../stage.ts';

const reads = { 'workspace.current': () => ok(fakeWorkspace) } as const;

/** Which workspace the window has, and how another is opened or begun. */
export const workspaceStates: readonly WindowState[] = [
  {
    name: 'saved-open-workspace',
    answers: {
      ...reads,
      'workspace.recent': () =>
        ok([
          { folder: fakeWorkspace.folder, isThere: true },
          { folder: '/home/ada/shop/apis', isThere: true },
          { folder: '/media/stick/older', isThere: false },
        ]),
    },
    async prepare(stage) {
      await connect(stage);
      await stage.store.getState().askForWorkspace();
    },
  },
  {
    name: 'saved-new-workspace',
    answers: {
      ...reads,
      'workspace.create': ({ folder }) =>
        fail({
          code: 'usage',
          message: `${folder} is not empty: collections, duplex.yaml are in it`,
          hint: 'Name a new folder, or use Open workspace for this one as it is',
        }),
    },
    async prepare(stage) {
      await connect(stage);
      stage.store.getState().askForNewWorkspace();
    },
  },
];
