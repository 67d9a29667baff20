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
  /** Edits of the last time; those that somebody was quicker to make win. */
  restoreEnvironmentDrafts(drafts: readonly (EnvironmentDraft & { readonly name: string })[]): void;
  saveEnvironment(name: string): Promise<void>;
  /** The edits win over what the file has become. */
  keepEnvironment(name: string): Promise<void>;
  /** The edits are given up. */
  discardEnvironment(name: string): void;
  /** Edits go with an environment that has another name. */
  moveEnvironmentDraft(name: string, to: string): void;
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

  return {
    environmentDrafts: new Map(),
    environmentFaults: new Map(),
    editEnvironment(name, content) {
      const begun = get().environmentDrafts.get(name) ?? environmentNamed(get().workspace, name);
      if (begun !== undefined) put(name, { content, revision: begun.revision });
    },
    restoreEnvironmentDrafts: (drafts) =>
      set(({ environmentDrafts }) => ({
        environmentDrafts: new Map([
          ...drafts.map(({ name, content, revision }) => [name, { content, revision }] as const),
          ...environmentDrafts,
        ]),
      })),
    saveEnvironment,
    async keepEnvironment(name) {
      const draft = get().environmentDrafts.get(name);
      if (draft === undefined) return;
      const revision = environmentNamed(get().workspace, name)?.revision ?? null;
      put(name, { ...draft, revision });
      await saveEnvironment(name);
    },
    discardEnvironment: (name) => put(name, undefined),
    moveEnvironmentDraft(name, to) {
      const draft = get().environmentDrafts.get(name);
      put(name, undefined);
      if (draft !== undefined) put(to, draft);
    },
  };
}
