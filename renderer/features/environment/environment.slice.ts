import type { SliceTools } from '#renderer/store/app-state.ts';
import { createEnvironmentDrafts, type EnvironmentDrafts } from './environment-drafts.ts';
import { createEnvironmentFiles, type EnvironmentFiles } from './environment-files.ts';
import { createVariableQuestions, type VariableQuestions } from './variable-questions.ts';

/** Environments of the workspace, and what variables need that no file says. */
export interface EnvironmentSlice extends VariableQuestions, EnvironmentDrafts, EnvironmentFiles {
  /** Everything is resolved with it from now on; `null` for none. */
  chooseEnvironment(name: string | null): Promise<void>;
}

export function createEnvironmentSlice(tools: SliceTools): EnvironmentSlice {
  const { get, bridge } = tools;
  return {
    ...createVariableQuestions(tools),
    ...createEnvironmentDrafts(tools),
    ...createEnvironmentFiles(tools),
    async chooseEnvironment(name) {
      const { workspace } = get();
      if (workspace === null || workspace.environment === name) return;
      get().workspaceChanged({ ...workspace, environment: name });
      // What kept a call back may not be so any more.
      for (const { id } of get().tabs) get().targetChanged(id);
      const result = await bridge.invoke('workspace.chooseEnvironment', { name });
      if (result.ok) return;
      get().appFaulted(result.error);
      await get().loadWorkspace();
    },
  };
}
