import { useState } from 'react';
import type { AppError } from '#app/contract/result.ts';
import { typedPath } from '#app/core/typed-path.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { type Direction, DirectionChoice, FilterChoice, isBothWays } from './ExportChoices.tsx';
import type { ExportForm } from './export.slice.ts';
import { proposedPath, withEnding } from './export-path.ts';
import { newestFound } from './shown-list.ts';
import './ExportTimeline.css';

const forms = [
  { id: 'ndjson', label: 'NDJSON' },
  { id: 'binary', label: 'Binary (length-delimited messages)' },
  { id: 'csv', label: 'CSV' },
] as const satisfies readonly { id: ExportForm; label: string }[];

const notes: Readonly<Record<ExportForm, string>> = {
  ndjson: 'Each event as one line of JSON, as duplex call --timeline prints it.',
  binary: 'The messages alone, each behind its length as a varint: protobuf’s delimited form.',
  csv: 'A row for each event: seq, at, type, index, bytes, message.',
};

/** Where a timeline is to be written, and as what. Writing goes on when it is closed. */
export function ExportTimeline() {
  const tabId = useApp((state) => state.tabToExport);
  return tabId === null ? null : <Question key={tabId} tabId={tabId} />;
}

function Question({ tabId }: { readonly tabId: string }) {
  const method = useApp((state) => state.calls[tabId]?.summary?.method ?? 'timeline');
  const filter = useApp((state) => newestFound(state, tabId)?.filter);
  const filterFault = useApp((state) => state.filters[tabId]?.fault);
  const isFiltered = filter !== undefined && filterFault === undefined;
  const last = useApp((state) => state.lastExport);
  const home = useApp((state) => state.app?.home ?? '');
  const close = useApp((state) => state.closeExport);
  const choosePaths = useApp((state) => state.choosePaths);
  const act = useAppStore().getState;
  const [form, setForm] = useState<ExportForm>(last?.form ?? 'ndjson');
  const [path, setPath] = useState(() => proposedPath(method, form, { last: last?.path, home }));
  const isAside = useApp((state) => state.filters[tabId]?.isAside === true);
  const [wantsFound, setWantsFound] = useState(!isAside);
  const onlyFound = isFiltered && wantsFound;
  const both = useApp(({ calls }) => {
    const { summary } = calls[tabId] ?? {};
    return summary != null && isBothWays(summary, onlyFound ? filter : undefined);
  });
  const [direction, setDirection] = useState<Direction>('received');
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
    const overwrite = replaces || agreed === meant;
    const only = form === 'binary' && both && direction !== 'both' ? direction : undefined;
    const wish = { path: meant, form, onlyFound, only, overwrite };
    const wrong = await act().exportTimeline(tabId, wish);
    setBusy(false);
    setFault(wrong);
    if (wrong === undefined) close();
  }
  const isThere = fault?.code === 'exists';
  return (
    <Modal
      title="Export timeline"
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" isDisabled={meant === ''} onPress={() => void run(isThere)}>
            {isThere ? 'Overwrite' : 'Export'}
          </Button>
        </>
      }
    >
      <div className="export-timeline">
        <div>
          <Choice
            label="As"
            options={forms}
            selected={form}
            onSelect={(now) => {
              setForm(now);
              changePath(withEnding(path, now));
            }}
          />
          <p className="field-note">{notes[form]}</p>
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
        {form === 'binary' && both ? (
          <DirectionChoice selected={direction} onSelect={setDirection} />
        ) : null}
        {filter === undefined && filterFault === undefined ? null : (
          <FilterChoice isOn={onlyFound} fault={filterFault} onChange={setWantsFound} />
        )}
        {fault === undefined || fault.code === 'usage' ? null : (
          <Notice tone={isThere ? 'warn' : 'danger'} title={fault.message} hint={fault.hint} />
        )}
      </div>
    </Modal>
  );
}
