import type { CommandId } from '#app/contract/command-table.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { formatEditor } from '#renderer/ui/code-editor/format-editor.ts';
import type { Command } from './command.ts';

const isInView = ({ activeTab, reading }: AppState) => activeTab !== null && reading === null;

function formatMessage(state: AppState): void {
  const editor = document.querySelector<HTMLElement>(
    '[role="tabpanel"].request .message-part .cm-content',
  );
  if (editor === null || formatEditor(editor)) return;
  state.say('Not formatted: a bracket, a quote or a comment of the message is not closed');
}

/** What is done with the message in the editor. */
export const messageCommands = {
  formatMessage: {
    enabled: isInView,
    run(state) {
      if (state.activeTab === null) return;
      state.setRequestPart(state.activeTab, 'message');
      // The part is drawn first.
      setTimeout(() => formatMessage(state));
    },
  },
  startMessageAgain: {
    enabled: (state) => isInView(state) && !state.lostItsMethod(state.activeTab ?? ''),
    run(state) {
      if (state.activeTab === null) return;
      state.setRequestPart(state.activeTab, 'message');
      void state.startMessageAgain(state.activeTab);
    },
  },
  wrapLines: {
    enabled: () => true,
    run: ({ settings, changeSettings }) => changeSettings({ wrapLines: !settings.wrapLines }),
  },
} satisfies Partial<Record<CommandId, Command>>;
