import { useApp } from '#renderer/store/use-app.tsx';
import { BytesView } from '#renderer/ui/BytesView.tsx';
import { JsonView } from '#renderer/ui/JsonView.tsx';
import { EmptyState, Notice } from '#renderer/ui/Notice.tsx';
import { LargeMessage } from './LargeMessage.tsx';

/** The answer of a unary call, the newest one of a stream. */
export function ResponseText({ tabId }: { readonly tabId: string }) {
  const answer = useApp((state) => state.calls[tabId]?.answer ?? null);
  const callId = useApp((state) => state.calls[tabId]?.callId);
  const hasEnded = useApp((state) => state.calls[tabId]?.summary?.phase === 'ended');
  const hasAnswer = useApp((state) => (state.calls[tabId]?.lastReceived ?? null) !== null);
  const copy = useApp((state) => state.copyText);
  if (answer === null) {
    if (hasAnswer) return null;
    return (
      <EmptyState title={hasEnded ? 'The server sent no message' : 'No message has come yet'} />
    );
  }
  if (answer.isLarge === true && callId !== undefined)
    return <LargeMessage {...{ tabId, callId }} seq={answer.row.seq} label="Response as JSON" />;
  return (
    <div className="response-text">
      {answer.note === undefined ? null : <Notice tone="warn" title={answer.note} compact />}
      <div className="response-text-body">
        {answer.isBytes === true ? (
          <BytesView
            label="Response as bytes"
            text={answer.text}
            onCopy={(text) => void copy(text)}
          />
        ) : (
          <JsonView
            label="Response as JSON"
            text={answer.text}
            omitted={answer.omitted}
            onCopy={(text) => void copy(text)}
          />
        )}
      </div>
    </div>
  );
}
