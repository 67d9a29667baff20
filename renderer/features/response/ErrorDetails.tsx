import { useApp } from '#renderer/store/use-app.tsx';
import { JsonView } from '#renderer/ui/JsonView.tsx';
import { EmptyState } from '#renderer/ui/Notice.tsx';
import { shownLines, shownText } from '#renderer/ui/shown-text.ts';
import { readableDetail } from './error-detail.ts';

/** What the server said about a failure beyond its status: in words, then as JSON. */
export function ErrorDetails({ tabId }: { readonly tabId: string }) {
  const end = useApp((state) => state.calls[tabId]?.summary?.end);
  const copy = useApp((state) => state.copyText);
  if (end === undefined) return <EmptyState title="Error details come with the end of a call" />;
  const words = end.details.map(readableDetail);
  if (end.message !== '') words.unshift({ title: 'Message', lines: [end.message] });
  if (words.length === 0) return <EmptyState title="The status came without details" />;
  return (
    <div className="error-details">
      <dl className="error-details-words">
        {words.map(({ title, lines }) => (
          <div key={[title, ...lines].join('\n')}>
            <dt>{shownText(title)}</dt>
            <dd className="data">{shownLines(lines.join('\n'))}</dd>
          </div>
        ))}
      </dl>
      {end.details.length === 0 ? null : (
        <div className="error-details-json">
          <JsonView
            label="Error details as JSON"
            text={JSON.stringify(end.details, null, 2)}
            omitted={0}
            wraps
            onCopy={(text) => void copy(text)}
          />
        </div>
      )}
    </div>
  );
}
