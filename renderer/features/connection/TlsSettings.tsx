import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { activeConnection, activeTarget, chosenTarget } from './connection.selectors.ts';
import { TlsAgreed } from './TlsAgreed.tsx';
import { TlsForm } from './TlsForm.tsx';
import { speaksTls } from './target-draft.ts';
import './TlsSettings.css';

/** The button says whether TLS is spoken; the popover how. */
export function TlsSettings() {
  const target = useApp(chosenTarget);
  const isOn = useApp((state) => speaksTls(activeTarget(state)));
  const isLoud = isOn && target.tls.insecure === true;
  return (
    <DialogTrigger>
      <span className={`tls-button ${isOn ? 'tls-on' : 'tls-off'}${isLoud ? ' tls-loud' : ''}`}>
        {/* What opens the popover is the trigger around it. */}
        <Button onPress={() => undefined}>TLS</Button>
      </span>
      <Popover className="tls-popover" placement="bottom end">
        <Dialog className="tls-dialog" aria-label="TLS settings">
          <TlsForm />
          <Agreed />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/**
 * What the newest connection came to, or came to before it failed. Its place is kept while the settings
 * are changed: they would move under the hand of who types.
 */
function Agreed() {
  const agreed = useAgreed();
  const [isPlaceKept, setPlaceKept] = useState(false);
  if (agreed !== null && !isPlaceKept) setPlaceKept(true);
  if (agreed !== null || !isPlaceKept) return agreed;
  return (
    <p className="tls-agreed tls-agreed-none">Connect to see what the settings come to by now.</p>
  );
}

function useAgreed() {
  const connection = useApp(activeConnection);
  const copyText = useApp((state) => state.copyText);
  if (connection?.state === 'failed' && connection.tls !== undefined)
    return <TlsAgreed hasFailed tls={connection.tls} onCopy={(text) => void copyText(text)} />;
  if (connection?.state !== 'connected' || connection.tls === false) return null;
  const { tls, peer, proxy } = connection;
  return <TlsAgreed tls={tls} peer={peer} proxy={proxy} onCopy={(text) => void copyText(text)} />;
}
