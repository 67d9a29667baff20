import { Check, CircleAlert, Ellipsis, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SourceState } from '#app/contract/schema.ts';
import { formatCount, formatMs } from '#renderer/ui/format.ts';
import { shownText } from '#renderer/ui/shown-text.ts';

/** `faulty`: it was read, and there are errors in it; `absent`: it is not there, and need not be. */
type Mark = SourceState['state'] | 'faulty' | 'absent';

export function markOf(state: SourceState | undefined): Mark | undefined {
  return state?.error?.code === 'no-reflection' ? 'absent' : state?.state;
}

interface SourceHeadProps {
  readonly title: string;
  /** Absent while it has not been read. */
  readonly state: SourceState | undefined;
  readonly mark: Mark | undefined;
  /** Its place among several, from 1. */
  readonly rank?: number | undefined;
  readonly children?: ReactNode;
}

/** What a source is, and what became of it. */
export function SourceHead({ title, state, mark, rank, children }: SourceHeadProps) {
  return (
    <div className="source-head">
      <StateMark state={mark} />
      {rank === undefined ? null : <span className="source-rank">{rank}</span>}
      <h2>{title}</h2>
      {children}
      {state === undefined ? null : <span className="source-counts">{countsText(state)}</span>}
    </div>
  );
}

export function StateMark({ state }: { readonly state: Mark | undefined }) {
  if (state === 'read') return <Check className="source-read" size={14} aria-label="Read" />;
  if (state === 'failed' || state === 'faulty') {
    const label = state === 'failed' ? 'Failed' : 'Has errors';
    return <CircleAlert className="source-failed" size={14} aria-label={label} />;
  }
  if (state === 'absent')
    return <Minus className="source-unread" size={14} aria-label="Not there" />;
  return <Ellipsis className="source-unread" size={14} aria-label="Not read" />;
}

export function SourceError({ state }: { readonly state: SourceState | undefined }) {
  const error = state?.error;
  if (error === undefined) return null;
  // What that leaves undefined is told under the problems, with what to try.
  const isAbsent = markOf(state) === 'absent';
  return (
    <p className="source-error">
      <span className={isAbsent ? 'source-note' : 'source-failed'}>{shownText(error.message)}</span>
      {isAbsent || error.hint === undefined ? null : <span>{shownText(error.hint)}</span>}
    </p>
  );
}

export function filesText(count: number): string {
  return count === 1 ? '1 file' : `${formatCount(count)} files`;
}

/** `212 files · 14 services · 180 ms`. */
function countsText({ state, files, services, ms, cached }: SourceState): string {
  if (state === 'failed') return formatMs(ms);
  return [
    filesText(files),
    services === 1 ? '1 service' : `${formatCount(services)} services`,
    cached === true ? `${formatMs(ms)}, kept from before` : formatMs(ms),
  ].join(' · ');
}
