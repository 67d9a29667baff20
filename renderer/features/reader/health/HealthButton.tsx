import { HeartPulse } from 'lucide-react';
import { isConnected } from '#renderer/features/connection/index.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import './HealthButton.css';

/** Beside a connection that stands: how does its server say it is? */
export function HealthButton() {
  const connected = useApp(isConnected);
  const show = useCommand('showHealth');
  if (!connected) return null;
  return (
    <span className="health-button">
      <IconButton
        label="Health"
        icon={<HeartPulse size={14} aria-hidden="true" />}
        onPress={show.run}
      />
    </span>
  );
}
