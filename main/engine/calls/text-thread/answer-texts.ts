import type { MessagePort } from 'node:worker_threads';
import { Schema } from '#engine/schema/schema.ts';
import { checkLarge } from '../large-text/check-large.ts';
import { findInPieces } from '../large-text/find-words.ts';
import { writeText } from '../large-text/write-text.ts';
import type { Answer, Question } from './messages.ts';

/** Schemas are large; whoever looks at calls looks at few of them. */
const mostSchemas = 4;

interface KnownSchema {
  readonly schema: Schema;
  /** The types it was asked for since it was last looked, which it does not define. */
  readonly met: Set<string>;
}

/** Answers what comes in at a port, one after the other; what is no question about texts is for others. */
export function answerTexts(port: MessagePort): void {
  const schemas = new Map<number, KnownSchema>();
  const answer = (one: Answer): void => port.postMessage(one);

  function know(id: number, set: Uint8Array): void {
    const met = new Set<string>();
    const lookUp = async (names: readonly string[]) => {
      for (const name of names) met.add(name);
      return [];
    };
    schemas.set(id, { schema: Schema.fromDescriptorSet(set, lookUp), met });
    for (const old of schemas.keys()) if (schemas.size > mostSchemas) schemas.delete(old);
  }

  const knownOf = (id: number): KnownSchema => {
    const known = schemas.get(id);
    if (known === undefined) throw new Error('the schema is not known');
    return known;
  };

  function write({ id, schema: of, type, form, payload, stop }: Question & { ask: 'write' }): void {
    const { schema, met } = knownOf(of);
    const outcome = writeText(
      schema.codec(type),
      payload,
      form,
      {
        begin: (kind) => answer({ id, tell: 'begin', kind }),
        piece: (piece) => answer({ id, tell: 'piece', piece }),
      },
      () => Atomics.load(stop, 0) !== 0,
    );
    void schema.learn();
    answer({ id, tell: 'written', outcome, strangers: [...met] });
    met.clear();
  }

  async function find({ id, pieces, words, isCaseSensitive, stop }: Question & { ask: 'find' }) {
    for await (const found of findInPieces(pieces, words, isCaseSensitive)) {
      if (Atomics.load(stop, 0) !== 0) break;
      port.postMessage({ id, tell: 'found', found } satisfies Answer, [found.buffer]);
    }
    answer({ id, tell: 'looked' });
  }

  async function take(question: Question): Promise<void> {
    if (question.ask === 'decodeWith') return know(question.schema, question.set);
    try {
      if (question.ask === 'write') write(question);
      else if (question.ask === 'find') await find(question);
      else if (question.ask === 'check') {
        const { id, schema, type, payload } = question;
        const check = checkLarge(knownOf(schema).schema.codec(type), payload);
        answer({ id, tell: 'checked', check });
      }
    } catch (reason) {
      answer({ id: question.id, tell: 'failure', reason });
    }
  }

  port.on('message', (question: Question) => void take(question));
}
