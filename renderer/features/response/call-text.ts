import type { CallSummary } from '#app/contract/calls.ts';
import type { MethodKind } from '#app/contract/schema.ts';
import { formatBytes, formatCount, formatMs, formatRate } from '#renderer/ui/format.ts';

/** What is going on before the end. */
export function runningText(
  summary: CallSummary | null,
  kind: MethodKind,
): 'Waiting' | 'Streaming' | 'Streaming, paused' {
  if (kind === 'unary' || summary?.phase !== 'streaming') return 'Waiting';
  const isPaused = summary.paused === 'asked' || summary.paused === 'full';
  return isPaused ? 'Streaming, paused' : 'Streaming';
}

export interface TrafficPart {
  readonly kind: 'state' | 'sent' | 'received' | 'rate' | 'bytes' | 'time' | 'left';
  readonly text: string;
}

/** What went over the wire so far: `3 sent`, `41 233 received`, `12.4 MB`, `5.2 ms`. */
export function trafficParts(summary: CallSummary): readonly TrafficPart[] {
  const { sent, received, bytesSent, bytesReceived, elapsed, phase } = summary;
  const bytes = bytesSent + bytesReceived;
  return [
    ...part(sent > 0, 'sent', `${formatCount(sent)} sent`),
    ...part(received > 0, 'received', `${formatCount(received)} received`),
    ...part(bytes > 0, 'bytes', formatBytes(bytes)),
    ...part(phase === 'ended', 'time', formatMs(elapsed)),
  ];
}

/** The same of a call that goes on: what it does first, and last how fast. */
export function liveTrafficParts(
  summary: CallSummary,
  kind: MethodKind,
  perSecond: number,
  msLeft?: number,
): readonly TrafficPart[] {
  const isMoving = kind !== 'unary' && summary.sent + summary.received > 0;
  return [
    { kind: 'state', text: runningText(summary, kind) },
    ...(msLeft === undefined ? [] : [{ kind: 'left', text: timeLeftText(msLeft) } as const]),
    ...trafficParts(summary),
    ...part(isMoving, 'rate', formatRate(perSecond)),
  ];
}

/** `12 s left`, `3.2 s left` near the end; whole minutes and seconds when it is far. */
export function timeLeftText(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s left`;
  const seconds = Math.floor(ms / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return minutes === 0 ? `${seconds} s left` : `${formatCount(minutes)} min ${rest} s left`;
}

function part(isThere: boolean, kind: TrafficPart['kind'], text: string): readonly TrafficPart[] {
  return isThere ? [{ kind, text }] : [];
}
