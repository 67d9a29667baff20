import { useState } from 'react';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { type Direction, DirectionChoice, FilterChoice, isBothWays } from './ExportChoices.tsx';
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
  const filter = useApp((state) => newestFound(state, tabId)?.filter);
  const fault = useApp((state) => state.filters[tabId]?.fault);
  const isAside = useApp((state) => state.filters[tabId]?.isAside === true);
  const last = useApp((state) => state.lastExport);
  const close = useApp((state) => state.closeExport);
  const act = useAppStore().getState;
  const [wantsFound, setWantsFound] = useState(!isAside);
  const [direction, setDirection] = useState<Direction>('received');
  const onlyFound = filter !== undefined && fault === undefined && wantsFound;
  const both = useApp(({ calls }) => {
    const { summary } = calls[tabId] ?? {};
    return summary != null && isBothWays(summary, onlyFound ? filter : undefined);
  });
  const onlyIn = (form: ExportForm) =>
    form === 'binary' && both && direction !== 'both' ? direction : undefined;
  return (
    <SaveFile
      title="Export timeline"
      action="Export"
      forms={forms}
      first={last?.form ?? 'ndjson'}
      name={fileNameOf(method)}
      onSave={(wish) =>
        act().exportTimeline(tabId, { ...wish, onlyFound, only: onlyIn(wish.form) })
      }
      onClose={close}
    >
      {(form) => (
        <>
          {form === 'binary' && both ? (
            <DirectionChoice selected={direction} onSelect={setDirection} />
          ) : null}
          {filter === undefined && fault === undefined ? null : (
            <FilterChoice isOn={onlyFound} fault={fault} onChange={setWantsFound} />
          )}
        </>
      )}
    </SaveFile>
  );
}
