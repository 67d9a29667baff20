import { Cable, Undo2 } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { countOptions } from '#app/core/option-text.ts';
import { schemeTls } from '#app/core/target.ts';
import { inheritedOfTab, placeName } from '#renderer/features/environment/index.ts';
import { focusRequest } from '#renderer/shell/focus-request.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { AddressField } from '#renderer/ui/AddressField.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import {
  activeAddressFault,
  activeConnection,
  activeTarget,
  targetIsFrom,
  typedTarget,
} from './connection.selectors.ts';
import { TlsSettings } from './TlsSettings.tsx';
import { settingsOf, speaksTls } from './target-draft.ts';
import './TopBar.css';

/** Where am I talking to. `end` stands at its far end. */
export function TopBar({ end }: { readonly end: ReactNode }) {
  const target = useApp(activeTarget);
  const typed = useApp(typedTarget);
  const state = useApp((app) => activeConnection(app)?.state);
  const fault = useApp(activeAddressFault);
  const recents = useApp((app) => app.recentAddresses);
  const hasTab = useApp((app) => app.activeTab !== null);
  const connect = useApp((app) => app.connect);
  const stopConnecting = useApp((app) => app.stopConnecting);
  const typing = useAddressTyping();
  const from = useApp((app) => {
    const said = targetIsFrom(app, app.activeTab);
    return said === undefined ? undefined : placeName(said);
  });
  const isKnown = target.address.trim() !== '' || schemeTls(target.address) !== undefined;
  return (
    <header className="top-bar">
      <AddressField
        value={typed.address}
        comesTo={target.address === typed.address ? undefined : target.address}
        from={from}
        onChange={typing.type}
        onBlur={typing.end}
        onSubmit={() => {
          typing.end();
          void connect();
        }}
        onEscape={() => {
          if (typing.takeBack()) return;
          if (state === 'connecting') stopConnecting(settingsOf(target));
          else focusRequest();
        }}
        recents={recents}
        tls={isKnown ? speaksTls(target) : undefined}
        fault={fault}
      />
      <InheritAddress />
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

/** What was typed since the address was last used or left can be taken back, in the tab that it was typed in. */
function useAddressTyping() {
  const setAddress = useApp((app) => app.setAddress);
  const keepTarget = useApp((app) => app.keepTarget);
  const tabId = useApp((app) => app.activeTab);
  const before = useRef<{ readonly tabId: string | null; readonly comeBack: () => void }>(null);
  return {
    type(address: string) {
      if (before.current?.tabId !== tabId) before.current = { tabId, comeBack: keepTarget() };
      setAddress(address);
    },
    takeBack(): boolean {
      const kept = before.current;
      before.current = null;
      if (kept?.tabId !== tabId) return false;
      kept.comeBack();
      return true;
    },
    end() {
      before.current = null;
    },
  };
}

/** The way back for a request that has an address of its own, where its files say one. */
function InheritAddress() {
  const said = useApp((app) => {
    const own = app.tabs.find(({ id }) => id === app.activeTab)?.target;
    return own && inheritedOfTab(app, app.activeTab).target;
  });
  const tabId = useApp((app) => app.activeTab);
  const inherit = useApp((app) => app.inheritTabTarget);
  if (said === undefined || tabId === null) return null;
  return (
    <IconButton
      label={`Use the address of ${placeName(said.from)}: ${said.value}`}
      icon={<Undo2 size={16} aria-hidden="true" />}
      onPress={() => inherit(tabId)}
    />
  );
}

function OptionsButton() {
  const count = useApp((app) => countOptions(typedTarget(app).options ?? {}));
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
