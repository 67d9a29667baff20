import type { AppError } from '#app/contract/result.ts';
import type { TlsSettings } from '#app/contract/target.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { SecretField } from '#renderer/ui/SecretField.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { CaPaths } from './CaPaths.tsx';
import { activeTarget, chosenTarget } from './connection.selectors.ts';
import { sentences } from './connection-text.ts';
import { PathField } from './PathField.tsx';
import { TlsProfile } from './TlsProfile.tsx';
import { authorityFault, holdsItsKey, serverNameFault, speaksTls } from './target-draft.ts';

/** How the active target speaks TLS. */
export function TlsForm() {
  const target = useApp(chosenTarget);
  const resolved = useApp(activeTarget);
  const toggleTls = useApp((state) => state.toggleTls);
  const setTls = useApp((state) => state.setTls);
  const { tls } = target;
  const isDisabled = !speaksTls(resolved);
  const fieldOf = (name: 'certFile' | 'keyFile' | 'passphrase' | 'serverName') => ({
    value: tls[name] ?? '',
    isDisabled,
    onChange: (text: string) => setTls(withField(tls, name, text)),
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
      />
      <PathField label="Client certificate" placeholder="None" {...fieldOf('certFile')} />
      <PathField
        label="Client key"
        placeholder={holdsKey ? 'It is in the certificate’s file' : 'None'}
        {...fieldOf('keyFile')}
        {...(holdsKey ? { value: '', isDisabled: true } : {})}
      />
      <SecretField label="Passphrase" placeholder="None" {...fieldOf('passphrase')} />
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

function said(fault: AppError | undefined): string | undefined {
  return fault && sentences([fault.message, fault.hint]);
}

function withField(
  tls: TlsSettings,
  name: 'certFile' | 'keyFile' | 'passphrase' | 'serverName',
  text: string,
): TlsSettings {
  const { [name]: _before, ...rest } = tls;
  return text === '' ? rest : { ...rest, [name]: text };
}
