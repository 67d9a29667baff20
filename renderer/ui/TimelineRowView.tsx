import { memo } from 'react';
import type { TimelineRow } from '#app/contract/calls.ts';
import { EventIcon } from './EventIcon.tsx';
import { exactBytes, formatBytes, formatMs } from './format.ts';
import { shownLines, shownSentence } from './shown-text.ts';

interface TimelineRowViewProps {
  readonly id: string;
  readonly seq: number;
  readonly count: number;
  /** Not loaded yet when absent. */
  readonly row: TimelineRow | undefined;
  readonly isSelected: boolean;
}

export const TimelineRowView = memo(function TimelineRowView(props: TimelineRowViewProps) {
  const { id, seq, count, row, isSelected } = props;
  return (
    <div
      id={id}
      className={`timeline-row timeline-row-${row?.type ?? 'unread'}`}
      role="option"
      tabIndex={-1}
      aria-label={row === undefined ? `Event ${seq}, loading` : rowName(row)}
      aria-selected={isSelected}
      aria-posinset={seq + 1}
      aria-setsize={count}
    >
      {row === undefined ? <span className="timeline-unread" /> : <Cells row={row} />}
    </div>
  );
});

function Cells({ row }: { readonly row: TimelineRow }) {
  // Neither when it was nor what it was is known.
  if (row.isLost) return <span className="timeline-preview timeline-lost">{row.preview}</span>;
  return (
    <>
      <EventIcon type={row.type} />
      <span className="timeline-time">{formatMs(row.at)}</span>
      <span className="timeline-label">{rowLabel(row)}</span>
      <span className="timeline-size" title={sizeTitle(row)}>
        {row.bytes === undefined ? '' : formatBytes(row.bytes)}
      </span>
      {/* What is said of the call is for reading; a message is shown whole below. */}
      <span
        className="timeline-preview"
        title={row.bytes === undefined ? shownLines(row.preview) : undefined}
      >
        {row.wireBytes === undefined ? null : (
          <span className="timeline-wire">{wireText(row.wireBytes)}</span>
        )}
        {shownSentence(row.preview)}
      </span>
    </>
  );
}

function sizeTitle({ bytes, wireBytes }: TimelineRow): string | undefined {
  if (bytes === undefined || wireBytes === undefined) {
    return bytes === undefined ? undefined : exactBytes(bytes);
  }
  return `${exactBytes(bytes)}, ${exactBytes(wireBytes)} on the wire`;
}

const words: Readonly<Record<TimelineRow['type'], string>> = {
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

/** `Sent 3`, `Headers`. Numbers in plain digits: they are names. */
function rowLabel({ type, index }: TimelineRow): string {
  return index === undefined || (type !== 'sent' && type !== 'received')
    ? words[type]
    : `${words[type]} ${index}`;
}

function wireText(wireBytes: number): string {
  return `${formatBytes(wireBytes)} on the wire`;
}

/** The accessible name: `Sent 3, 12 B, {"text":"hi"}`. */
export function rowName(row: TimelineRow): string {
  if (row.isLost) return `Event ${row.seq}, ${row.preview}`;
  const size = [
    ...(row.bytes === undefined ? [] : [formatBytes(row.bytes)]),
    ...(row.wireBytes === undefined ? [] : [wireText(row.wireBytes)]),
  ];
  return [rowLabel(row), ...size, ...(row.preview === '' ? [] : [shownSentence(row.preview)])].join(
    ', ',
  );
}
