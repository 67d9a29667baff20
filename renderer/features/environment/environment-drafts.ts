import type { AppError } from '#app/contract/result.ts';
import type {
  Environment,
  EnvironmentContent,
  Revision,
  Workspace,
} from '#app/contract/workspace.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';

/** What a person changed of an environment, and the file that they began with. */
interface EnvironmentDraft {
  readonly content: EnvironmentContent;
  readonly revision: Revision;
}

/** Environments while they are edited. A conflict with the file is told, and nothing is overwritten. */
export interface EnvironmentDrafts {
  /** By name: those with unsaved edits. */
  readonly environmentDrafts: ReadonlyMap<string, EnvironmentDraft>;
  /** By name: why the last change wrote nothing. */
  readonly environmentFaults: ReadonlyMap<string, AppError>;

  editEnvironment(name: string, content: EnvironmentContent): void;
  saveEnvironment(name: string): Promise<void>;
  /** The edits win over what the file has become. */
  keepEnvironment(name: string): Promise<void>;
  /** The edits are given up. */
  discardEnvironment(name: string): void;
  /** What was wrong, or `undefined` when it is made; its page is open then. */
  createEnvironment(name: string): Promise<AppError | undefined>;
  renameEnvironment(name: string, to: string): Promise<AppError | undefined>;
  /** It can be brought back while Duplex runs. */
  deleteEnvironment(name: string): Promise<void>;
  /** What brings back the environment that was deleted last. */
  readonly deletedEnvironment: { readonly name: string; readonly undo: string } | null;
  undeleteEnvironment(): Promise<void>;
}

export function environmentNamed(
  workspace: Workspace | null,
  name: string,
): Environment | undefined {
  return workspace?.environments.find((one) => one.name === name);
}

function changedMeanwhile(name: string): AppError {
  return {
    code: 'usage',
    message: `environments/${name}.yaml is not as it was when you began: nothing was written`,
    hint: 'What you typed is kept here',
  };
}

export function createEnvironmentDrafts({ set, get, bridge }: SliceTools): EnvironmentDrafts {
  function put(name: string, draft: EnvironmentDraft | undefined, fault?: AppError): void {
    const drafts = new Map(get().environmentDrafts);
    const faults = new Map(get().environmentFaults);
    if (draft === undefined) drafts.delete(name);
    else drafts.set(name, draft);
    if (fault === undefined) faults.delete(name);
    else faults.set(name, fault);
    set({ environmentDrafts: drafts, environmentFaults: faults });
  }

  async function saveEnvironment(name: string): Promise<void> {
    const draft = get().environmentDrafts.get(name);
    if (draft === undefined) return;
    const result = await bridge.invoke('workspace.saveEnvironment', { name, ...draft });
    const typed = get().environmentDrafts.get(name);
    if (!result.ok) return put(name, typed, result.error);
    const { state, revision } = result.value;
    if (state === 'conflict') return put(name, typed, changedMeanwhile(name));
    // What was typed meanwhile is not saved yet.
    put(name, typed === draft || typed === undefined ? undefined : { ...typed, revision });
    await get().loadWorkspace();
    get().say(`Saved the environment ${name}`);
  }

  function openPage(name: string): void {
    get().openPage({ kind: 'environment', name });
  }

  return {
    environmentDrafts: new Map(),
    environmentFaults: new Map(),
    deletedEnvironment: null,
    editEnvironment(name, content) {
      const begun = get().environmentDrafts.get(name) ?? environmentNamed(get().workspace, name);
      if (begun !== undefined) put(name, { content, revision: begun.revision });
    },
    saveEnvironment,
    async keepEnvironment(name) {
      const draft = get().environmentDrafts.get(name);
      if (draft === undefined) return;
      const revision = environmentNamed(get().workspace, name)?.revision ?? null;
      put(name, { ...draft, revision });
      await saveEnvironment(name);
    },
    discardEnvironment: (name) => put(name, undefined),
    async createEnvironment(name) {
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
      const { workspace } = get();
      const path = environmentNamed(workspace, name)?.path;
      if (path === undefined) return undefined;
      const result = await bridge.invoke('workspace.rename', { path, name: to });
      if (!result.ok) return result.error;
      const draft = get().environmentDrafts.get(name);
      put(name, undefined);
      if (draft !== undefined) put(to, draft);
      await get().loadWorkspace();
      if (workspace?.environment === name) await get().chooseEnvironment(to);
      openPage(to);
      return undefined;
    },
    async deleteEnvironment(name) {
      const path = environmentNamed(get().workspace, name)?.path;
      if (path === undefined) return;
      const result = await bridge.invoke('workspace.delete', { path });
      if (!result.ok) return get().appFaulted(result.error);
      put(name, undefined);
      set({ deletedEnvironment: { name, undo: result.value.undo } });
      await get().loadWorkspace();
    },
    async undeleteEnvironment() {
      const deleted = get().deletedEnvironment;
      if (deleted === null) return;
      const result = await bridge.invoke('workspace.undelete', { undo: deleted.undo });
      if (!result.ok) return get().appFaulted(result.error);
      set({ deletedEnvironment: null });
      await get().loadWorkspace();
      openPage(deleted.name);
    },
  };
}
