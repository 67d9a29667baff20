import type { CommandId } from '#app/contract/command-table.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { ContextMenu } from '#renderer/ui/ContextMenu.tsx';
import { afterDialog } from './after-dialog.ts';
import { commandKeys, commandTitle, isEnabled, runCommand } from './commands.ts';

/** The one context menu that can be open. */
export function ContextMenuHost() {
  const store = useAppStore();
  const menu = useApp((state) => state.contextMenu);
  const close = useApp((state) => state.closeContextMenu);
  const platform = useApp((state) => state.app?.platform ?? 'linux');
  const ids = menu?.commands.filter((id) => isEnabled(id, store.getState())) ?? [];
  if (menu === null || ids.length === 0) return null;
  function choose(id: CommandId) {
    // As things were when the menu was opened: what it points at goes with it.
    const state = store.getState();
    close();
    afterDialog(() => runCommand(id, state));
  }
  return (
    <ContextMenu
      key={`${menu.x},${menu.y}`}
      at={menu}
      items={ids.map((id) => ({ id, title: commandTitle(id), keys: commandKeys(id, platform) }))}
      onChoose={choose}
      onClose={close}
    />
  );
}
