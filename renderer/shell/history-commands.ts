import type { CommandId } from '#app/contract/command-table.ts';
import { sendsMany } from '#renderer/features/response/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { afterDialog } from './after-dialog.ts';
import type { Command } from './command.ts';

/** What a context menu was opened on, else what has the keyboard. */
function pastAt({ contextMenu, pastInList, pastCalls }: AppState) {
  const callId = contextMenu === null ? pastInList : contextMenu.pastCall;
  return pastCalls.find((one) => one.callId === callId);
}

function onPast(run: (state: AppState, callId: string) => void): Command {
  return {
    enabled: (state) => pastAt(state)?.call !== undefined,
    run(state) {
      const past = pastAt(state);
      if (past !== undefined) run(state, past.callId);
    },
  };
}

/** What is done with past calls. */
export const historyCommands = {
  showHistory: {
    enabled: () => true,
    run(state) {
      state.showSidebar(true);
      state.showHistory(true);
      // Drawn first, should it have been hidden.
      afterDialog(() => document.querySelector<HTMLElement>('.history [role="listbox"]')?.focus());
    },
  },
  openPast: onPast((state, callId) => void state.openPast(callId)),
  callAgain: onPast((state, callId) => {
    void state.callAgain(callId).then(() => afterDialog(focusCallButton));
  }),
  playPast: {
    enabled(state) {
      const { call } = pastAt(state) ?? {};
      return call?.kind !== undefined && sendsMany(call.kind) && call.sent > 0 && !call.isRunning;
    },
    run: (state) => void state.playPast(pastAt(state)?.callId ?? ''),
  },
  deletePast: {
    enabled: (state) => {
      const past = pastAt(state);
      return past !== undefined && past.call?.isRunning !== true;
    },
    run: (state) => void state.deletePast(pastAt(state)?.callId ?? ''),
  },
  clearHistory: {
    enabled: (state) => (state.pastTotal ?? 0) > 0,
    run: (state) => state.showDialog('clearHistory'),
  },
} satisfies Partial<Record<CommandId, Command>>;

function focusCallButton(): void {
  document.querySelector<HTMLElement>('.method-bar .button-primary')?.focus();
}
