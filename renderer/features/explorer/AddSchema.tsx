import { useState } from 'react';
import { afterDialog } from '#renderer/shell/after-dialog.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { Faults } from './Faults.tsx';
import { ReadingBar } from './ReadingBar.tsx';
import './AddSchema.css';

/** Adds .proto files, folders and descriptor sets; what is being read goes on when it is closed. */
export function AddSchema() {
  const isOpen = useApp((state) => state.addSchemaOpen);
  const isBusy = useApp((state) => state.addSchemaBusy);
  const close = useApp((state) => state.closeAddSchema);
  const addSource = useApp((state) => state.addSource);
  const [path, setPath] = useState('');
  const [importPath, setImportPath] = useState('');

  async function add() {
    if (isBusy || !(await addSource(path, importPath))) return;
    setPath('');
    setImportPath('');
    close();
  }

  return (
    <Modal
      title="Add schema"
      isOpen={isOpen}
      onClose={close}
      actions={
        // Not disabled while busy: that would take the focus out of the dialog, and Esc with it.
        <Button tone="primary" onPress={() => void add()}>
          Add
        </Button>
      }
    >
      <div className="add-schema">
        <PathField
          label="Path"
          placeholder="/…/service.proto, a folder of them, or a descriptor set"
          value={path}
          onChange={setPath}
          onSubmit={() => void add()}
          choose="protos"
          autoFocus
        />
        <PathField
          label="Import path"
          placeholder="Where its imports start; empty for its own folder"
          value={importPath}
          onChange={setImportPath}
          onSubmit={() => void add()}
          choose="folder"
        />
        <ReadingBar isActive={isBusy} />
        <SourceFaults />
        <InUse />
      </div>
    </Modal>
  );
}

interface PathFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly onSubmit: () => void;
  readonly choose: 'protos' | 'folder';
  readonly autoFocus?: boolean;
}

function PathField(props: PathFieldProps) {
  const { label, placeholder, value, onChange, onSubmit, choose, autoFocus } = props;
  const choosePaths = useApp((state) => state.choosePaths);
  const addSource = useApp((state) => state.addSource);

  async function browse() {
    const [first, ...others] = await choosePaths(choose);
    if (first === undefined) return;
    onChange(first);
    // The field holds one path; the others need no more than to be added.
    for (const other of others) await addSource(other, '');
  }

  return (
    <div className="path-field">
      <TextField
        label={label}
        placeholder={placeholder}
        value={value}
        onChange={onChange}
        onSubmit={onSubmit}
        autoFocus={autoFocus}
        mono
      />
      <Button onPress={() => void browse()}>Browse…</Button>
    </div>
  );
}

function SourceFaults() {
  const faults = useApp((state) => state.sourceFaults);
  if (faults.length === 0) return null;
  return (
    <div className="add-schema-faults" role="alert">
      <Faults faults={faults} />
    </div>
  );
}

/** What is there already is listed where it can be changed. */
function InUse() {
  const { protos, descriptorSets, importPaths } = useApp((state) => state.sources);
  const close = useApp((state) => state.closeAddSchema);
  const openPage = useApp((state) => state.openPage);
  const count = protos.length + descriptorSets.length + importPaths.length;
  if (count === 0) return null;
  function show() {
    close();
    afterDialog(() => openPage({ kind: 'sources' }));
  }
  return (
    <p className="add-schema-in-use">
      {count === 1 ? '1 source is in use' : `${count} sources are in use`}
      <Button tone="quiet" onPress={show}>
        Show sources
      </Button>
    </p>
  );
}
