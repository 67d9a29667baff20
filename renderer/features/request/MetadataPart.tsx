import { useMemo } from 'react';
import type { Inherited } from '#app/core/workspace/inherit.ts';
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
  const holds = useApp((state) => inheritedOfTab(state, tabId));
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
        replaces={({ name }) => replacedBy(name, holds)}
      />
    </div>
  );
}

/** What is inherited under a name, and from where, which a row of that name takes the place of. */
function replacedBy(name: string, { metadata }: Inherited): string | undefined {
  const key = name.trim().toLowerCase();
  const replaced = metadata.filter(({ value }) => value.name.trim().toLowerCase() === key);
  if (replaced.length === 0) return undefined;
  return replaced
    .map(({ value, from }) => `“${value.value}”, inherited from ${placeName(from)}`)
    .join('; ');
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
            onChange={() => setMetadata(tabId, [...own, { name, value: '', disabled: true }])}
          />
          <span className="inherited-row-text data">{shownText(name)}</span>
          <span className="inherited-row-value">
            <span
              className="inherited-row-text data"
              title={shownText(shownResolved(value, values) ?? value)}
            >
              {shownText(value)}
            </span>
            <span
              className="inherited-row-from"
              title={`Inherited from ${shownText(placeName(from))}`}
            >
              {`inherited from ${shownText(placeName(from))}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
