import type { CommandId } from '#app/contract/command-table.ts';
import {
  foundOf,
  isExporting,
  isStreamShown,
  shownFound,
} from '#renderer/features/response/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import type { Command } from './command.ts';
import { focusField } from './focus-field.ts';

const callOf = ({ calls, activeTab }: AppState) => calls[activeTab ?? ''];
const hasMatches = (state: AppState) => (foundOf(state, state.activeTab ?? '')?.matches ?? 0) > 0;

function onTab(run: (state: AppState, tabId: string) => void): Command['run'] {
  return (state) => {
    if (state.activeTab !== null) run(state, state.activeTab);
  };
}

/** What is done with the whole of a timeline. */
export const timelineCommands = {
  filterTimeline: {
    enabled: (state) => isStreamShown(callOf(state)),
    run: onTab((state, tab) => {
      state.closeReader();
      state.setResponsePart(tab, 'timeline');
      // The part is drawn first.
      setTimeout(() => focusField('Filter timeline'));
    }),
  },
  // Within a text the same keys go on in it.
  nextMatch: {
    enabled: (state) => hasMatches(state) && !isInText(),
    run: onTab((state, tab) => state.stepMatch(tab, 1)),
  },
  previousMatch: {
    enabled: (state) => hasMatches(state) && !isInText(),
    run: onTab((state, tab) => state.stepMatch(tab, -1)),
  },
  goToInTimeline: {
    enabled: (state) =>
      shownFound(state, state.activeTab ?? '') !== undefined &&
      (callOf(state)?.selected ?? null) !== null,
    run: onTab((state, tab) => state.goToSelected(tab)),
  },
  exportTimeline: {
    enabled: (state) =>
      (callOf(state)?.summary ?? null) !== null &&
      !isExporting(state.exports[state.activeTab ?? '']),
    run: onTab((state, tab) => state.openExport(tab)),
  },
} satisfies Partial<Record<CommandId, Command>>;

function isInText(): boolean {
  return document.activeElement?.closest('.cm-editor') instanceof Element;
}
