import { Failure } from '#app/contract/result.ts';
import { jsonDocumentsOf } from '#app/core/json-documents.ts';
import type { WireCall } from '../channels/wire-call.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import type { CallOptions } from './call-options.ts';
import { type Outbox, over } from './outbox.ts';
import { Turns } from './turns.ts';

/**
 * What one call is asked to send, in the order of asking: a message goes into the outbox once the stream is
 * there and the types that it names are known, and none goes behind the half-close.
 */
export class Sending {
  readonly #options: Pick<CallOptions, 'method' | 'schema'>;
  readonly #codec: MessageCodec;
  readonly #outbox: Outbox;
  /** A message may wait for a type that it names. */
  readonly #turns = new Turns();
  /** What waits for the stream. */
  readonly #backlog: (() => void)[] = [];
  #wire: WireCall | undefined;
  /** HTTP/2 tells which messages it takes. */
  #isObserved = false;
  #isFinishing = false;
  #isHalfClosed = false;
  #isOver = false;

  /** `codec`: of what is sent. */
  constructor(
    options: Pick<CallOptions, 'method' | 'schema'>,
    codec: MessageCodec,
    outbox: Outbox,
  ) {
    this.#options = options;
    this.#codec = codec;
    this.#outbox = outbox;
  }

  /** Whether the stream has heard that no more messages come. */
  get isHalfClosed(): boolean {
    return this.#isHalfClosed;
  }

  /** The stream is there: the payload of a method that takes one goes first. */
  begin(wire: WireCall, payload: Buffer | undefined, isObserved: boolean): void {
    this.#wire = wire;
    this.#isObserved = isObserved;
    // grpc-js keeps what is written until the request is out.
    if (payload !== undefined) this.#give(wire, payload, () => {});
    for (const act of this.#backlog.splice(0)) act();
    if (!this.#sendsMany()) this.halfClose();
  }

  /** Throws a no-such-call `Failure` where no message can be sent any more, or only one. */
  need(): void {
    if (this.#isOver) throw over();
    if (this.#isFinishing)
      throw new Failure('no-such-call', 'Sending is finished: this call is half-closed');
    if (!this.#sendsMany())
      throw new Failure('no-such-call', `${this.#options.method.path} takes one message only`);
  }

  /** Takes a message as JSON text, or encoded. */
  send(message: string | Buffer): Promise<number> {
    return this.#asked(() =>
      this.#writeInTurn(
        typeof message === 'string'
          ? this.#options.schema.knowing(() => this.#codec.encode(message))
          : message,
      ),
    );
  }

  sendEach(text: string): Promise<number> {
    return this.#asked(() => {
      const documents = jsonDocumentsOf(text);
      if (documents.length < 2) return this.send(text);
      const payloads = this.#options.schema.knowing(() => this.#codec.encodeEach(documents));
      return this.#turns.take(payloads, async (known) => {
        const indices = await Promise.all(known.map((payload) => this.#write(payload)));
        return indices.at(-1) ?? 0;
      });
    });
  }

  halfClose(): void {
    if (this.#isFinishing || this.#isOver) return;
    this.#isFinishing = true;
    const finish = () =>
      this.#whenBegun((wire) => {
        this.#isHalfClosed = true;
        this.#outbox.halfClose(wire, this.#sendsMany());
      });
    if (!this.#turns.isWaiting) finish();
    else void this.#turns.take(undefined, finish);
  }

  /** The call is over: what waits is not sent. */
  close(): void {
    this.#isOver = true;
    this.#outbox.close();
    for (const act of this.#backlog.splice(0)) act();
  }

  #asked(send: () => Promise<number>): Promise<number> {
    try {
      this.need();
      return send();
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #writeInTurn(payload: Buffer | Promise<Buffer>): Promise<number> {
    if (!this.#turns.isWaiting && !(payload instanceof Promise)) return this.#write(payload);
    return this.#turns.take(payload, (known) => this.#write(known));
  }

  #write(payload: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#whenBegun((wire) => {
        const index = this.#give(wire, payload, (isOver) =>
          isOver ? reject(over()) : resolve(index),
        );
      }, reject);
    });
  }

  #give(wire: WireCall, payload: Buffer, done: (isOver: boolean) => void): number {
    const index = this.#outbox.write(wire, payload, done);
    if (!this.#isObserved) this.#outbox.taken(index);
    return index;
  }

  #whenBegun(act: (wire: WireCall) => void, otherwise?: (error: Failure) => void): void {
    if (this.#isOver) otherwise?.(over());
    else if (this.#wire === undefined) this.#backlog.push(() => this.#whenBegun(act, otherwise));
    else act(this.#wire);
  }

  #sendsMany(): boolean {
    const { kind } = this.#options.method;
    return kind === 'client-streaming' || kind === 'bidi-streaming';
  }
}
