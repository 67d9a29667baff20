import { Cable } from 'lucide-react';
import type { ReactNode } from 'react';
import { countOptions } from '#app/core/option-text.ts';
import { schemeTls } from '#app/core/target.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { AddressField } from '#renderer/ui/AddressField.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { activeAddressFault, activeConnection, activeTarget } from './connection.selectors.ts';
import { TlsSettings } from './TlsSettings.tsx';
import { settingsOf, speaksTls } from './target-draft.ts';
import './TopBar.css';

/** Where am I talking to. `end` stands at its far end. */
export function TopBar({ end }: { readonly end: ReactNode }) {
  const target = useApp(activeTarget);
  const state = useApp((app) => activeConnection(app)?.state);
  const fault = useApp(activeAddressFault);
  const recents = useApp((app) => app.recentAddresses);
  const hasTab = useApp((app) => app.activeTab !== null);
  const setAddress = useApp((app) => app.setAddress);
  const connect = useApp((app) => app.connect);
  const stopConnecting = useApp((app) => app.stopConnecting);
  const isKnown = target.address.trim() !== '' || schemeTls(target.address) !== undefined;
  return (
    <header className="top-bar">
      <AddressField
        value={target.address}
        onChange={setAddress}
        onSubmit={() => void connect()}
        recents={recents}
        tls={isKnown ? speaksTls(target) : undefined}
        fault={fault}
      />
      <TlsSettings />
      <OptionsButton />
      <Button
        // With a request open its own button is the primary one.
        tone={state === 'connected' || hasTab ? 'plain' : 'primary'}
        // Esc, or another address, ends that.
        isDisabled={state === 'connecting'}
        onPress={() => void connect()}
      >
        Connect
      </Button>
      {state === 'connecting' ? (
        <Button tone="quiet" onPress={() => stopConnecting(settingsOf(target))}>
          Stop connecting
        </Button>
      ) : null}
      <span className="top-bar-end">{end}</span>
    </header>
  );
}

function OptionsButton() {
  const count = useApp((app) => countOptions(activeTarget(app).options ?? {}));
  const showDialog = useApp((app) => app.showDialog);
  return (
    <span className={count > 0 ? 'top-bar-options top-bar-options-said' : 'top-bar-options'}>
      <IconButton
        label={count > 0 ? `Connection options, ${count} set` : 'Connection options'}
        icon={<Cable size={16} aria-hidden="true" />}
        onPress={() => showDialog('connectionOptions')}
      />
    </span>
  );
}
