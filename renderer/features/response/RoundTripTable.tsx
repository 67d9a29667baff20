import type { CallSummary } from '#app/contract/calls.ts';
import { formatCount, formatMs } from '#renderer/ui/format.ts';

const columns = [
  { of: 'p50', label: 'p50', title: 'Half of them took no longer' },
  { of: 'p90', label: 'p90', title: '90 of 100 took no longer' },
  { of: 'p99', label: 'p99', title: '99 of 100 took no longer' },
  { of: 'max', label: 'Longest', title: undefined },
] as const;

/** How long the answers of a bidi stream took, where each message had one. */
export function RoundTripTable({ summary }: { readonly summary: CallSummary }) {
  const { roundTrips, sent, received } = summary;
  if (roundTrips === undefined) return null;
  if (!roundTrips.isPaired)
    return (
      <p className="round-trips-note">
        No round trips: {roundTrips.why}, so answers cannot be told apart.
      </p>
    );
  const unanswered = sent - received;
  return (
    <section className="round-trips">
      <table className="round-trips-table data" aria-label="Round trips">
        <thead>
          <tr>
            <th scope="col">Round trips</th>
            {columns.map(({ of, label, title }) => (
              <th key={of} scope="col" title={title}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{formatCount(roundTrips.count)}</th>
            {columns.map(({ of }) => (
              <td key={of}>{formatMs(roundTrips[of])}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="round-trips-note">
        From Sent N to Received N, in the order they came.
        {unanswered > 0 ? ` ${formatCount(unanswered)} sent without an answer.` : null}
      </p>
    </section>
  );
}
