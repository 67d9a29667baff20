import type { MessagePort } from 'node:worker_threads';
import type { OnProgress } from '../progress.ts';
import { type KeptReadings, TreeReader } from '../proto-files/proto-reader.ts';
import type { ReadTree } from '../proto-files/proto-tree.ts';
import type { SchemaFile } from '../schema-file.ts';
import type { Answer, Question } from './messages.ts';

/** So many files are sent at once: whoever gets them has other things to do in between. */
const PORTION = 100;

/** Answers what comes in at a port. Of what was sent before only what has changed is sent again. */
export function answerReads(port: MessagePort, kept?: KeptReadings): void {
  const reader = new TreeReader(kept);
  const reading = new Map<number, AbortController>();
  const sent = new Map<string, ReadonlySet<SchemaFile>>();
  const answer = (one: Answer): void => port.postMessage(one);

  const read = async (question: Question & { ask: 'read' }): Promise<void> => {
    const { id, options, isFirst, changed } = question;
    const key = JSON.stringify(options);
    const controller = new AbortController();
    reading.set(id, controller);
    try {
      const onProgress: OnProgress = (phase, done, total) =>
        answer({ id, tell: 'progress', phase, done, total });
      const tree = await reader.read(options, controller.signal, onProgress, changed);
      const known = isFirst ? undefined : sent.get(key);
      send(id, tree, known ?? new Set());
      sent.set(key, new Set(tree.files));
    } catch (reason) {
      answer({ id, tell: 'failure', reason });
    } finally {
      reading.delete(id);
    }
  };

  const send = (id: number, { files, ...tree }: ReadTree, known: ReadonlySet<SchemaFile>): void => {
    const fresh = files.filter((file) => !known.has(file));
    for (let at = 0; at < fresh.length; at += PORTION) {
      const portion = fresh.slice(at, at + PORTION);
      const bytes = Uint8Array.from(Buffer.concat(portion.map((file) => file.bytes)));
      const described = portion.map((file) => ({ index: file.index, size: file.bytes.length }));
      port.postMessage({ id, tell: 'files', files: described, bytes } satisfies Answer, [
        bytes.buffer,
      ]);
    }
    answer({ id, tell: 'tree', tree, names: files.map(({ name }) => name) });
  };

  port.on('message', (question: Question) => {
    if (question.ask === 'read') void read(question);
    else reading.get(question.id)?.abort();
  });
}
