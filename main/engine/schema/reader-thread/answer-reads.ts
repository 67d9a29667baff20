import type { MessagePort } from 'node:worker_threads';
import type { OnProgress } from '../progress.ts';
import { type KeptReadings, TreeReader } from '../proto-files/proto-reader.ts';
import type { ReadTree } from '../proto-files/proto-tree.ts';
import { RecentTrees } from '../proto-files/recent-trees.ts';
import type { Answer, Question } from './messages.ts';

/** So many files are sent at once: whoever gets them does other things in between. */
const PORTION = 100;

/**
 * Answers what comes in at a port. Of what was sent before, be it with other options, only what has
 * changed is sent again.
 */
export function answerReads(port: MessagePort, kept?: KeptReadings): void {
  const reader = new TreeReader(kept);
  const reading = new Map<number, AbortController>();
  const sent = new RecentTrees<ReadTree>();
  /** Sends the next files. */
  let more = (): void => {};
  let sending = Promise.resolve();
  const answer = (one: Answer): void => port.postMessage(one);

  const read = async (question: Question & { ask: 'read' }): Promise<void> => {
    const { id, options, basis, changed } = question;
    const controller = new AbortController();
    reading.set(id, controller);
    try {
      const onProgress: OnProgress = (phase, done, total) =>
        answer({ id, tell: 'progress', phase, done, total });
      const tree = await reader.read(options, controller.signal, onProgress, changed);
      // One after the other: each is told by what it differs from the one before it.
      sending = sending.then(async () => {
        await send(id, tree, basis && sent.get(basis));
        sent.set(options, tree);
      });
      await sending;
    } catch (reason) {
      answer({ id, tell: 'failure', reason });
    } finally {
      reading.delete(id);
    }
  };

  const send = async (
    id: number,
    { files, layout, ...tree }: ReadTree,
    before?: ReadTree,
  ): Promise<void> => {
    const known = new Set(before?.files);
    const fresh = files.filter((file) => !known.has(file));
    for (let at = 0; at < fresh.length; at += PORTION) {
      const portion = fresh.slice(at, at + PORTION);
      const bytes = Uint8Array.from(Buffer.concat(portion.map((file) => file.bytes)));
      const described = portion.map((file) => ({ index: file.index, size: file.bytes.length }));
      port.postMessage({ id, tell: 'files', files: described, bytes } satisfies Answer, [
        bytes.buffer,
      ]);
      await new Promise<void>((resolve) => {
        more = resolve;
      });
    }
    const isNew = layout !== before?.layout;
    const laidOut = isNew ? { layout, names: files.map(({ name }) => name) } : undefined;
    answer({ id, tell: 'tree', tree, laidOut });
  };

  port.on('message', (question: Question) => {
    if (question.ask === 'read') void read(question);
    else if (question.ask === 'more') more();
    else reading.get(question.id)?.abort();
  });
}
