import type { Worker } from 'node:worker_threads';
import type { Failure } from '#app/contract/result.ts';
import { threadFailure } from '#engine/thread-failure.ts';
import type { OnProgress } from '../progress.ts';
import type { ProtoFilesOptions } from '../proto-files/given-files.ts';
import type { ProtoReader } from '../proto-files/proto-reader.ts';
import type { ReadTree } from '../proto-files/proto-tree.ts';
import { RecentTrees } from '../proto-files/recent-trees.ts';
import type { TreeLayout } from '../proto-files/tree-layout.ts';
import { SchemaFile } from '../schema-file.ts';
import type { Answer, Question } from './messages.ts';

interface Held {
  readonly options: ProtoFilesOptions;
  readonly layout: TreeLayout;
  /** By name. */
  readonly files: ReadonlyMap<string, SchemaFile>;
}

interface Reading {
  readonly options: ProtoFilesOptions;
  /**
   * What was held, of the same options or the most there was of others, when it was asked for: by the
   * time of the answer that may be let go.
   */
  readonly held: Held | undefined;
  readonly onProgress: OnProgress;
  readonly fresh: Map<string, SchemaFile>;
  settle: (outcome: Outcome) => void;
}

type Outcome = { readonly tree: ReadTree } | { readonly reason: unknown };

/**
 * Reads `.proto` files in a thread of its own, which is started when it is first needed. One that
 * ends by itself, because it failed or wants too much memory, is a failure of what it was reading; the
 * next reading starts another.
 */
export class ThreadReader implements ProtoReader {
  readonly #start: () => Worker;
  #thread: Thread | undefined;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  read(
    options: ProtoFilesOptions,
    signal: AbortSignal,
    onProgress: OnProgress,
    changed?: readonly string[],
  ): Promise<ReadTree> {
    this.#thread ??= new Thread(this.#start(), () => {
      this.#thread = undefined;
    });
    return this.#thread.read(options, signal, onProgress, changed);
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.end();
  }
}

class Thread {
  readonly #worker: Worker;
  readonly #readings = new Map<number, Reading>();
  /** What the last answer to them gave. */
  readonly #held = new RecentTrees<Held>();
  #lastId = 0;

  constructor(worker: Worker, onEnd: () => void) {
    this.#worker = worker;
    let reason: unknown;
    worker.on('message', (answer: Answer) => this.#take(answer));
    worker.on('error', (error) => {
      reason = error;
    });
    worker.once('exit', () => {
      onEnd();
      for (const { settle } of this.#readings.values()) settle({ reason: failureOf(reason) });
      this.#readings.clear();
    });
    // It keeps no process alive that has nothing else to do.
    worker.unref();
  }

  read(
    options: ProtoFilesOptions,
    signal: AbortSignal,
    onProgress: OnProgress,
    changed?: readonly string[],
  ): Promise<ReadTree> {
    if (signal.aborted) return Promise.reject(signal.reason);
    this.#lastId += 1;
    const id = this.#lastId;
    const held = this.#held.get(options) ?? largest(this.#held.all());
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        const reading = this.#readings.get(id);
        // What still comes is taken in, so that both sides know what is held here.
        if (reading !== undefined) reading.settle = () => {};
        this.#ask({ ask: 'cancel', id });
        reject(signal.reason);
      };
      signal.addEventListener('abort', cancel, { once: true });
      this.#readings.set(id, {
        options,
        held,
        onProgress,
        fresh: new Map(),
        settle: (outcome) => {
          signal.removeEventListener('abort', cancel);
          if ('tree' in outcome) resolve(outcome.tree);
          else reject(outcome.reason);
        },
      });
      this.#worker.ref();
      this.#ask({ ask: 'read', id, options, basis: held?.options, changed });
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(answer: Answer): void {
    const reading = this.#readings.get(answer.id);
    if (reading === undefined) return;
    if (answer.tell === 'progress') {
      reading.onProgress(answer.phase, answer.done, answer.total);
    } else if (answer.tell === 'files') {
      let start = 0;
      for (const { index, size } of answer.files) {
        const bytes = Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset + start, size);
        reading.fresh.set(index.name, SchemaFile.fromIndex(bytes, index));
        start += size;
      }
      // One portion takes a while: other work has its turn before the next.
      setImmediate(() => this.#ask({ ask: 'more' }));
    } else {
      this.#readings.delete(answer.id);
      this.#release();
      reading.settle(answer.tell === 'failure' ? answer : this.#outcome(answer, reading));
    }
  }

  #outcome({ tree, laidOut }: Answer & { tell: 'tree' }, reading: Reading): Outcome {
    const { options, fresh } = reading;
    const held = (reading.held && this.#held.get(reading.held.options)) ?? reading.held;
    const layout = laidOut?.layout ?? held?.layout;
    if (layout === undefined) return { reason: new Error('a tree was sent without its layout') };
    const names = laidOut?.names ?? held?.files.keys() ?? [];
    const files = new Map<string, SchemaFile>();
    for (const name of names) {
      const file = fresh.get(name) ?? held?.files.get(name);
      if (file !== undefined) files.set(name, file);
    }
    this.#held.set(options, { options, layout, files });
    return { tree: { ...tree, layout, files: [...files.values()] } };
  }

  #ask(question: Question): void {
    this.#worker.postMessage(question);
  }

  #release(): void {
    if (this.#readings.size === 0) this.#worker.unref();
  }
}

function largest(all: readonly Held[]): Held | undefined {
  return all.toSorted((a, b) => a.files.size - b.files.size).at(-1);
}

function failureOf(reason: unknown): Failure {
  return threadFailure(reason, 'Reading the schema failed', [
    'schema-invalid',
    'The schema needs more memory than there is for reading it',
    'Add a folder further down, or the files that are needed',
  ]);
}
