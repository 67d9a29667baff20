import { useEffect } from 'react';
import type { TlsSettings } from '#app/contract/target.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { SecretField } from '#renderer/ui/SecretField.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { CaPaths } from './CaPaths.tsx';
import { activeTarget, chosenTarget } from './connection.selectors.ts';
import { said } from './connection-text.ts';
import { PathField } from './PathField.tsx';
import { TlsProfile } from './TlsProfile.tsx';
import { authorityFault, holdsItsKey, serverNameFault, speaksTls } from './target-draft.ts';
import { clientFault } from './tls-checking.ts';

/** How the active target speaks TLS. */
export function TlsForm() {
  const target = useApp(chosenTarget);
  const resolved = useApp(activeTarget);
  const toggleTls = useApp((state) => state.toggleTls);
  const setTls = useApp((state) => state.setTls);
  const checkTls = useApp((state) => state.checkTls);
  const { tls } = target;
  const isDisabled = !speaksTls(resolved);
  const faults = useClientFaults(isDisabled);
  useEffect(() => void checkTls(), [checkTls]);
  const fieldOf = (name: 'certFile' | 'keyFile' | 'passphrase' | 'serverName') => ({
    value: tls[name] ?? '',
    isDisabled,
    onChange: (text: string) => setTls(withField(tls, name, text)),
  });
  const checkedField = (name: 'certFile' | 'keyFile') => ({
    ...fieldOf(name),
    fault: said(faults[name]),
    onLeave: () => void checkTls(),
  });
  const holdsKey = holdsItsKey(tls.certFile ?? '');
  return (
    <div className="tls-form">
      <div className="tls-head">
        <Switch label="Use TLS" isOn={!isDisabled} onChange={toggleTls} />
      </div>
      <TlsProfile isDisabled={isDisabled} />
      <CaPaths
        paths={tls.caPaths ?? []}
        isDisabled={isDisabled}
        onChange={(caPaths) => setTls({ ...tls, caPaths: [...caPaths] })}
        onLeave={() => void checkTls()}
      />
      <PathField label="Client certificate" placeholder="None" {...checkedField('certFile')} />
      <PathField
        label="Client key"
        placeholder={holdsKey ? 'It is in the certificate’s file' : 'None'}
        {...checkedField('keyFile')}
        {...(holdsKey ? { value: '', isDisabled: true, fault: undefined } : {})}
      />
      <SecretField
        label="Passphrase"
        placeholder="None"
        {...fieldOf('passphrase')}
        // What to do about it is to type here.
        fault={faults.passphrase?.message}
        onBlur={() => void checkTls()}
      />
      <div className="tls-names">
        <TextField
          label="Server name"
          placeholder="As in the address"
          mono
          {...fieldOf('serverName')}
          fault={isDisabled ? undefined : said(serverNameFault(resolved))}
        />
        <Authority />
      </div>
      <Switch
        label="Accept any certificate"
        isOn={tls.insecure === true}
        isDisabled={isDisabled}
        onChange={(insecure) => setTls({ ...tls, insecure })}
      />
      {isDisabled || target.profile === undefined ? null : (
        <p className="tls-note">That is of this server only, whatever its profile.</p>
      )}
      {!isDisabled && tls.insecure === true ? (
        <p className="tls-warning" role="alert">
          Anyone between you and the server can read and change what is sent.
        </p>
      ) : null}
    </div>
  );
}

/** Of plaintext connections, too. */
function Authority() {
  const target = useApp(chosenTarget);
  const resolved = useApp(activeTarget);
  const setAuthority = useApp((state) => state.setAuthority);
  return (
    <TextField
      label=":authority"
      placeholder="As in the address"
      mono
      value={target.authority ?? ''}
      onChange={setAuthority}
      fault={said(authorityFault(resolved))}
    />
  );
}

/** What is wrong with the client's certificate, by the field that is to be mended. */
function useClientFaults(isDisabled: boolean) {
  const certFile = useApp((state) => clientFault(state, 'certFile'));
  const keyFile = useApp((state) => clientFault(state, 'keyFile'));
  const passphrase = useApp((state) => clientFault(state, 'passphrase'));
  return isDisabled ? {} : { certFile, keyFile, passphrase };
}

function withField(
  tls: TlsSettings,
  name: 'certFile' | 'keyFile' | 'passphrase' | 'serverName',
  text: string,
): TlsSettings {
  const { [name]: _before, ...rest } = tls;
  return text === '' ? rest : { ...rest, [name]: text };
}
