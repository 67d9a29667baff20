import { type CommandName, Failure } from '#app/contract/index.ts';
import type { Handlers } from './handlers.ts';

type WorkspaceCommand = Extract<CommandName, `workspace.${string}`>;

/** The workspace of one window. */
export function workspaceHandlers(): Pick<Handlers, WorkspaceCommand> {
  const none = (): never => {
    throw new Failure('internal', 'No workspace is open');
  };
  return {
    'workspace.current': none,
    'workspace.read': none,
    'workspace.save': none,
    'workspace.createRequest': none,
    'workspace.createFolder': none,
    'workspace.saveFolder': none,
    'workspace.rename': none,
    'workspace.move': none,
    'workspace.duplicate': none,
    'workspace.delete': none,
    'workspace.undelete': none,
    'workspace.search': none,
    'workspace.saveEnvironment': none,
    'workspace.chooseEnvironment': none,
    'workspace.trust': none,
    'workspace.env': none,
  };
}
