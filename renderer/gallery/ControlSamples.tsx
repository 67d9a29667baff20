import { Folder } from 'lucide-react';
import { useState } from 'react';
import { AddressField } from '../ui/AddressField.tsx';
import { AmountField } from '../ui/AmountField.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Modal } from '../ui/Modal.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { SecretField } from '../ui/SecretField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { Sample } from './Sample.tsx';

const recents = ['grpc://localhost:50051', 'grpcs://api.example.com:443/v2', 'unix:/run/app.sock'];
const nothing = () => {};

function Buttons() {
  return (
    <>
      <Button tone="primary" shortcut="Ctrl ⏎" onPress={nothing}>
        Send
      </Button>
      <Button onPress={nothing}>Finish sending</Button>
      <Button tone="quiet" shortcut="Esc" onPress={nothing}>
        Cancel
      </Button>
      <Button tone="danger" onPress={nothing}>
        Close anyway
      </Button>
      <Button tone="primary" isDisabled onPress={nothing}>
        Invoke
      </Button>
      <Button isDisabled onPress={nothing}>
        Refresh
      </Button>
      <IconButton
        label="Choose folder"
        shortcut="Ctrl O"
        icon={<Folder size={16} />}
        onPress={nothing}
      />
      <IconButton label="Choose" icon={<Folder size={16} />} isDisabled onPress={nothing} />
    </>
  );
}

function Address() {
  const [address, setAddress] = useState('grpc://localhost:50051');
  const [used, setUsed] = useState('');
  return (
    <>
      <div className="sample-wide">
        <AddressField
          value={address}
          onChange={setAddress}
          onSubmit={setUsed}
          onEscape={nothing}
          onBlur={nothing}
          recents={recents}
          tls={false}
        />
      </div>
      <Button tone="primary" onPress={() => setUsed(address)}>
        Connect
      </Button>
      <output>{used}</output>
      <div className="sample-wide">
        <AddressField
          value="grpcs://api.example.com:77777"
          onChange={nothing}
          onSubmit={nothing}
          onEscape={nothing}
          onBlur={nothing}
          recents={[]}
          tls={true}
          fault="“grpcs://api.example.com:77777” has the port 77777. A port is a number from 1 to 65535."
        />
      </div>
    </>
  );
}

function Fields() {
  const [path, setPath] = useState('');
  const [filter, setFilter] = useState('chat');
  return (
    <>
      <TextField label="Path" value={path} onChange={setPath} placeholder="/home/me/protos" mono />
      <TextField
        label="Deadline"
        isLabelHidden
        value="5 parsecs"
        onChange={nothing}
        fault="“5 parsecs” is not a deadline"
        mono
      />
      <TextField
        label="Target"
        value=""
        onChange={nothing}
        placeholder="grpc://localhost:50051"
        note="Inherited from the workspace"
        mono
      />
      <TextField
        label="Import path"
        isLabelHidden
        value="/usr/include"
        onChange={nothing}
        isDisabled
      />
      <SearchField
        label="Filter services"
        value={filter}
        onChange={setFilter}
        placeholder="Filter"
      />
      <SearchField label="Filter events" value="" onChange={nothing} placeholder="Filter" />
    </>
  );
}

function Choices() {
  const [theme, setTheme] = useState<'system' | 'light' | 'dark'>('light');
  const [size, setSize] = useState(13);
  return (
    <>
      <Choice
        label="Theme"
        options={[
          { id: 'system', label: 'System' },
          { id: 'light', label: 'Light' },
          { id: 'dark', label: 'Dark' },
        ]}
        selected={theme}
        onSelect={setTheme}
      />
      <AmountField label="Data text" unit="px" min={11} max={18} value={size} onChange={setSize} />
      <AmountField label="At its end" unit="MB" min={1} max={9} value={9} onChange={nothing} />
    </>
  );
}

const compressions = [
  { id: 'identity', label: 'None' },
  { id: 'gzip', label: 'gzip' },
] as const;

function SecretsAndLists() {
  const [secret, setSecret] = useState('hunter2');
  const [compression, setCompression] = useState<'identity' | 'gzip'>('gzip');
  return (
    <>
      <SecretField label="Passphrase" value={secret} onChange={setSecret} />
      <SecretField label="Of nothing" value="" placeholder="None" isDisabled onChange={nothing} />
      <SelectField
        label="Compression"
        options={compressions}
        selected={compression}
        onSelect={setCompression}
      />
      <SelectField
        label="Switched off"
        options={compressions}
        selected="identity"
        isDisabled
        onSelect={nothing}
      />
    </>
  );
}

function Dialog() {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>Open</Button>
      <Modal
        title="Add schema"
        isOpen={isOpen}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Browse…</Button>
            <Button tone="primary" onPress={close}>
              Add
            </Button>
          </>
        }
      >
        <TextField
          label="Path"
          value=""
          onChange={nothing}
          placeholder="/home/me/protos"
          mono
          autoFocus
        />
        <TextField label="Import path" value="" onChange={nothing} mono />
      </Modal>
    </>
  );
}

export const controlSamples: readonly Sample[] = [
  { name: 'Button, IconButton', Content: Buttons },
  { name: 'AddressField', Content: Address },
  { name: 'TextField, SearchField', Content: Fields },
  { name: 'Choice, AmountField', Content: Choices },
  { name: 'SecretField, SelectField', Content: SecretsAndLists },
  { name: 'Modal', Content: Dialog },
];
