import { useMemo } from 'react';
import {
  checkedValues,
  inheritedOfTab,
  placeName,
  shownResolved,
  valuesOfTab,
} from '#renderer/features/environment/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { MetadataEditor } from '#renderer/ui/MetadataEditor.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { resolvedRowFault } from './outgoing.ts';
import { draftOfTab } from './request.selectors.ts';
import './MetadataPart.css';

/** What goes with the call: rows that are inherited, then the request's own. */
export function MetadataPart({ tabId }: { readonly tabId: string }) {
  const metadata = useApp((state) => draftOfTab(state, tabId).metadata);
  const fault = useApp((state) => draftOfTab(state, tabId).faults.metadata);
  const values = useApp((state) => valuesOfTab(state, tabId));
  const setMetadata = useApp((state) => state.setMetadata);
  const faultOf = useMemo(() => resolvedRowFault(checkedValues(values)), [values]);
  const isAtRow = metadata.some((row) => row.disabled !== true && faultOf(row) !== undefined);
  return (
    <div className="composer-metadata">
      {fault === undefined || isAtRow ? null : (
        <Notice tone="danger" title={fault.message} hint={fault.hint} />
      )}
      <InheritedRows tabId={tabId} />
      <MetadataEditor
        rows={metadata}
        onChange={(rows) => setMetadata(tabId, rows)}
        faultOf={faultOf}
        comesTo={(text) => shownResolved(text, values)}
      />
    </div>
  );
}

/** What files around the request say; a row of its own, also one that is switched off, takes the place of theirs. */
function InheritedRows({ tabId }: { readonly tabId: string }) {
  const holds = useApp((state) => inheritedOfTab(state, tabId));
  const values = useApp((state) => valuesOfTab(state, tabId));
  const own = useApp((state) => draftOfTab(state, tabId).metadata);
  const setMetadata = useApp((state) => state.setMetadata);
  const names = new Set(own.map(({ name }) => name.trim().toLowerCase()));
  const rows = holds.metadata.filter(({ value }) => !names.has(value.name.trim().toLowerCase()));
  if (rows.length === 0) return null;
  return (
    <ul className="inherited-rows" aria-label="Inherited metadata">
      {rows.map(({ value: { name, value }, from }, index) => (
        // The same name may come several times.
        <li key={`${index.toString()} ${name}`} className="inherited-row">
          <input
            type="checkbox"
            className="metadata-row-switch"
            aria-label={`Send ${shownText(name)}`}
            checked
            onChange={() => setMetadata(tabId, [...own, { name, value, disabled: true }])}
          />
          <span className="inherited-row-text data">{shownText(name)}</span>
          <span className="inherited-row-value">
            <span
              className="inherited-row-text data"
              title={shownText(shownResolved(value, values) ?? value)}
            >
              {shownText(value)}
            </span>
            <span className="inherited-row-from">
              {`inherited from ${shownText(placeName(from))}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
