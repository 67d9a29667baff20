import { statusTone } from '#app/core/status.ts';
import { activeConnection, activeTarget, tlsToTry } from '#renderer/features/connection/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { toResponseParts } from './to-response-parts.ts';

const unavailable = 14;

/** How TLS is to be switched where the active target does not connect for that. */
function tlsOfActive(state: AppState): 'on' | 'off' | undefined {
  const connection = activeConnection(state);
  return connection?.state === 'failed'
    ? tlsToTry(connection.advice, activeTarget(state))
    : undefined;
}

/** Why a call ended that did not end well. */
export function EndNotice({ tabId }: { readonly tabId: string }) {
  const end = useApp((state) => state.calls[tabId]?.summary?.end);
  const setPart = useApp((state) => state.setResponsePart);
  const to = useApp(tlsOfActive);
  const toggleTls = useApp((state) => state.toggleTls);
  const connect = useApp((state) => state.connect);
  if (end === undefined || end.code === 0) return null;
  const hasMore = end.message !== '' || end.details.length > 0;
  const showDetails = () => setPart(tabId, 'error-details');
  function switchTls() {
    toggleTls();
    void connect();
  }
  return (
    <div ref={toResponseParts} className="answer-end">
      <Notice
        tone={statusTone(end.code) === 'warn' ? 'warn' : 'danger'}
        title={end.message === '' ? `The call ended with ${end.status}` : end.message}
        actions={[
          ...(to === undefined || end.code !== unavailable
            ? []
            : [{ label: `Switch TLS ${to}`, onPress: switchTls }]),
          ...(hasMore ? [{ label: 'Show details', onPress: showDetails }] : []),
        ]}
        compact
      />
    </div>
  );
}
