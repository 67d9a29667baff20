import { valuesOfTab, variableHelp } from '#renderer/features/environment/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import type { VariableHelp } from '#renderer/ui/code-editor/variable-marks.ts';

/** What the editors of a request can say of its variables; another object for each change of them. */
export function useVariables(tabId: string): VariableHelp {
  return useApp((state) =>
    variableHelp(valuesOfTab(state, tabId), state.workspace?.envNames ?? noNames),
  );
}

const noNames: readonly string[] = [];
