import type { CommandId } from '#app/contract/command-table.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { commandKeys, runCommand } from './commands.ts';

/** A command as a button needs it: its keys in words, and running it. */
export function useCommand(id: CommandId): {
  readonly keys: string | undefined;
  readonly run: () => void;
} {
  const store = useAppStore();
  const platform = useApp((state) => state.app?.platform ?? 'linux');
  return { keys: commandKeys(id, platform), run: () => runCommand(id, store.getState()) };
}
