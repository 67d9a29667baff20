import { statusTone } from '#app/core/status.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { toResponseParts } from './to-response-parts.ts';

/** Why a call ended that did not end well. */
export function EndNotice({ tabId }: { readonly tabId: string }) {
  const end = useApp((state) => state.calls[tabId]?.summary?.end);
  const setPart = useApp((state) => state.setResponsePart);
  if (end === undefined || end.code === 0) return null;
  const hasMore = end.message !== '' || end.details.length > 0;
  const showDetails = () => setPart(tabId, 'error-details');
  return (
    <div ref={toResponseParts} className="answer-end">
      <Notice
        tone={statusTone(end.code) === 'warn' ? 'warn' : 'danger'}
        title={end.message === '' ? `The call ended with ${end.status}` : end.message}
        actions={hasMore ? [{ label: 'Show details', onPress: showDetails }] : []}
        compact
      />
    </div>
  );
}
