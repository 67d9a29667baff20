import { useState } from 'react';
import { typedPath } from '#app/core/typed-path.ts';
import { afterDialog } from '#renderer/shell/after-dialog.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Faults } from './Faults.tsx';
import { allPaths, noPaths, PathsField } from './PathsField.tsx';
import { ReadingBar } from './ReadingBar.tsx';
import './AddSchema.css';

/** Adds .proto files, folders and descriptor sets; what is being read goes on when it is closed. */
export function AddSchema() {
  const isOpen = useApp((state) => state.addSchemaOpen);
  const isBusy = useApp((state) => state.addSchemaBusy);
  const close = useApp((state) => state.closeAddSchema);
  const addSources = useApp((state) => state.addSources);
  const at = useApp((state) => state.addSchemaAt);
  const store = useAppStore();
  const [paths, setPaths] = useState(noPaths);
  const [importPaths, setImportPaths] = useState(noPaths);

  async function add() {
    if (isBusy) return;
    const isFine = await addSources(allPaths(paths), allPaths(importPaths));
    const { sources, app } = store.getState();
    const isInUse = (path: string) =>
      sources.importPaths.includes(typedPath(path, app?.home ?? ''));
    // What is still wrong may need another one.
    if (allPaths(importPaths).some(isInUse)) setImportPaths(noPaths);
    if (!isFine) return;
    setPaths(noPaths);
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
        <PathsField
          label="Path"
          placeholder="/…/service.proto, a folder of them, or a descriptor set"
          value={paths}
          onChange={setPaths}
          onSubmit={() => void add()}
          choose="protos"
          autoFocus={at === 'path'}
        />
        <PathsField
          label="Import path"
          placeholder="Where imports start; several as lines, or none"
          value={importPaths}
          onChange={setImportPaths}
          onSubmit={() => void add()}
          choose="folders"
          autoFocus={at === 'importPath'}
        />
        <ReadingBar isActive={isBusy} />
        <SourceFaults />
        <InUse />
      </div>
    </Modal>
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
