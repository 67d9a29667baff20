import type { AppError } from '#app/contract/result.ts';
import type { Environment, EnvironmentContent, Workspace } from '#app/contract/workspace.ts';
import type { FileDraft } from '#app/core/workspace/file-draft.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { draftedFiles } from '#renderer/store/drafted-files.ts';

/** Environments while they are edited. */
export interface EnvironmentDrafts {
  /** By name: those with unsaved edits. */
  readonly environmentDrafts: ReadonlyMap<string, FileDraft<EnvironmentContent>>;
  /** By name: why the last save wrote nothing. */
  readonly environmentFaults: ReadonlyMap<string, AppError>;
  /** By name: edits that were given up, until others are made. */
  readonly environmentsDiscarded: ReadonlyMap<string, FileDraft<EnvironmentContent>>;

  editEnvironment(name: string, content: EnvironmentContent): void;
  /** Edits of the last time; those that somebody was quicker to make win. */
  restoreEnvironmentDrafts(drafts: EnvironmentDrafts['environmentDrafts']): void;
  saveEnvironment(name: string): Promise<void>;
  /** The edits win where both changed something; it is saved when the person says so. */
  keepEnvironment(name: string): void;
  /** The edits are given up, */
  discardEnvironment(name: string): void;
  /** or not. */
  takeBackEnvironment(name: string): void;
  /** The workspace is another one. */
  settleEnvironments(): void;
  /** Edits go with an environment that has another name. */
  moveEnvironmentDraft(name: string, to: string): void;
}

export function environmentNamed(
  workspace: Workspace | null,
  name: string,
): Environment | undefined {
  return workspace?.environments.find((one) => one.name === name);
}

export function createEnvironmentDrafts(tools: SliceTools): EnvironmentDrafts {
  const { set, bridge } = tools;
  const files = draftedFiles<EnvironmentContent>(tools, {
    edits: (state) => ({
      drafts: state.environmentDrafts,
      faults: state.environmentFaults,
      discarded: state.environmentsDiscarded,
    }),
    put: ({ drafts, faults, discarded }) =>
      set({
        environmentDrafts: drafts,
        environmentFaults: faults,
        environmentsDiscarded: discarded,
      }),
    now: ({ workspace }, name) => environmentNamed(workspace, name),
    write: (name, content, revision) =>
      bridge.invoke('workspace.saveEnvironment', { name, content, revision }),
    title: (name) => `the environment ${name}`,
    path: (name) => `environments/${name}.yaml`,
  });
  return {
    environmentDrafts: new Map(),
    environmentFaults: new Map(),
    environmentsDiscarded: new Map(),
    editEnvironment: files.edit,
    restoreEnvironmentDrafts: files.restore,
    saveEnvironment: files.save,
    keepEnvironment: files.keep,
    discardEnvironment: files.discard,
    takeBackEnvironment: files.takeBack,
    settleEnvironments: files.settle,
    moveEnvironmentDraft: (name, to) => files.rename((one) => (one === name ? to : one)),
  };
}
