import { setImmediate as turn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Failure } from '#app/contract/result.ts';
import type { Schema } from '#engine/schema/schema.ts';
import { threadFailure } from '#engine/thread-failure.ts';
import { ToldSchemas } from '../decoder/told-schemas.ts';
import type { LargeCheck } from '../large-text/check-large.ts';
import type { TextSource, TextWriter, WordsWanted } from '../large-text/text-writer.ts';
import type { TextListener, TextOutcome } from '../large-text/write-text.ts';
import type { Answer, Question, StopSign } from './messages.ts';

/** So long a thread with nothing to do is kept: schemas it knows need not be sent again. */
const idleMs = 60_000;
/** So much is copied in one turn. */
const turnBytes = 4 * 1024 * 1024;

type Written = Extract<Answer, { tell: 'written' }>;
type Asked = { readonly [Ask in Question['ask']]: Extract<Question, { ask: Ask }> };

type Without<Q> = Q extends unknown ? Omit<Q, 'id' | 'stop'> : never;

interface Waiting {
  readonly take: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Writes texts in a thread of its own, which is started when it is first needed and ended when it had
 * nothing to do for a minute. One that fails is a `Failure` of what was asked, and the next has another.
 */
export class ThreadWriter implements TextWriter {
  readonly #start: () => Worker;
  #thread: Thread | undefined;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  async write(
    source: TextSource,
    listener: TextListener,
    signal: AbortSignal,
  ): Promise<TextOutcome> {
    const write = async () => {
      const payload = await source.payload();
      return this.#get().write(source, payload, listener, signal);
    };
    const first = await write();
    const isNew = await source.schema.learnTypes(first.strangers);
    return isNew ? (await write()).outcome : first.outcome;
  }

  find(
    wanted: WordsWanted,
    tell: (found: Float64Array) => void,
    signal: AbortSignal,
  ): Promise<void> {
    return this.#get().find(wanted, tell, signal);
  }

  readonly check = async (schema: Schema, type: string, payload: Buffer): Promise<LargeCheck> => {
    const copy = await ownCopy(payload);
    return this.#get().check(schema, type, copy);
  };

  async close(): Promise<void> {
    await this.#thread?.end();
  }

  #get(): Thread {
    this.#thread ??= new Thread(this.#start(), () => {
      this.#thread = undefined;
    });
    return this.#thread;
  }
}

class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #schemas = new ToldSchemas((news) => this.#worker.postMessage(news));
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(worker: Worker, onEnd: () => void) {
    this.#worker = worker;
    let reason: unknown;
    worker.on('message', (answer: Answer) => this.#waiting.get(answer.id)?.take(answer));
    worker.on('error', (error) => {
      reason = error;
    });
    worker.once('exit', () => {
      onEnd();
      clearTimeout(this.#idle);
      for (const { reject } of this.#waiting.values()) reject(failureOf(reason));
      this.#waiting.clear();
    });
    // It keeps no process alive that has nothing else to do.
    worker.unref();
  }

  async write(
    { schema, type, form }: TextSource,
    payload: Uint8Array<ArrayBuffer>,
    listener: TextListener,
    signal: AbortSignal,
  ): Promise<Written> {
    const made = await this.#schemas.setFor(schema);
    const question = {
      ask: 'write',
      schema: this.#schemas.numberOf(schema, made),
      type,
      form,
      payload,
    } as const;
    return this.#ask(question, signal, (answer, resolve) => {
      if (answer.tell === 'begin') listener.begin(answer.kind);
      else if (answer.tell === 'piece') listener.piece(answer.piece);
      else if (answer.tell === 'written') resolve(answer);
    });
  }

  async check(schema: Schema, type: string, payload: Uint8Array<ArrayBuffer>): Promise<LargeCheck> {
    const made = await this.#schemas.setFor(schema);
    const question = {
      ask: 'check',
      schema: this.#schemas.numberOf(schema, made),
      type,
      payload,
    } as const;
    return this.#ask(question, new AbortController().signal, (answer, resolve) => {
      if (answer.tell === 'checked') resolve(answer.check);
    });
  }

  find(
    { pieces, words, isCaseSensitive }: WordsWanted,
    tell: (found: Float64Array) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const bytes = pieces.map((piece) => piece.bytes);
    const question = { ask: 'find', pieces: bytes, words, isCaseSensitive } as const;
    return this.#ask(question, signal, (answer, resolve) => {
      if (answer.tell === 'found') tell(answer.found);
      else if (answer.tell === 'looked') resolve();
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask<T>(
    question: Without<Asked['write' | 'check' | 'find']>,
    signal: AbortSignal,
    take: (answer: Answer, resolve: (value: T) => void) => void,
  ): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason);
    this.#lastId += 1;
    const id = this.#lastId;
    const stop: StopSign = new Int32Array(new SharedArrayBuffer(4));
    const asked = new Promise<T>((resolve, reject) => {
      const onAbort = () => {
        Atomics.store(stop, 0, 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.set(id, {
        take(answer) {
          if (signal.aborted) return;
          if (answer.tell === 'failure') reject(failureOf(answer.reason));
          else take(answer, resolve);
        },
        reject,
      });
    });
    clearTimeout(this.#idle);
    this.#worker.ref();
    const handed = question.ask === 'find' ? [] : [question.payload.buffer];
    this.#worker.postMessage({ ...question, id, stop } satisfies Question, handed);
    const done = () => this.#done(id);
    asked.then(done, done);
    return asked;
  }

  #done(id: number): void {
    this.#waiting.delete(id);
    if (this.#waiting.size > 0) return;
    this.#worker.unref();
    this.#idle = setTimeout(() => void this.end(), idleMs);
    this.#idle.unref();
  }
}

/** The bytes as they can be handed over, copied in turns with this thread's other work. */
async function ownCopy(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const copy = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += turnBytes) {
    if (at > 0) await turn();
    copy.set(bytes.subarray(at, at + turnBytes), at);
  }
  return copy;
}

function failureOf(reason: unknown): Failure {
  const tooLarge = 'The message needs more memory than there is for showing it';
  return threadFailure(reason, 'Writing the message as text failed', ['usage', tooLarge]);
}
