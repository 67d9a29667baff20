import type { CallSummary } from '#app/contract/calls.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { formatMs } from '#renderer/ui/format.ts';
import { EmptyState } from '#renderer/ui/Notice.tsx';
import { callPhases } from './call-phases.ts';
import { RoundTripTable } from './RoundTripTable.tsx';
import { StreamCourse } from './StreamCourse.tsx';
import { useElapsed } from './use-elapsed.ts';
import './Timing.css';

/** Where the time of a call went. */
export function Timing({ tabId }: { readonly tabId: string }) {
  const summary = useApp((state) => state.calls[tabId]?.summary ?? null);
  const newsAt = useApp((state) => state.calls[tabId]?.newsAt ?? 0);
  if (summary === null)
    return <EmptyState title="No call yet">Where its time went is told here.</EmptyState>;
  return (
    <div className="timing-part">
      <Phases summary={summary} newsAt={newsAt} />
      <RoundTripTable summary={summary} />
      <StreamCourse tabId={tabId} />
    </div>
  );
}

interface PhasesProps {
  readonly summary: CallSummary;
  readonly newsAt: number;
}

function Phases({ summary, newsAt }: PhasesProps) {
  const elapsed = useElapsed(summary, newsAt);
  const spans = callPhases({ ...summary, elapsed });
  const total = Math.max(...spans.map(({ to }) => to), Number.MIN_VALUE);
  return (
    <table className="timing data" aria-label="Timing">
      <tbody>
        {spans.map(({ label, kind, from, to }) => (
          <tr key={label} className={`timing-${kind}`}>
            <th scope="row">{label}</th>
            <td className="timing-bar" aria-hidden="true">
              <span
                style={{
                  marginInlineStart: `${(from / total) * 100}%`,
                  width: `${((to - from) / total) * 100}%`,
                }}
              />
            </td>
            <td className="timing-number">{formatMs(to - from)}</td>
          </tr>
        ))}
        <tr className="timing-total">
          <th scope="row">In all</th>
          <td />
          <td className="timing-number">{formatMs(elapsed)}</td>
        </tr>
      </tbody>
    </table>
  );
}
