import type { CallSummary } from '#app/contract/calls.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { StatusText } from '#renderer/ui/StatusText.tsx';
import { liveTrafficParts, runningText, type TrafficPart, trafficParts } from './call-text.ts';
import { isRunning, type TabCall } from './tab-call.ts';
import { useElapsed } from './use-elapsed.ts';
import { useMessageRate } from './use-message-rate.ts';

/** `Waiting` or `Streaming`, then the status that the call ended with; `Not started` when refused. */
export function CallStatus({ tabId }: { readonly tabId: string }) {
  const call = useApp((state) => state.calls[tabId]);
  const end = call?.summary?.end;
  return (
    <span role="status" aria-label="Call status" className="call-status">
      {call?.refused ? 'Not started' : null}
      {isRunning(call) ? runningText(call?.summary ?? null, call?.kind ?? 'unary') : null}
      {end === undefined || call?.refused ? null : (
        <StatusText code={end.code} status={end.status} />
      )}
    </span>
  );
}

/** What the active tab's call moved, for the status bar. */
export function CallTraffic() {
  const call = useApp((state) => state.calls[state.activeTab ?? '']);
  if (call === undefined || call.summary === null) return null;
  if (!isRunning(call)) return <Traffic parts={trafficParts(call.summary)} />;
  return (
    <LiveTraffic key={call.callId} summary={call.summary} kind={call.kind} newsAt={call.newsAt} />
  );
}

function LiveTraffic({
  summary,
  kind,
  newsAt,
}: Pick<TabCall, 'kind' | 'newsAt'> & { readonly summary: CallSummary }) {
  const perSecond = useMessageRate(summary);
  const elapsed = useElapsed(summary, newsAt);
  const { deadline } = summary;
  const msLeft = deadline === undefined ? undefined : Math.max(0, deadline - elapsed);
  return <Traffic parts={liveTrafficParts(summary, kind, perSecond, msLeft)} />;
}

const titles: { readonly [Kind in TrafficPart['kind']]?: string } = {
  rate: 'Messages sent and received in the last second',
  left: 'Until the deadline',
};

function Traffic({ parts }: { readonly parts: readonly TrafficPart[] }) {
  return (
    <span className="call-traffic">
      {parts.map(({ kind, text }, place) => (
        <span key={kind} className={`call-traffic-part call-traffic-${kind}`} title={titles[kind]}>
          {place === 0 ? text : ` · ${text}`}
        </span>
      ))}
    </span>
  );
}
