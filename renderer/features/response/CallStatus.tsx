import { useApp } from '#renderer/store/use-app.tsx';
import { StatusText } from '#renderer/ui/StatusText.tsx';
import { runningText, trafficText } from './call-text.ts';
import { isRunning } from './tab-call.ts';

/** `Waiting` or `Streaming`, then the status that the call ended with. */
export function CallStatus({ tabId }: { readonly tabId: string }) {
  const call = useApp((state) => state.calls[tabId]);
  const end = call?.summary?.end;
  return (
    <span role="status" aria-label="Call status" className="call-status">
      {call === undefined ? null : end === undefined || isRunning(call) ? (
        runningText(call.summary, call.kind)
      ) : (
        <StatusText code={end.code} status={end.status} />
      )}
    </span>
  );
}

/** What the active tab's call moved, for the status bar. */
export function CallTraffic() {
  const call = useApp((state) => state.calls[state.activeTab ?? '']);
  if (call === undefined || call.summary === null) return null;
  const text = trafficText(call.summary);
  return (
    <span>{isRunning(call) ? [runningText(call.summary, call.kind), text].join(' · ') : text}</span>
  );
}
