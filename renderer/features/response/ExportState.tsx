import { X } from 'lucide-react';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { shownText } from '#renderer/ui/shown-text.ts';
import { isExporting } from './export.slice.ts';
import { focusEvents } from './FilterField.tsx';
import './Filter.css';

/** Where the keyboard goes from a button that goes with what it ends. */
const toEvents = passFocusOn(focusEvents);

/** How the export of the timeline goes, or how it ended, until that has been seen. */
export function ExportState({ tabId }: { readonly tabId: string }) {
  const one = useApp((state) => state.exports[tabId]);
  const stop = useApp((state) => state.stopExport);
  const dismiss = useApp((state) => state.dismissExport);
  const close = () => dismiss(tabId);
  if (one === undefined) return null;
  const { path, done, of, bytes, fault, note, isStopped } = one;
  const name = shownText(path.replace(/^.*[\\/]/, ''));
  if (fault !== undefined) {
    return (
      <div ref={toEvents}>
        <Notice tone="danger" title={fault} actions={[{ label: 'Dismiss', onPress: close }]} />
      </div>
    );
  }
  if (isExporting(one)) {
    return (
      <div className="filter-state" ref={toEvents}>
        <span className="filter-state-count" title={shownText(path)}>
          {`Exporting ${percent(done, of)}${formatBytes(bytes)} · ${name}`}
        </span>
        <progress
          className="filter-state-progress"
          aria-label={`Exporting to ${name}`}
          value={of === 0 ? undefined : done}
          max={Math.max(1, of)}
        />
        <span className="filter-state-end">
          <Button onPress={() => stop(tabId)}>Cancel export</Button>
        </span>
      </div>
    );
  }
  return (
    <div className="filter-state" ref={toEvents}>
      <span
        role="status"
        aria-label="Export"
        className="filter-state-count selectable"
        title={shownText(path)}
      >
        {isStopped
          ? `The export to ${name} was cancelled: there is no file`
          : `Exported to ${shownText(path)} · ${formatBytes(bytes)}${note === undefined ? '' : ` · ${shownText(note)}`}`}
      </span>
      <span className="filter-state-end">
        <IconButton
          label="Dismiss the export"
          icon={<X size={14} aria-hidden="true" />}
          onPress={close}
        />
      </span>
    </div>
  );
}

/** Nothing where nobody knows how much it will be. */
function percent(done: number, of: number): string {
  return of === 0 ? '' : `${Math.floor((done / of) * 100)} % · `;
}
