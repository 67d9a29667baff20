import type { MessagePort } from 'node:worker_threads';
import { Failure } from '#app/contract/result.ts';
import { Schema } from '#engine/schema/schema.ts';
import { Looking } from './looking.ts';
import type { Answer, Question } from './messages.ts';

/** A schema with the types it was asked for since it was last looked, which it does not define. */
interface KnownSchema {
  readonly schema: Schema;
  readonly met: Set<string>;
}

interface Open {
  readonly known: KnownSchema;
  readonly looking: Looking;
}

/** Answers what comes in at a port, one after the other. */
export function answerLooks(port: MessagePort): void {
  const schemas = new Map<number, KnownSchema>();
  const open = new Map<number, Open>();

  function know(id: number, set: Uint8Array): void {
    const met = new Set<string>();
    const lookUp = async (names: readonly string[]) => {
      for (const name of names) met.add(name);
      return [];
    };
    schemas.set(id, { schema: Schema.fromDescriptorSet(set, lookUp), met });
  }

  function begin({ id, schema: of, method, wanted }: Question & { ask: 'open' }): Answer {
    const known = schemas.get(of);
    if (known === undefined) throw new Error('the schema is not known');
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
    const { schema, met } = one.known;
    const looked = one.looking.look(piece);
    void schema.learn();
    const strangers = [...met];
    met.clear();
    const { bytes } = piece;
    const answer = { id, tell: 'looked', ...looked, strangers, bytes } satisfies Answer;
    port.postMessage(answer, [bytes, looked.found.buffer, looked.text.buffer]);
  }

  function answer(question: Extract<Question, { readonly id: number }>): void {
    try {
      if (question.ask === 'open') port.postMessage(begin(question));
      else if (question.ask === 'look') look(question);
      else if (question.ask === 'close') open.delete(question.id);
    } catch (reason) {
      port.postMessage({ id: question.id, tell: 'failure', reason } satisfies Answer);
    }
  }

  port.on('message', (question: Question) => {
    if (question.ask === 'know') know(question.schema, question.set);
    else if (question.ask === 'forget') schemas.delete(question.schema);
    else answer(question);
  });
}
