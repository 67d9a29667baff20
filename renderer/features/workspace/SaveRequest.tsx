import { useState } from 'react';
import type { AppError } from '#app/contract/result.ts';
import {
  collections,
  folderAt,
  folderOf,
  folderTitle,
  itemName,
} from '#app/core/workspace/items.ts';
import { originOf } from '#renderer/features/request/index.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
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
  const act = useAppStore().getState;
  const saveTabAs = useApp((state) => state.saveTabAs);
  const begun = tab && originOf(tab);
  const [name, setName] = useState(begun ? itemName(begun) : fileName(tab?.method.name ?? ''));
  const [chosen, setFolder] = useState(begun ? folderOf(begun) : lastFolder);
  /** Name of a folder to be made in the chosen one. */
  const [newFolder, setNewFolder] = useState<string>();
  const [folderFault, setFolderFault] = useState<AppError>();
  const [fault, setFault] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  // It may have gone since.
  const folder = folderAt(workspace, chosen) === undefined ? collections : chosen;

  async function save() {
    if (isBusy || name.trim() === '') return;
    setBusy(true);
    const into = await folderToSaveIn();
    if (into !== undefined) setFault(await saveTabAs(tabId, name.trim(), into));
    setBusy(false);
  }
  async function folderToSaveIn(): Promise<string | undefined> {
    if (newFolder === undefined || newFolder.trim() === '') return folder;
    const wrong = await act().createFolder(folder, newFolder.trim());
    setFolderFault(wrong);
    if (wrong !== undefined) return undefined;
    // It is there by now, whatever becomes of the request.
    const made = act().lastFolder;
    setFolder(made);
    setNewFolder(undefined);
    return made;
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
          isProposed
        />
        <div className="item-dialog-folder">
          <FolderField label="Folder" selected={folder} onSelect={setFolder} />
          <Button isDisabled={newFolder !== undefined} onPress={() => setNewFolder('')}>
            New folder…
          </Button>
        </div>
        {newFolder === undefined ? null : (
          <TextField
            label={`New folder in ${folderTitle(folder)}`}
            value={newFolder}
            onChange={setNewFolder}
            onSubmit={() => void save()}
            fault={folderFault?.message}
            autoFocus
          />
        )}
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
