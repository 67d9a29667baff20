import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { activeTarget, shownConnection } from './connection.selectors.ts';
import { connectedTitle, connectionText, isUnchecked } from './connection-text.ts';
import './ConnectionStatus.css';

interface ConnectionStatusProps {
  /** Explains a failed connection step by step; without it nothing is offered. */
  readonly onWhy?: (() => void) | undefined;
}

/** Always true: what the active target's connection is, and why. */
export function ConnectionStatus({ onWhy }: ConnectionStatusProps) {
  const connection = useApp(shownConnection);
  const address = useApp((state) => activeTarget(state).address);
  const text = shownText(connectionText(connection, address));
  const title = connection?.state === 'connected' ? connectedTitle(connection) : text;
  const look = isUnchecked(connection) ? 'unchecked' : (connection?.state ?? 'not-connected');
  return (
    <span className={`connection-status connection-${look}`} title={title}>
      <span className="connection-mark" aria-hidden="true" />
      <span role="status" aria-label="Connection" className="connection-text">
        {text}
      </span>
      {connection?.state === 'failed' && onWhy !== undefined ? (
        <span className="connection-why">
          <Button tone="quiet" onPress={onWhy}>
            Why?
          </Button>
        </span>
      ) : null}
    </span>
  );
}
