import { type ClientDuplexStream, type Metadata, type StatusObject, status } from '@grpc/grpc-js';
import type { CallEnd, MetadataPairs } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import type { ConnectTimes } from '#app/contract/target.ts';
import { statusName } from '#app/core/status.ts';
import { targetPlace, targetText } from '#app/core/target.ts';
import type { Channel } from '../channels/channel.ts';
import { connectTimeoutMs } from '../channels/connector.ts';
import type { CallCodecs } from '../codec/message-codec.ts';
import type { Method } from '../schema/registry.ts';
import type { Schema } from '../schema/schema.ts';
import type { CallEvent } from './call-event.ts';
import { type Outcome, toOutcome } from './outcome.ts';
import { toMetadata, toPairs } from './wire-metadata.ts';

/** What a call needs, all checked: it goes to the wire as it is. */
export interface CallOptions {
  readonly channel: Channel;
  readonly schema: Schema;
  readonly method: Method;
  readonly metadata: MetadataPairs;
  readonly deadlineMs?: number;
  /** The one payload of a unary or server-streaming call. */
  readonly payload?: Buffer;
  /** Hears every event, in order; `start` before the constructor returns. */
  readonly onEvent: (event: CallEvent) => void;
}

/** Where a call is: connecting, open to both sides, waiting for answers only, or over. */
export type CallState = 'connecting' | 'open' | 'half-closed' | 'ended';

/**
 * One call of any kind, as one state machine over one HTTP/2 stream: a unary call is a stream with one
 * message each way. It ends by itself; `cancel` ends it early. After `end` no event follows.
 */
export class Call {
  readonly method: Method;
  /** What it encodes and decodes with, whatever is read meanwhile. */
  readonly schema: Schema;
  readonly ended: Promise<CallEnd>;
  /** Settles when the stream is open, or the call over before that. */
  readonly opened: Promise<void>;
  /** Whether an HTTP/2 connection existed for this call. */
  reached = false;

  readonly #options: CallOptions;
  readonly #codecs: CallCodecs;
  readonly #begin: number;
  readonly #deadlineAt: number | undefined;
  readonly #abort = new AbortController();
  readonly #backlog: (() => void)[] = [];
  /** Messages that flow control has not let go yet: when the call ends they never will be. */
  readonly #pendingWrites = new Set<(error: Failure) => void>();
  #state: CallState = 'connecting';
  #stream: ClientDuplexStream<Buffer, Buffer> | undefined;
  #resolveEnded: (end: CallEnd) => void = () => {};
  #sent = 0;
  #received = 0;
  #finishing = false;
  #isPaused = false;
  #isCancelled = false;

