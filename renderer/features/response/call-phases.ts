import type { CallSummary } from '#app/contract/calls.ts';

/** A stretch of a call's time, in milliseconds since its start. */
export interface CallPhaseSpan {
  readonly label: string;
  readonly kind: 'step' | 'connecting' | 'waiting' | 'receiving' | 'ending';
  readonly from: number;
  readonly to: number;
}

const stepLabels: Readonly<Record<string, string>> = {
  name: 'Name look-up',
  connect: 'TCP connection',
  proxy: 'Proxy',
  tls: 'TLS',
};

/** Where the time of a call went, one phase after the other; the last one goes on while the call does. */
export function callPhases({
  timing,
  elapsed,
  phase,
}: Pick<CallSummary, 'timing' | 'elapsed' | 'phase'>): readonly CallPhaseSpan[] {
  const { steps, connected, headers, received, lastReceived } = timing;
  const hasEnded = phase === 'ended';
  const marks: readonly (readonly [CallPhaseSpan['kind'], string, number | undefined])[] = [
    ['connecting', connectingLabel(steps, connected), connected],
    ['waiting', 'To the headers', headers],
    ['waiting', 'To the first message', received],
    ['receiving', 'To the last message', lastReceived],
  ];
  const spans: CallPhaseSpan[] = [];
  let from = 0;
  for (const [kind, label, to] of marks) {
    if (to === undefined) continue;
    // One message is first and last.
    if (kind !== 'receiving' || to > from) spans.push({ kind, label, from, to });
    if (kind === 'connecting') spans.push(...stepSpans(steps));
    from = to;
  }
  const last = connected === undefined ? 'Connecting' : hasEnded ? 'To the end' : 'So far';
  return [...spans, { kind: 'ending', label: last, from, to: Math.max(from, elapsed) }];
}

function connectingLabel(steps: CallSummary['timing']['steps'], connected?: number): string {
  const stood = connected !== undefined && Object.keys(steps).length === 0;
  return stood ? 'Connected already' : 'Connecting';
}

/** They follow one another from the call's start. */
function stepSpans(steps: CallSummary['timing']['steps']): readonly CallPhaseSpan[] {
  const spans: CallPhaseSpan[] = [];
  let from = 0;
  for (const [step, label] of Object.entries(stepLabels)) {
    const ms = steps[step];
    if (ms === undefined) continue;
    spans.push({ kind: 'step', label, from, to: from + ms });
    from += ms;
  }
  return spans;
}
