import { useApp } from '#renderer/store/use-app.tsx';
import { JsonView } from '#renderer/ui/JsonView.tsx';
import { EmptyState } from '#renderer/ui/Notice.tsx';
import { readableDetail } from './error-detail.ts';

/** What the server said about a failure beyond its status: in words, then as JSON. */
export function ErrorDetails({ tabId }: { readonly tabId: string }) {
  const end = useApp((state) => state.calls[tabId]?.summary?.end);
  const copy = useApp((state) => state.copyText);
  if (end === undefined || end.details.length === 0) {
    return (
      <EmptyState
        title={
          end === undefined
            ? 'Error details come with the end of a call'
            : 'The status came without details'
        }
      />
    );
  }
  return (
    <div className="error-details">
      <dl className="error-details-words">
        {end.details.map(readableDetail).map(({ title, lines }) => (
          <div key={[title, ...lines].join('\n')}>
            <dt>{title}</dt>
            <dd className="data">{lines.join('\n')}</dd>
          </div>
        ))}
      </dl>
      <div className="error-details-json">
        <JsonView
          label="Error details as JSON"
          text={JSON.stringify(end.details, null, 2)}
          omitted={0}
          onCopy={(text) => void copy(text)}
        />
      </div>
    </div>
  );
}