  constructor(options: CallOptions) {
    this.#options = options;
    this.method = options.method;
    this.schema = options.schema;
    this.#codecs = options.schema.codecs(options.method);
    if (options.deadlineMs !== undefined) this.#deadlineAt = Date.now() + options.deadlineMs;
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    const { method, channel, metadata } = options;
    this.#begin = performance.now();
    this.#emit({
      type: 'start',
      method: method.path,
      target: targetText(channel.target),
      metadata,
    });
    this.opened = this.#open();
  }

  get state(): CallState {
    return this.#state;
  }

  /**
   * Sends one message given as JSON text, at once or when the connection stands. Resolves with its
   * index when flow control lets it go. Rejects with a message-invalid `Failure`, or no-such-call when
   * the sending side is closed.
   */
  send(text: string): Promise<number> {
    try {
      this.#needSending();
      return this.#write(this.#codecs.sent.encode(text));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Half-closes: the server learns that no more messages come. */
  halfClose(): void {
    if (this.#finishing || this.#state === 'ended') return;
    this.#finishing = true;
    this.#whenOpen((stream) => {
      this.#state = 'half-closed';
      if (this.#sendsMany()) this.#emit({ type: 'half-close' });
      stream.end();
    });
  }

  /** Resets the stream; the call then ends with CANCELLED. */
  cancel(): void {
    if (this.#state === 'ended' || this.#isCancelled) return;
    this.#isCancelled = true;
    this.#emit({ type: 'cancel' });
    if (this.#stream !== undefined) this.#stream.cancel();
    else this.#abort.abort();
  }

  /** Stops reading: HTTP/2 flow control then stops the server. */
  pause(): void {
    this.#isPaused = true;
    this.#stream?.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#stream?.resume();
  }

  async #open(): Promise<void> {
    const { channel, deadlineMs, payload } = this.#options;
    try {
      const timeout = Math.min(deadlineMs ?? connectTimeoutMs, connectTimeoutMs);
      const { client, ms } = await channel.open(timeout, this.#abort.signal);
      this.#abort.signal.throwIfAborted();
      this.reached = true;
      if (ms !== undefined) this.#emit({ type: 'connected', ms: rounded(ms) });
      this.#stream = this.#start(client);
    } catch (error) {
      this.#endUnreached(error);
      return;
    }
    this.#state = 'open';
    if (payload !== undefined) void this.#write(payload).catch(() => {});
    for (const act of this.#backlog.splice(0)) act();
    if (!this.#sendsMany()) this.halfClose();
  }

  #start(
    client: Awaited<ReturnType<Channel['open']>>['client'],
  ): ClientDuplexStream<Buffer, Buffer> {
    const stream = client.makeBidiStreamRequest<Buffer, Buffer>(
      `${this.#options.channel.target.pathPrefix}/${this.method.path}`,
      (payload) => payload,
      (payload) => payload,
      toMetadata(this.#options.metadata),
      this.#deadlineAt === undefined ? {} : { deadline: this.#deadlineAt },
    );
    stream.on('metadata', (headers: Metadata) => this.#takeHeaders(toPairs(headers)));
    stream.on('data', (payload: Buffer) => this.#receive(payload));
    stream.on('status', (outcome: StatusObject) => this.#end(outcome));
    // grpc-js tells a failure twice: as `status`, which is heard, and as `error`.
    stream.on('error', () => {});
    if (this.#isPaused) stream.pause();
    return stream;
  }

  #write(payload: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#whenOpen((stream) => {
        const index = ++this.#sent;
        this.#emit({ type: 'sent', index, payload });
        this.#pendingWrites.add(reject);
        stream.write(payload, (error: Error | null | undefined) => {
          this.#pendingWrites.delete(reject);
          if (error) reject(over());
          else resolve(index);
        });
      }, reject);
    });
  }

  #takeHeaders(metadata: MetadataPairs): void {
    this.#emit({ type: 'headers', metadata });
    const type = metadata.find(([name]) => name === 'content-type')?.[1] ?? '';
    if (type.startsWith('application/grpc')) return;
    const answer = type === '' ? 'without a content type' : `with the content type ${type}`;
    const text = `The server answered ${answer}: that is not gRPC. Check the port and the path`;
    this.#emit({ type: 'warning', text });
  }

  #receive(payload: Buffer): void {
    if (this.#state === 'ended') return;
    const index = ++this.#received;
    this.#emit({ type: 'received', index, payload });
    const fault = this.#codecs.received.fault(payload);
    if (fault !== undefined) this.#emit({ type: 'warning', index, text: fault });
  }

  /** What the server told is over is told to be over, once the types of its details are known. */
  #end(told: Partial<StatusObject>): void {
    const { schema } = this.#options;
    const at = performance.now();
    const outcome = toOutcome(schema, told);
    const learning = schema.learn();
    if (learning === undefined) this.#conclude(outcome, at);
    else
      void learning.then((isNew) => this.#conclude(isNew ? toOutcome(schema, told) : outcome, at));
  }

  #conclude({ end, warning }: Outcome, at: number): void {
    if (warning !== undefined) this.#emit({ type: 'warning', text: warning });
    if (end.code === status.OK && !this.#answersMany() && this.#received !== 1) {
      const text =
        this.#received === 0
          ? 'The server ended with OK and no message, though this method answers with one'
          : `The server sent ${this.#received} messages, though this method answers with one`;
      this.#emit({ type: 'warning', text });
    }
    this.#finish(end, at);
  }

  #endUnreached(error: unknown): void {
    const [code, message] = this.#whyUnreached(error);
    this.#finish({ code, status: statusName(code), message, details: [], trailers: [] });
  }

  #whyUnreached(error: unknown): [number, string] {
    if (this.#abort.signal.aborted)
      return [status.CANCELLED, 'Cancelled before the connection stood'];
    if (this.#deadlineAt !== undefined && Date.now() >= this.#deadlineAt) {
      const place = targetPlace(this.#options.channel.target);
      return [status.DEADLINE_EXCEEDED, `The deadline passed before ${place} was connected`];
    }
    if (!(error instanceof Failure)) return [status.UNKNOWN, String(error)];
    const { message, hint } = error.error;
    return [status.UNAVAILABLE, hint === undefined ? message : `${message}. ${hint}.`];
  }

  #finish(end: CallEnd, at?: number): void {
    if (this.#state === 'ended') return;
    this.#emit({ type: 'end', ...end }, at);
    this.#state = 'ended';
    for (const act of this.#backlog.splice(0)) act();
    for (const reject of this.#pendingWrites) reject(over());
    this.#resolveEnded(end);
  }

  #whenOpen(
    act: (stream: ClientDuplexStream<Buffer, Buffer>) => void,
    otherwise?: (error: Failure) => void,
  ): void {
    if (this.#stream !== undefined && this.#state !== 'ended') act(this.#stream);
    else if (this.#state === 'connecting') this.#backlog.push(() => this.#whenOpen(act, otherwise));
    else otherwise?.(over());
  }

  #needSending(): void {
    if (this.#state === 'ended') throw over();
    if (this.#finishing)
      throw new Failure('no-such-call', 'Sending is finished: this call is half-closed');
    if (!this.#sendsMany())
      throw new Failure('no-such-call', `${this.method.path} takes one message only`);
  }

  #answersMany(): boolean {
    return this.method.kind === 'server-streaming' || this.method.kind === 'bidi-streaming';
  }

  #sendsMany(): boolean {
    return this.method.kind === 'client-streaming' || this.method.kind === 'bidi-streaming';
  }

  #emit(
    event: CallEvent extends infer E ? (E extends unknown ? Omit<E, 'at'> : never) : never,
    at = performance.now(),
  ): void {
    if (this.#state === 'ended') return;
    this.#options.onEvent({ at: round(at - this.#begin), ...event } as CallEvent);
  }
}

export function over(): Failure {
  return new Failure('no-such-call', 'This call has ended');
}

function rounded(ms: ConnectTimes): { [step: string]: number } {
  return Object.fromEntries(Object.entries(ms).map(([step, time]) => [step, round(time)]));
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
