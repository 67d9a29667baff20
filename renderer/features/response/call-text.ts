import type { CallSummary } from '#app/contract/calls.ts';
import type { MethodKind } from '#app/contract/schema.ts';
import { formatBytes, formatCount, formatMs } from '#renderer/ui/format.ts';

/** What is going on before the end. */
export function runningText(
  summary: CallSummary | null,
  kind: MethodKind,
): 'Waiting' | 'Streaming' {
  return kind !== 'unary' && summary?.phase === 'streaming' ? 'Streaming' : 'Waiting';
}

/** What went over the wire so far: `3 sent · 41 233 received · 12.4 MB · 5.2 ms`. */
export function trafficText(summary: CallSummary): string {
  const { sent, received, bytesSent, bytesReceived, elapsed, phase } = summary;
  return [
    sent === 0 ? '' : `${formatCount(sent)} sent`,
    received === 0 ? '' : `${formatCount(received)} received`,
    bytesSent + bytesReceived === 0 ? '' : formatBytes(bytesSent + bytesReceived),
    phase === 'ended' ? formatMs(elapsed) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
