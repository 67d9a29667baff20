import { type ReactNode, useState } from 'react';
import type { AppError } from '#app/contract/result.ts';
import { typedPath } from '#app/core/typed-path.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { FileWish } from './export.slice.ts';
import { endingOf, type FileForm, proposedPath, withEnding } from './export-path.ts';
import './SaveFile.css';

interface SaveFileProps<Form extends string> {
  readonly title: string;
  /** What the button does. */
  readonly action: string;
  readonly forms: readonly FileForm<Form>[];
  readonly first: Form;
  /** What the file is called, without its ending. */
  readonly name: string;
  /** Begins to write; tells why it could not. */
  readonly onSave: (wish: FileWish<Form>) => Promise<AppError | undefined>;
  readonly onClose: () => void;
  /** What else is to be chosen, for the form that is. */
  readonly children?: (form: Form) => ReactNode;
}

/** Asks where something is to be written, and as what. */
export function SaveFile<Form extends string>(props: SaveFileProps<Form>) {
  const { title, action, forms, first, name, onSave, onClose, children } = props;
  const last = useApp((state) => state.lastExport);
  const home = useApp((state) => state.app?.home ?? '');
  const choosePaths = useApp((state) => state.choosePaths);
  const [form, setForm] = useState<Form>(first);
  const [path, setPath] = useState(() =>
    proposedPath(`${name}${endingOf(forms, first)}`, { last: last?.path, home }),
  );
  const [fault, setFault] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  /** Chosen in a dialog, which has asked whether it may be replaced. */
  const [agreed, setAgreed] = useState<string>();
  const meant = typedPath(path, home);

  function changePath(now: string) {
    setPath(now);
    setFault(undefined);
  }
  async function browse() {
    const [chosen] = await choosePaths('export', meant);
    if (chosen === undefined) return;
    changePath(chosen);
    setAgreed(chosen);
  }
  async function run(replaces: boolean) {
    if (isBusy || meant === '') return;
    setBusy(true);
    const wrong = await onSave({ path: meant, form, overwrite: replaces || agreed === meant });
    setBusy(false);
    setFault(wrong);
    if (wrong === undefined) onClose();
  }
  const isThere = fault?.code === 'exists';
  return (
    <Modal
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" isDisabled={meant === ''} onPress={() => void run(isThere)}>
            {isThere ? 'Overwrite' : action}
          </Button>
        </>
      }
    >
      <div className="save-file">
        <div>
          <Choice
            label="As"
            options={forms}
            selected={form}
            onSelect={(now) => {
              setForm(now);
              changePath(withEnding(path, forms, now));
            }}
          />
          <p className="field-note">{forms.find(({ id }) => id === form)?.note}</p>
        </div>
        <div className="path-field">
          <TextField
            label="File"
            value={path}
            onChange={changePath}
            onSubmit={() => void run(false)}
            fault={fault?.code === 'usage' ? fault.message : undefined}
            autoFocus
            mono
          />
          <Button aria-label="Browse… for the file" onPress={() => void browse()}>
            Browse…
          </Button>
        </div>
        {children?.(form)}
        {fault === undefined || fault.code === 'usage' ? null : (
          <Notice tone={isThere ? 'warn' : 'danger'} title={fault.message} hint={fault.hint} />
        )}
      </div>
    </Modal>
  );
}
