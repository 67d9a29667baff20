import { useState } from 'react';
import type { AppError } from '#app/contract/result.ts';
import { folderOf, folderTitle, itemName } from '#app/core/workspace/items.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { FolderField } from './FolderField.tsx';
import './ItemDialogs.css';

/** What is asked before a request or folder is made, renamed or moved. */
export function ItemQuestions() {
  const question = useApp((state) => state.itemQuestion);
  const createFolder = useApp((state) => state.createFolder);
  const renameItem = useApp((state) => state.renameItem);
  switch (question?.about) {
    case undefined:
      return null;
    case 'new-folder':
      return (
        <NameQuestion
          key={question.folder}
          title="New folder"
          where={`In ${folderTitle(question.folder)}`}
          action="Create"
          before=""
          onDone={(name) => createFolder(question.folder, name)}
        />
      );
    case 'rename':
      return (
        <NameQuestion
          key={question.path}
          title={`Rename ${itemName(question.path)}`}
          action="Rename"
          before={itemName(question.path)}
          onDone={(name) => renameItem(question.path, name)}
        />
      );
    case 'move':
      return <MoveQuestion key={question.path} path={question.path} />;
  }
}

interface NameQuestionProps {
  readonly title: string;
  readonly where?: string;
  readonly action: string;
  readonly before: string;
  readonly onDone: (name: string) => Promise<AppError | undefined>;
}

function NameQuestion({ title, where, action, before, onDone }: NameQuestionProps) {
  const close = useApp((state) => state.closeItemQuestion);
  const [name, setName] = useState(before);
  const { fault, run } = useAsked(close);
  const isReady = name.trim() !== '';
  function done() {
    if (isReady) run(name.trim() === before ? undefined : () => onDone(name.trim()));
  }
  return (
    <Modal
      title={title}
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" isDisabled={!isReady} onPress={done}>
            {action}
          </Button>
        </>
      }
    >
      <div className="item-dialog">
        {where === undefined ? null : <p className="item-dialog-where">{where}</p>}
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          onSubmit={done}
          autoFocus
          isProposed
        />
        {fault === undefined ? null : (
          <Notice tone="danger" title={fault.message} hint={fault.hint} />
        )}
      </div>
    </Modal>
  );
}

function MoveQuestion({ path }: { readonly path: string }) {
  const close = useApp((state) => state.closeItemQuestion);
  const moveItem = useApp((state) => state.moveItem);
  const [folder, setFolder] = useState(folderOf(path));
  const { fault, run } = useAsked(close);
  return (
    <Modal
      title={`Move ${itemName(path)}`}
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button
            tone="primary"
            onPress={() =>
              run(folder === folderOf(path) ? undefined : () => moveItem(path, folder))
            }
          >
            Move
          </Button>
        </>
      }
    >
      <div className="item-dialog">
        <FolderField label="Folder" selected={folder} moved={path} onSelect={setFolder} />
        {fault === undefined ? null : (
          <Notice tone="danger" title={fault.message} hint={fault.hint} />
        )}
      </div>
    </Modal>
  );
}

/** Does what is asked, once at a time; closes the question when that went well. */
function useAsked(close: () => void) {
  const [fault, setFault] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  async function work(asked: () => Promise<AppError | undefined>) {
    setBusy(true);
    const result = await asked();
    setBusy(false);
    setFault(result);
    if (result === undefined) close();
  }
  return {
    fault,
    /** Without anything to do the question is over. */
    run(asked: (() => Promise<AppError | undefined>) | undefined) {
      if (asked === undefined) close();
      else if (!isBusy) void work(asked);
    },
  };
}
