import type { MessagePort } from 'node:worker_threads';
import type { KnownSchemas } from '../decoder/known-schemas.ts';
import { checkLarge } from '../large-text/check-large.ts';
import { findInPieces } from '../large-text/find-words.ts';
import { writeText } from '../large-text/write-text.ts';
import type { Answer, Question } from './messages.ts';

/** Answers what comes in at a port, one after the other; what is no question about texts is for others. */
export function answerTexts(port: MessagePort, schemas: KnownSchemas): void {
  const answer = (one: Answer): void => port.postMessage(one);

  function write({ id, schema: of, type, form, payload, stop }: Question & { ask: 'write' }): void {
    const known = schemas.get(of);
    const outcome = writeText(
      known.schema.codec(type),
      payload,
      form,
      {
        begin: (kind) => answer({ id, tell: 'begin', kind }),
        piece: (piece) => answer({ id, tell: 'piece', piece }),
      },
      () => Atomics.load(stop, 0) !== 0,
    );
    answer({ id, tell: 'written', outcome, strangers: known.strangers() });
  }

  async function find({ id, pieces, words, isCaseSensitive, stop }: Question & { ask: 'find' }) {
    for await (const found of findInPieces(pieces, words, isCaseSensitive)) {
      if (Atomics.load(stop, 0) !== 0) break;
      port.postMessage({ id, tell: 'found', found } satisfies Answer, [found.buffer]);
    }
    answer({ id, tell: 'looked' });
  }

  async function take(question: Question): Promise<void> {
    try {
      if (question.ask === 'write') write(question);
      else if (question.ask === 'find') await find(question);
      else if (question.ask === 'check') {
        const { id, schema, type, payload } = question;
        const check = checkLarge(schemas.get(schema).schema.codec(type), payload);
        answer({ id, tell: 'checked', check });
      }
    } catch (reason) {
      answer({ id: question.id, tell: 'failure', reason });
    }
  }

  port.on('message', (question: Question) => void take(question));
}
