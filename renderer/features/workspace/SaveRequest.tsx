import { useState } from 'react';
import type { AppError } from '#app/contract/result.ts';
import { collections, folderAt, folderOf, itemName } from '#app/core/workspace/items.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { FolderField } from './FolderField.tsx';
import './ItemDialogs.css';

/** Where a request is to be saved, the first time or once more. */
export function SaveRequest() {
  const tabId = useApp((state) => state.tabToSave);
  return tabId === null ? null : <Question key={tabId} tabId={tabId} />;
}

function Question({ tabId }: { readonly tabId: string }) {
  const tab = useApp((state) => state.tabs.find(({ id }) => id === tabId));
  const workspace = useApp((state) => state.workspace);
  const lastFolder = useApp((state) => state.lastFolder);
  const close = useApp((state) => state.stopSaving);
  const saveTabAs = useApp((state) => state.saveTabAs);
  const begun = tab?.saved?.path;
  const [name, setName] = useState(begun ? itemName(begun) : fileName(tab?.method.name ?? ''));
  const [chosen, setFolder] = useState(begun ? folderOf(begun) : lastFolder);
  const [fault, setFault] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  // It may have gone since.
  const folder = folderAt(workspace, chosen) === undefined ? collections : chosen;

  async function save() {
    if (isBusy || name.trim() === '') return;
    setBusy(true);
    setFault(await saveTabAs(tabId, name.trim(), folder));
    setBusy(false);
  }
  return (
    <Modal
      title="Save request"
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" isDisabled={name.trim() === ''} onPress={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <div className="item-dialog">
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          onSubmit={() => void save()}
          fault={fault?.code === 'usage' ? fault.message : undefined}
          autoFocus
        />
        <FolderField label="Folder" selected={folder} onSelect={setFolder} />
        {fault === undefined || fault.code === 'usage' ? null : (
          <Notice tone="danger" title={fault.message} hint={fault.hint} />
        )}
      </div>
    </Modal>
  );
}

/** `SayHello` is proposed as `say-hello`. */
function fileName(method: string): string {
  return method
    .replace(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3-$2$4')
    .replaceAll('_', '-')
    .toLowerCase();
}
