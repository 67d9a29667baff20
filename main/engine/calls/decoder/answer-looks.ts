import type { MessagePort } from 'node:worker_threads';
import { Failure } from '#app/contract/result.ts';
import type { KnownSchema, KnownSchemas } from './known-schemas.ts';
import { Looking } from './looking.ts';
import type { Answer, Question } from './messages.ts';

interface Open {
  readonly known: KnownSchema;
  readonly looking: Looking;
}

/** Answers what comes in at a port about lookings, one after the other. */
export function answerLooks(port: MessagePort, schemas: KnownSchemas): void {
  const open = new Map<number, Open>();

  function begin({ id, schema: of, method, wanted }: Question & { ask: 'open' }): Answer {
    const known = schemas.get(of);
    const { schema } = known;
    try {
      const looking = new Looking(wanted, schema.codecs(schema.method(method)));
      open.set(id, { known, looking });
      return { id, tell: 'opened', needsContents: looking.needsContents, head: looking.head };
    } catch (error) {
      if (error instanceof Failure) return { id, tell: 'refused', error: error.error };
      throw error;
    }
  }

  function look({ id, piece }: Question & { ask: 'look' }): void {
    const one = open.get(id);
    if (one === undefined) throw new Error('nothing is looked for');
    const looked = one.looking.look(piece);
    const strangers = one.known.strangers();
    const { bytes } = piece;
    const answer = { id, tell: 'looked', ...looked, strangers, bytes } satisfies Answer;
    port.postMessage(answer, [bytes, looked.found.buffer, looked.text.buffer]);
  }

  function answer(question: Question): void {
    try {
      if (question.ask === 'open') port.postMessage(begin(question));
      else if (question.ask === 'look') look(question);
      else if (question.ask === 'close') open.delete(question.id);
    } catch (reason) {
      port.postMessage({ id: question.id, tell: 'failure', reason } satisfies Answer);
    }
  }

  port.on('message', answer);
}
