import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { TlsSettings as Settings } from '#app/contract/target.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { activeTarget } from './connection.selectors.ts';
import { speaksTls } from './target-draft.ts';
import './TlsSettings.css';

/** The button says whether TLS is spoken; the popover how. */
export function TlsSettings() {
  const target = useApp(activeTarget);
  const isOn = speaksTls(target);
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
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function TlsForm() {
  const target = useApp(activeTarget);
  const toggleTls = useApp((state) => state.toggleTls);
  const setTls = useApp((state) => state.setTls);
  const { tls } = target;
  const isOn = speaksTls(target);
  const fieldOf = (name: 'certFile' | 'keyFile' | 'serverName') => ({
    value: tls[name] ?? '',
    isDisabled: !isOn,
    onChange: (text: string) => setTls(withField(tls, name, text)),
  });
  return (
    <>
      <Switch label="Use TLS" isOn={isOn} onChange={toggleTls} />
      <FileField
        label="CA certificate"
        placeholder="The system’s"
        value={tls.caPaths?.[0] ?? ''}
        isDisabled={!isOn}
        onChange={(path) => setTls({ ...tls, caPaths: path === '' ? [] : [path] })}
      />
      <FileField label="Client certificate" placeholder="None" {...fieldOf('certFile')} />
      <FileField label="Client key" placeholder="None" {...fieldOf('keyFile')} />
      <TextField
        label="Server name"
        placeholder="As in the address"
        mono
        {...fieldOf('serverName')}
      />
      <Switch
        label="Accept any certificate"
        isOn={tls.insecure === true}
        isDisabled={!isOn}
        onChange={(insecure) => setTls({ ...tls, insecure })}
      />
      {isOn && tls.insecure === true ? (
        <p className="tls-warning" role="alert">
          Anyone between you and the server can read and change what is sent.
        </p>
      ) : null}
    </>
  );
}

interface FileFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (path: string) => void;
}

function FileField(props: FileFieldProps) {
  const choosePaths = useApp((state) => state.choosePaths);
  async function browse() {
    const [path] = await choosePaths('certificate');
    if (path !== undefined) props.onChange(path);
  }
  return (
    <div className="tls-file">
      <TextField {...props} mono />
      <Button isDisabled={props.isDisabled} onPress={() => void browse()}>
        Browse…
      </Button>
    </div>
  );
}

function withField(
  tls: Settings,
  name: 'certFile' | 'keyFile' | 'serverName',
  text: string,
): Settings {
  const { [name]: _before, ...rest } = tls;
  return text === '' ? rest : { ...rest, [name]: text };
}
