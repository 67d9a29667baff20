import { useState } from 'react';
import type { AppError } from '#app/contract/result.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { WorkspaceFolder } from './WorkspaceFolder.tsx';
import './OpenWorkspace.css';

/** In which folder a workspace is to be begun. */
export function NewWorkspace() {
  const isAsked = useApp((state) => state.isNewWorkspaceAsked);
  return isAsked ? <Question /> : null;
}

function Question() {
  const close = useApp((state) => state.stopAskingForWorkspace);
  const createWorkspace = useApp((state) => state.createWorkspace);
  const [folder, setFolder] = useState('');
  const [fault, setFault] = useState<AppError>();

  async function create() {
    if (folder.trim() !== '') setFault(await createWorkspace(folder.trim()));
  }
  return (
    <Modal
      title="New workspace"
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" isDisabled={folder.trim() === ''} onPress={() => void create()}>
            Create
          </Button>
        </>
      }
    >
      <div className="open-workspace">
        <WorkspaceFolder
          placeholder="/…/a new folder, or one that is empty"
          folder={folder}
          onChange={setFolder}
          onSubmit={() => void create()}
        />
        {fault === undefined ? null : (
          <Notice tone="danger" title={fault.message} hint={fault.hint} />
        )}
        <p className="open-workspace-note">
          It gets a duplex.yaml, a .gitignore for .env, and schemas by which editors know its files.
        </p>
      </div>
    </Modal>
  );
}
