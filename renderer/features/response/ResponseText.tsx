import { useApp } from '#renderer/store/use-app.tsx';
import { EmptyState, Notice } from '#renderer/ui/Notice.tsx';
import { EventText } from './EventText.tsx';

/** The answer of a unary call, the newest one of a stream. */
export function ResponseText({ tabId }: { readonly tabId: string }) {
  const answer = useApp((state) => state.calls[tabId]?.answer ?? null);
  const hasEnded = useApp((state) => state.calls[tabId]?.summary?.phase === 'ended');
  const hasAnswer = useApp((state) => (state.calls[tabId]?.lastReceived ?? null) !== null);
  if (answer === null) {
    if (hasAnswer) return null;
    return (
      <EmptyState title={hasEnded ? 'The server sent no message' : 'No message has come yet'} />
    );
  }
  return (
    <div className="response-text">
      {answer.note === undefined ? null : <Notice tone="warn" title={answer.note} compact />}
      <div className="response-text-body">
        <EventText tabId={tabId} detail={answer} name="Response" />
      </div>
    </div>
  );
}
