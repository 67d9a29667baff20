import type { AppError } from '#app/contract/result.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { environmentNamed } from './environment-drafts.ts';

/** How environments come, go and have other names. */
export interface EnvironmentFiles {
  /** What was wrong, or `undefined` when it is made; its page is open then. */
  createEnvironment(name: string): Promise<AppError | undefined>;
  renameEnvironment(name: string, to: string): Promise<AppError | undefined>;
  /** A copy of its file, whose page is open then. */
  duplicateEnvironment(name: string): Promise<void>;
  /** It can be brought back while Duplex runs. */
  deleteEnvironment(name: string): Promise<void>;
  /** What brings back the environment that was deleted last. */
  readonly deletedEnvironment: { readonly name: string; readonly undo: string } | null;
  undeleteEnvironment(): Promise<void>;
}

export function createEnvironmentFiles({ set, get, bridge }: SliceTools): EnvironmentFiles {
  function openPage(name: string): void {
    get().openPage({ kind: 'environment', name });
  }

  return {
    deletedEnvironment: null,
    async createEnvironment(name) {
      const wrong = badName(name);
      if (wrong !== undefined) return wrong;
      const content = { variables: [], secrets: [] };
      const result = await bridge.invoke('workspace.saveEnvironment', {
        name,
        content,
        revision: null,
      });
      if (!result.ok) return result.error;
      if (result.value.state === 'conflict')
        return { code: 'usage', message: `There is an environment ${name} already` };
      await get().loadWorkspace();
      openPage(name);
      return undefined;
    },
    async renameEnvironment(name, to) {
      const wrong = badName(to);
      if (wrong !== undefined) return wrong;
      const { workspace } = get();
      const path = environmentNamed(workspace, name)?.path;
      if (path === undefined) return undefined;
      const result = await bridge.invoke('workspace.rename', { path, name: to });
      if (!result.ok) return result.error;
      get().moveSecrets(`${workspace?.folder}/${path}`, `${workspace?.folder}/${result.value}`);
      get().moveEnvironmentDraft(name, to);
      await get().loadWorkspace();
      if (workspace?.environment === name) await get().chooseEnvironment(to);
      openPage(to);
      get().say(`Renamed the environment ${name} to ${to}`);
      return undefined;
    },
    async duplicateEnvironment(name) {
      const path = environmentNamed(get().workspace, name)?.path;
      if (path === undefined) return;
      const result = await bridge.invoke('workspace.duplicate', { path });
      if (!result.ok) return get().appFaulted(result.error);
      await get().loadWorkspace();
      const copy = get().workspace?.environments.find((one) => one.path === result.value);
      if (copy !== undefined) openPage(copy.name);
    },
    async deleteEnvironment(name) {
      const path = environmentNamed(get().workspace, name)?.path;
      if (path === undefined) return;
      const result = await bridge.invoke('workspace.delete', { path });
      if (!result.ok) return get().appFaulted(result.error);
      get().discardEnvironment(name);
      set({ deletedEnvironment: { name, undo: result.value.undo } });
      await get().loadWorkspace();
      get().say(`Deleted the environment ${name}`);
    },
    async undeleteEnvironment() {
      const deleted = get().deletedEnvironment;
      if (deleted === null) return;
      const result = await bridge.invoke('workspace.undelete', { undo: deleted.undo });
      if (!result.ok) return get().appFaulted(result.error);
      set({ deletedEnvironment: null });
      await get().loadWorkspace();
      openPage(deleted.name);
      get().say(`The environment ${deleted.name} is back`);
    },
  };
}

/** It is chosen and written by its name, which has to be that of its file. */
function badName(name: string): AppError | undefined {
  const bad = /[\\/:*?"<>|]/.exec(name)?.[0];
  if (bad === undefined) return undefined;
  return {
    code: 'usage',
    message: `The name of an environment cannot have ${bad}`,
    hint: 'It is the name of its file too',
  };
}
