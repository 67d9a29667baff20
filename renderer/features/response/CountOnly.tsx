import type { CallSummary } from '#app/contract/calls.ts';
import { exactBytes, formatBytes, formatCount, formatRate } from '#renderer/ui/format.ts';
import { useMessageRate } from './use-message-rate.ts';

/** What came and went, in place of the rows. Give each call its own by a `key`. */
export function CountOnly({ summary }: { readonly summary: CallSummary }) {
  const perSecond = useMessageRate(summary);
  const { sent, received, bytesSent, bytesReceived, phase } = summary;
  return (
    <section className="count-only" aria-label="Counts">
      <dl className="count-only-numbers data">
        <dt>Received</dt>
        <dd>{formatCount(received)}</dd>
        <dd title={exactBytes(bytesReceived)}>{formatBytes(bytesReceived)}</dd>
        <dt>Sent</dt>
        <dd>{formatCount(sent)}</dd>
        <dd title={exactBytes(bytesSent)}>{formatBytes(bytesSent)}</dd>
        <dt>Messages</dt>
        <dd>{phase === 'ended' ? 'ended' : formatRate(perSecond)}</dd>
      </dl>
      <p className="count-only-note">Every message is kept. No row is drawn while this is on.</p>
    </section>
  );
}
