import type { ReactNode } from 'react';
import type { EventDetail } from '#app/contract/calls.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { BytesView } from '#renderer/ui/BytesView.tsx';
import { JsonView } from '#renderer/ui/JsonView.tsx';
import { LargeMessage } from './LargeMessage.tsx';

interface EventTextProps {
  readonly tabId: string;
  readonly detail: EventDetail;
  /** What its text is called: `Event` as JSON. */
  readonly name: string;
  /** Whether long lines of its JSON are wrapped. */
  readonly wraps?: boolean;
  /** Beside what copies its JSON. */
  readonly children?: ReactNode;
}

/** The text of an event: JSON, bytes where it is none, or the lines in view of one that is too large to be here. */
export function EventText({ tabId, detail, name, wraps, children }: EventTextProps) {
  const callId = useApp((state) => state.calls[tabId]?.callId);
  const copy = useApp((state) => state.copyText);
  const { isBytes, isLarge, omitted, row, text } = detail;
  const [asJson, asBytes] = [`${name} as JSON`, `${name} as bytes`];
  const onCopy = (copied: string) => void copy(copied);
  if (isLarge === true && callId !== undefined)
    return <LargeMessage tabId={tabId} callId={callId} seq={row.seq} label={asJson} />;
  if (isBytes === true) return <BytesView label={asBytes} text={text} onCopy={onCopy} />;
  return (
    <JsonView label={asJson} text={text} omitted={omitted} wraps={wraps} onCopy={onCopy}>
      {children}
    </JsonView>
  );
}
