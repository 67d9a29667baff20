import { useEffect } from 'react';
import type { CommandId } from '#app/contract/command-table.ts';
import { useAppStore } from '#renderer/store/use-app.tsx';
import { commandPressed, isEnabled, runCommand } from './commands.ts';
import { isDialogOpen } from './dialog-open.ts';
import { stopFiltering, stopFinding } from './find-in-answer.ts';
import { isPressed } from './shortcut.ts';

/** Keys that mean something elsewhere (reload) and nothing here: not the browser's either. */
const dead = [
  { key: 'r', mod: true },
  { key: 'r', mod: true, shift: true },
];

/** These hold over an open dialog too. */
const anywhere: ReadonlySet<CommandId> = new Set([
  'quit',
  'newWindow',
  'zoomIn',
  'zoomOut',
  'zoomReset',
]);

/**
 * The window's shortcuts. They are taken on the way down to the focused element, so that no editor
 * comes first; but for Esc, which is the window's only when nobody below had a use for it.
 */
export function useShortcuts(): void {
  const store = useAppStore();
  useEffect(() => {
    function platform(): string {
      return store.getState().app?.platform ?? 'linux';
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key === 'Escape') return;
      const id = commandPressed(event, platform());
      if (id === undefined && !dead.some((keys) => isPressed(keys, event, platform()))) return;
      // With Alt an arrow moves by words on a Mac, where there is no page to go to; F3 is an editor's too.
      const isShared = event.altKey || event.key === 'F3';
      if (id !== undefined && isShared && !isEnabled(id, store.getState())) return;
      event.preventDefault();
      event.stopPropagation();
      if (id !== undefined && (anywhere.has(id) || !isDialogOpen()))
        runCommand(id, store.getState());
    }
    function onEscape(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.defaultPrevented || isDialogOpen()) return;
      if (commandPressed(event, platform()) !== 'cancel' || stopFinding()) return;
      if (stopFiltering(store.getState())) return;
      const { reading, reads, closeReader } = store.getState();
      if (reading !== null && reads.size === 0) closeReader();
      else runCommand('cancel', store.getState());
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('keydown', onEscape);
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('keydown', onEscape);
    };
  }, [store]);
}
