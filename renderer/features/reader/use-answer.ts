import { useEffect, useState } from 'react';
import type { Result } from '#app/contract/result.ts';
import { knownSchema, type SchemaOwner, schemaOf } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';

/** What the schema said of a subject. */
interface Answered<Value> {
  readonly subject: string;
  readonly result: Result<Value>;
}

/**
 * Asks a schema about a subject, and again when it has been read anew. The answer stays until the
 * next one is there, and is the same object while it says the same.
 */
export function useAnswer<Value>(
  subject: string,
  owner: SchemaOwner,
  ask: (subject: string, owner: SchemaOwner) => Promise<Result<Value>>,
): Answered<Value> | undefined {
  const [answer, setAnswer] = useState<Answered<Value>>();
  const schema = useApp((state) => knownSchema(state, schemaOf(state, owner)));
  useEffect(() => {
    if (schema === undefined) return;
    let isWanted = true;
    void ask(subject, owner).then((result) => {
      if (!isWanted) return;
      const next = { subject, result };
      setAnswer((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    });
    return () => {
      isWanted = false;
    };
  }, [subject, owner, ask, schema]);
  return answer;
}
