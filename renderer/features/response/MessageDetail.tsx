import type { TimelineRow } from '#app/contract/calls.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { formatBytes, formatCount, formatMs } from '#renderer/ui/format.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { EventText } from './EventText.tsx';
import { SaveMessageButton } from './SaveMessageButton.tsx';

/** Where the keyboard goes from a text that goes with its call. */
const toEvents = passFocusOn(() =>
  document.querySelector<HTMLElement>('.answer-timeline-list [role="listbox"]')?.focus(),
);

/** The whole of one event. */
export function MessageDetail({ tabId }: { readonly tabId: string }) {
  const detail = useApp((state) => state.calls[tabId]?.detail ?? null);
  const error = useApp((state) => state.calls[tabId]?.error);
  return (
    <section className="message-detail" aria-label="Message detail">
      {error !== undefined ? (
        <Notice tone="danger" title={error.message} hint={error.hint} />
      ) : detail === null ? (
        <p className="message-detail-none">Select an event to see all of it</p>
      ) : (
        <>
          <p className="message-detail-title">{titleOf(detail.row)}</p>
          {detail.note === undefined ? null : <Notice tone="warn" title={detail.note} compact />}
          <div ref={toEvents} className="message-detail-text">
            <EventText tabId={tabId} detail={detail} name="Event" wraps={!isMessage(detail.row)}>
              {detail.row.bytes === undefined ? null : (
                <SaveMessageButton tabId={tabId} seq={detail.row.seq} />
              )}
            </EventText>
          </div>
        </>
      )}
    </section>
  );
}

/** What else there is are words to read. */
function isMessage({ type }: TimelineRow): boolean {
  return type === 'sent' || type === 'received';
}

const names: Readonly<Record<TimelineRow['type'], string>> = {
  start: 'Start',
  connected: 'Connected',
  sent: 'Sent',
  headers: 'Headers',
  received: 'Received',
  'half-close': 'Half-closed',
  cancel: 'Cancelled',
  warning: 'Warning',
  end: 'End',
};

function titleOf({ type, index, bytes, wireBytes, at }: TimelineRow): string {
  return [
    index === undefined ? names[type] : `${names[type]} ${formatCount(index)}`,
    bytes === undefined ? '' : formatBytes(bytes),
    wireBytes === undefined ? '' : `${formatBytes(wireBytes)} on the wire`,
    formatMs(at),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
