import { Settings } from 'lucide-react';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { useCommand } from './use-commands.ts';

/** What concerns the window as a whole. */
export function WindowButtons() {
  const commands = useCommand('commands');
  const settings = useCommand('settings');
  return (
    <>
      <Button tone="quiet" shortcut={commands.keys} onPress={commands.run}>
        Commands
      </Button>
      <IconButton
        label="Settings"
        shortcut={settings.keys}
        icon={<Settings size={16} aria-hidden="true" />}
        onPress={settings.run}
      />
    </>
  );
}
