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
        <div title={exactBytes(bytesReceived)}>
          <dt>Received</dt>
          <dd>{formatCount(received)}</dd>
          <dd>{formatBytes(bytesReceived)}</dd>
        </div>
        <div title={exactBytes(bytesSent)}>
          <dt>Sent</dt>
          <dd>{formatCount(sent)}</dd>
          <dd>{formatBytes(bytesSent)}</dd>
        </div>
        {phase === 'ended' ? null : (
          <div>
            <dt>Now</dt>
            <dd>{formatRate(perSecond)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
