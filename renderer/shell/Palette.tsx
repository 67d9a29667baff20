import type { CommandId } from '#app/contract/command-table.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { CommandList } from '#renderer/ui/CommandList.tsx';
import { afterDialog } from './after-dialog.ts';
import {
  commandKeys,
  commandTitle,
  commandWords,
  enabledCommands,
  runCommand,
} from './commands.ts';

/** Everything that can be done now. */
export function Palette() {
  const store = useAppStore();
  const isOpen = useApp((state) => state.dialog === 'commands');
  const close = useApp((state) => state.closeDialog);
  const platform = useApp((state) => state.app?.platform ?? 'linux');
  const ids = isOpen ? enabledCommands(store.getState()) : [];
  function choose(id: CommandId) {
    close();
    afterDialog(() => runCommand(id, store.getState()));
  }
  return (
    <CommandList
      label="Commands"
      isOpen={isOpen}
      commands={ids
        .filter((id) => id !== 'commands')
        .map((id) => ({
          id,
          title: commandTitle(id),
          words: commandWords(id),
          keys: commandKeys(id, platform),
        }))}
      onChoose={choose}
      onClose={close}
    />
  );
}
