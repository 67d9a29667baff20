import { useMemo } from 'react';
import {
  checkedValues,
  inheritedOfTab,
  placeName,
  shownResolved,
  valuesOfTab,
} from '#renderer/features/environment/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { InheritedRows } from '#renderer/ui/InheritedRows.tsx';
import { MetadataEditor } from '#renderer/ui/MetadataEditor.tsx';
import { replacedBy } from '#renderer/ui/metadata-rows.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { resolvedRowFault } from './outgoing.ts';
import { draftOfTab } from './request.selectors.ts';

/** What goes with the call: rows that are inherited, then the request's own. */
export function MetadataPart({ tabId }: { readonly tabId: string }) {
  const metadata = useApp((state) => draftOfTab(state, tabId).metadata);
  const fault = useApp((state) => draftOfTab(state, tabId).faults.metadata);
  const values = useApp((state) => valuesOfTab(state, tabId));
  const holds = useApp((state) => inheritedOfTab(state, tabId));
  const setMetadata = useApp((state) => state.setMetadata);
  const faultOf = useMemo(() => resolvedRowFault(checkedValues(values)), [values]);
  const inherited = holds.metadata.map(({ value, from }) => ({ ...value, from: placeName(from) }));
  const isAtRow = metadata.some((row) => row.disabled !== true && faultOf(row) !== undefined);
  return (
    <div className="composer-metadata">
      {fault === undefined || isAtRow ? null : (
        <Notice tone="danger" title={fault.message} hint={fault.hint} />
      )}
      <InheritedRows
        rows={inherited}
        own={metadata}
        onChange={(rows) => setMetadata(tabId, rows)}
        comesTo={(text) => shownResolved(text, values)}
      />
      <MetadataEditor
        rows={metadata}
        onChange={(rows) => setMetadata(tabId, rows)}
        faultOf={faultOf}
        comesTo={(text) => shownResolved(text, values)}
        replaces={({ name }) => replacedBy(name, inherited)}
      />
    </div>
  );
}
