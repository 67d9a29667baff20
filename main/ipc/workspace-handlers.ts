import type { CommandName } from '#app/contract/index.ts';
import type { WindowWorkspace } from '../workspaces.ts';
import type { Handlers } from './handlers.ts';
import type { ShellServices } from './shell-services.ts';

type WorkspaceCommand = Extract<CommandName, `workspace.${string}`>;

/** The workspace of one window, had when it is first needed. */
export function workspaceHandlers(
  { opened, change }: Pick<WindowWorkspace, 'opened' | 'change'>,
  shell: Pick<
    ShellServices,
    'workspaceFolder' | 'newWorkspace' | 'addEditorFiles' | 'recentWorkspaces' | 'showFile'
  >,
): Pick<Handlers, WorkspaceCommand> {
  return {
    'workspace.current': async () => (await opened()).current,
    'workspace.open': ({ folder }) => change(shell.workspaceFolder(folder)),
    'workspace.create': ({ folder }) => change(shell.newWorkspace(folder)),
    'workspace.addEditorFiles': async () => shell.addEditorFiles((await opened()).current.folder),
    'workspace.recent': () => shell.recentWorkspaces(),
    'workspace.read': async ({ path }) => (await opened()).read(path),
    'workspace.save': async ({ path, request, revision, over }) =>
      (await opened()).save(path, request, revision, over),
    'workspace.createRequest': async ({ folder, name, request, copyOf }) =>
      (await opened()).createRequest(folder, name, request, copyOf),
    'workspace.createFolder': async ({ folder, name }) =>
      (await opened()).createFolder(folder, name),
    'workspace.saveFolder': async ({ path, settings, revision }) =>
      (await opened()).saveFolder(path, settings, revision),
    'workspace.rename': async ({ path, name }) => (await opened()).rename(path, name),
    'workspace.move': async ({ path, folder, before }) =>
      (await opened()).move(path, folder, before),
    'workspace.duplicate': async ({ path }) => (await opened()).duplicate(path),
    'workspace.delete': async ({ path }) => ({ undo: await (await opened()).delete(path) }),
    'workspace.undelete': async ({ undo }) => (await opened()).undelete(undo),
    'workspace.search': async ({ query }) => (await opened()).search(query),
    'workspace.excerpt': async ({ path, line }) => (await opened()).excerpt(path, line),
    'workspace.showFile': async ({ path }) => {
      shell.showFile(await (await opened()).fileOf(path));
      return null;
    },
    'workspace.saveEnvironment': async ({ name, content, revision }) =>
      (await opened()).saveEnvironment(name, content, revision),
    'workspace.chooseEnvironment': async ({ name }) => {
      await (await opened()).chooseEnvironment(name);
      return null;
    },
    'workspace.trust': async ({ trusted, names }) => {
      await (await opened()).trust(trusted, names);
      return null;
    },
    'workspace.secrets': async ({ names }) => (await opened()).secrets(names),
    'workspace.env': async ({ names }) => (await opened()).env(names),
  };
}
