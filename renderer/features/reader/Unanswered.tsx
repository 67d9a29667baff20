import type { Result } from '#app/contract/result.ts';
import { NoSchema, type SchemaOwner } from '#renderer/features/explorer/index.ts';
import { Notice } from '#renderer/ui/Notice.tsx';

/** Why a page has nothing to show: there is no schema to ask, or it answered with a failure. */
export function Unanswered(props: {
  readonly hasAnswer: boolean;
  /** Whose schema was asked. */
  readonly owner: SchemaOwner;
  readonly result: Result<unknown> | undefined;
}) {
  const { hasAnswer, owner, result } = props;
  if (!hasAnswer) return <NoSchema owner={owner} />;
  if (result?.ok !== false) return null;
  return (
    <div className="reader-notice">
      <Notice tone="danger" title={result.error.message} hint={result.error.hint} />
    </div>
  );
}
