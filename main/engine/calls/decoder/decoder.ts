import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { Failure } from '#app/contract/result.ts';
import type { Method } from '#engine/schema/registry.ts';
import type { Schema } from '#engine/schema/schema.ts';
import { threadFailure } from '#engine/thread-failure.ts';
import type { LogPiece } from '../log/log-piece.ts';
import { answerLooks } from './answer-looks.ts';
import { KnownSchemas } from './known-schemas.ts';
import type { Answer, Looked, LookingFor, Question } from './messages.ts';
import { ToldSchemas } from './told-schemas.ts';

/** So long a thread with nothing to do is kept: a filter is typed letter by letter. */
const idleMs = 60_000;

type Opened = Extract<Answer, { tell: 'opened' }>;

/** A looking in the decoding thread; whoever opened it closes it. */
export interface OpenLooking extends Pick<Opened, 'head' | 'needsContents'> {
  /** The definitions that it decodes with. */
  readonly definitions: Schema['definitions'];
  /** Hands a piece over. Rejects with a `Failure` when the thread fails. */
  look(piece: LogPiece): Promise<Looked>;
  close(): void;
}

/**
 * Decodes the events of calls in a thread of its own, which is started when it is first needed and ended
 * when it had nothing to do for a minute. One that ends by itself fails what was asked of it; the next has
 * another. Whoever made this closes it.
 */
export class Decoder {
  readonly #start: (() => Worker) | undefined;
  #thread: Thread | undefined;

  /** Without `start`, this thread does it. */
  constructor(start?: () => Worker) {
    this.#start = start;
  }

  /** Rejects with a `Failure`: a usage one for a filter that no message of the call can be compared by. */
  open(schema: Schema, method: Method, wanted: LookingFor): Promise<OpenLooking> {
    this.#thread ??= new Thread(this.#start?.() ?? ownThread(), () => {
      this.#thread = undefined;
    });
    return this.#thread.open(schema, method, wanted);
  }

  async close(): Promise<void> {
    await this.#thread?.end();
  }
}

function ownThread(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  answerLooks(port2, new KnownSchemas(port2));
  port2.unref();
  return port1;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

class Thread {
  readonly #port: Worker | MessagePort;
  readonly #onEnd: () => void;
  /** By their ids: each waits for one answer after the other. */
  readonly #waiting = new Map<number, Waiting[]>();
  readonly #schemas = new ToldSchemas((news) => this.#port.postMessage(news));
  readonly #open = new Set<number>();
  #lastId = 0;
  #isEnded = false;
  #reason: unknown;
  #idle: NodeJS.Timeout | undefined;

  constructor(port: Worker | MessagePort, onEnd: () => void) {
    this.#port = port;
    this.#onEnd = onEnd;
    port.on('message', (answer: Answer) => this.#take(answer));
    port.on('error', (error: unknown) => {
      this.#reason = error;
    });
    port.once('exit', () => this.#ended());
    // It keeps no process alive that has nothing else to do.
    port.unref();
  }

  async open(schema: Schema, method: Method, wanted: LookingFor): Promise<OpenLooking> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#open.add(id);
    this.#rest();
    try {
      const made = await this.#schemas.setFor(schema);
      const { definitions } = schema;
      const known = this.#schemas.numberOf(schema, made);
      const answer = await this.#ask({
        ask: 'open',
        id,
        schema: known,
        method: method.path,
        wanted,
      });
      if (answer.tell === 'refused') throw Failure.of(answer.error);
      if (answer.tell !== 'opened') throw failureOf(answer);
      const { head, needsContents } = answer;
      return {
        head,
        needsContents,
        definitions,
        look: (piece) => this.#look(id, piece),
        close: () => this.#close(id),
      };
    } catch (error) {
      this.#close(id);
      throw error;
    }
  }

  async end(): Promise<void> {
    this.#ended();
    if (this.#port instanceof Worker) await this.#port.terminate();
    else this.#port.close();
  }

  async #look(id: number, piece: LogPiece): Promise<Looked> {
    const answer = await this.#ask({ ask: 'look', id, piece }, [piece.bytes]);
    if (answer.tell !== 'looked') throw failureOf(answer);
    return answer;
  }

  #close(id: number): void {
    if (!this.#open.delete(id)) return;
    this.#port.postMessage({ ask: 'close', id } satisfies Question);
    this.#rest();
  }

  #ask(
    question: Extract<Question, { ask: 'open' | 'look' }>,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Answer> {
    const { id } = question;
    if (this.#isEnded) return Promise.reject(failureOf({ reason: this.#reason }));
    return new Promise((resolve, reject) => {
      const before = this.#waiting.get(id) ?? [];
      this.#waiting.set(id, [...before, { resolve, reject }]);
      this.#port.ref();
      this.#port.postMessage(question, transfer);
    });
  }

  #take(answer: Answer): void {
    const [first, ...rest] = this.#waiting.get(answer.id) ?? [];
    if (rest.length > 0) this.#waiting.set(answer.id, rest);
    else this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#port.unref();
    first?.resolve(answer);
  }

  /** Nothing is open, or something is again. */
  #rest(): void {
    clearTimeout(this.#idle);
    if (this.#open.size > 0 || this.#isEnded) return;
    this.#idle = setTimeout(() => void this.end(), idleMs).unref();
  }

  #ended(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#onEnd();
    clearTimeout(this.#idle);
    for (const waiting of this.#waiting.values())
      for (const { reject } of waiting) reject(failureOf({ reason: this.#reason }));
    this.#waiting.clear();
  }
}

function failureOf(answer: object): Failure {
  const reason: unknown = 'reason' in answer ? answer.reason : undefined;
  const tooLarge = 'The messages need more memory than there is for decoding them';
  return threadFailure(reason, 'Decoding the messages failed', ['usage', tooLarge]);
}
