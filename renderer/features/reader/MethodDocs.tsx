import { NoSchema } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { ProtoView } from '#renderer/ui/ProtoView.tsx';
import { useAnswer } from './use-answer.ts';

/** What a method is, with the messages that go in and come out. */
export function MethodDocs({ path }: { readonly path: string }) {
  const openPage = useApp((state) => state.openPage);
  const docsOf = useApp((state) => state.docsOf);
  const answer = useAnswer(path, 'request', docsOf);
  if (answer === undefined) return <NoSchema owner="request" />;
  if (answer.subject !== path) return null;
  const { result } = answer;
  if (!result.ok) {
    return (
      <div className="reader-notice">
        <Notice tone="warn" title={result.error.message} hint={result.error.hint} />
      </div>
    );
  }
  return (
    <ProtoView
      label="Docs"
      text={result.value.text}
      links={result.value.links}
      onLink={(symbol) => openPage({ kind: 'definition', symbol })}
    />
  );
}
