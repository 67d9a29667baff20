import { useState } from 'react';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import type { ExportForm } from './export.slice.ts';
import { type FileForm, fileNameOf } from './export-path.ts';
import { SaveFile } from './SaveFile.tsx';
import { newestFound } from './shown-list.ts';

const forms: readonly FileForm<ExportForm>[] = [
  {
    id: 'ndjson',
    label: 'NDJSON',
    note: 'Each event as one line of JSON, as duplex call --timeline prints it.',
    endings: ['.ndjson', '.jsonl'],
  },
  {
    id: 'binary',
    label: 'Binary (length-delimited messages)',
    note: 'The messages alone, each behind its length as a varint: protobuf’s delimited form.',
    endings: ['.binpb', '.pb', '.bin'],
  },
  {
    id: 'csv',
    label: 'CSV',
    note: 'A row for each event: seq, at, type, index, bytes, message.',
    endings: ['.csv'],
  },
];

/** Where a timeline is to be written, and as what. Writing goes on when it is closed. */
export function ExportTimeline() {
  const tabId = useApp((state) => state.tabToExport);
  return tabId === null ? null : <Question key={tabId} tabId={tabId} />;
}

function Question({ tabId }: { readonly tabId: string }) {
  const method = useApp((state) => state.calls[tabId]?.summary?.method ?? 'timeline');
  const isFiltered = useApp((state) => newestFound(state, tabId) !== undefined);
  const filterFault = useApp((state) => state.filters[tabId]?.fault);
  const mayChoose = isFiltered && filterFault === undefined;
  const last = useApp((state) => state.lastExport);
  const close = useApp((state) => state.closeExport);
  const act = useAppStore().getState;
  const isAside = useApp((state) => state.filters[tabId]?.isAside === true);
  const [onlyFound, setOnlyFound] = useState(!isAside);
  return (
    <SaveFile
      title="Export timeline"
      action="Export"
      forms={forms}
      first={last?.form ?? 'ndjson'}
      name={fileNameOf(method)}
      onSave={(wish) =>
        act().exportTimeline(tabId, { ...wish, onlyFound: mayChoose && onlyFound })
      }
      onClose={close}
    >
      {isFiltered || filterFault !== undefined ? (
        <Switch
          label="Only what the filter finds"
          isOn={mayChoose && onlyFound}
          isDisabled={!mayChoose}
          onChange={setOnlyFound}
        />
      ) : null}
      {filterFault === undefined ? null : (
        <Notice
          tone="warn"
          title={`All events are exported: the filter is not understood. ${filterFault.message}`}
          hint={filterFault.hint}
        />
      )}
    </SaveFile>
  );
}
