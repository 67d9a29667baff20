import type { TimelineEvent } from '#app/contract/calls.ts';
import './icons.css';

type EventType = TimelineEvent['type'];

/** One shape a type; filled where something went over the wire as a message or ended. */
const shapes: Readonly<Record<EventType, { readonly path: string; readonly isFilled: boolean }>> = {
  start: { path: 'M6 3.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5', isFilled: false },
  connected: { path: 'M6 3a3 3 0 1 1 0 6a3 3 0 1 1 0-6', isFilled: true },
  sent: { path: 'M6 2.5L10 9.5H2z', isFilled: true },
  headers: { path: 'M6 1.5v9', isFilled: false },
  received: { path: 'M6 9.5L2 2.5h8z', isFilled: true },
  'half-close': { path: 'M6 4.5L9.5 10.25h-7z M2 2h8', isFilled: false },
  cancel: { path: 'M3 3l6 6M9 3l-6 6', isFilled: false },
  warning: { path: 'M6 2v5M6 9.4v.6', isFilled: false },
  end: { path: 'M2.5 2.5h7v7h-7z', isFilled: true },
};

export function EventIcon({ type }: { readonly type: EventType }) {
  const { path, isFilled } = shapes[type];
  return (
    <svg
      className={`event-icon event-icon-${type}${isFilled ? ' event-icon-filled' : ''}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
