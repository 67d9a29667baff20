import type { ClientHttp2Stream } from 'node:http2';
import type { MetadataPairs } from '#app/contract/calls.ts';
import type { ObservableMetadata } from '../channels/observable-metadata.ts';
import { isObserving } from '../channels/observed-streams.ts';
import type { ConnectionFacts } from '../channels/stream-listener.ts';
import { type Answer, Attempt } from './attempt.ts';
import {
  type GivenMessage,
  type MessagePrefix,
  MessageRuns,
  type UnfinishedMessage,
} from './message-runs.ts';

/** Of a body that is not gRPC so much is kept. */
const keptBody = 2048;
/** So long its first bytes are waited for. */
const bodyMs = 1000;

/** Hears of an exchange as it happens; must not throw. */
export interface ExchangeListener {
  /** A request went out; `number` counts the attempts from 1, `isSame`: over the connection of the one before. */
  readonly onRequest?: (request: MetadataPairs, number: number, isSame: boolean) => void;
  /** HTTP/2 takes a message, counted from 1 in each attempt, of so many bytes without its prefix. */
  readonly onMessage?: (index: number, wireBytes: number) => void;
  /** The server takes no more calls over the connection, and lets this one go on. */
  readonly onGoaway?: (code: number) => void;
  /** What answers is not gRPC; told once, with the first bytes of its body. */
  readonly onForeignAnswer?: (answer: Answer) => void;
  /** More of a message came that is not whole, with its prefix; before grpc-js gets it. */
  readonly onPart?: (prefix: MessagePrefix) => void;
}

/** The HTTP side of one call, which grpc-js keeps to itself. */
export class Exchange {
  readonly #listener: ExchangeListener;
  readonly #messages: MessageRuns;
  #count = 0;
  #newest: Attempt | undefined;
  #answering: Attempt | undefined;
  #isToldForeign = false;
  #isClosed = false;
  /** Until what is not gRPC is told without a body. */
  #silent: NodeJS.Timeout | undefined;
  /** Somebody asks for what is received. */
  readonly #isAsked: boolean;
  /** What waits until all that came whole was received. */
  readonly #waiting: (() => void)[] = [];

  private constructor(listener: ExchangeListener, joined: number, keepsPacked: boolean) {
    this.#listener = listener;
    this.#messages = new MessageRuns(joined, keepsPacked);
    this.#isAsked = joined > 0;
  }

  /**
   * Observes the call that is about to start with this metadata; `undefined` where that cannot be. Of messages
   * of `joined` bytes at most grpc-js gets tokens, and whoever receives them asks {@link next} what each stands for. With
   * `keepsPacked` grpc-js unpacks nothing, which is theirs to do then. Whoever began it closes it.
   */
  static begin(
    metadata: ObservableMetadata,
    listener: ExchangeListener,
    joined = 0,
    keepsPacked = false,
  ): Exchange | undefined {
    if (!isObserving()) return undefined;
    const exchange = new Exchange(listener, joined, keepsPacked);
    metadata.observer = (stream, connection) => exchange.#take(stream, connection);
    return exchange;
  }

  /** The attempt whose answer the call has, else the newest. */
  get attempt(): Attempt | undefined {
    return this.#answering ?? this.#newest;
  }

  get unfinished(): UnfinishedMessage | undefined {
    return this.#messages.unfinished;
  }

  /** Of what came and was not received. */
  get pending(): MessagePrefix | undefined {
    return this.#messages.pending;
  }

  /** What grpc-js gives next, in the order in which it is received; `undefined` when it is not known. */
  next(): GivenMessage | undefined {
    const given = this.#messages.next();
    if (!this.#messages.hasNext) for (const act of this.#waiting.splice(0)) act();
    return given;
  }

  /** Messages that came whole and that grpc-js, whose call is over, gives no more. */
  nextRun(): GivenMessage | undefined {
    return this.#messages.nextRun();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#silent);
    this.#messages.forget();
    this.#waiting.length = 0;
  }

  #take(stream: ClientHttp2Stream, connection: ConnectionFacts): Attempt | undefined {
    if (this.#isClosed) return undefined;
    this.#count += 1;
    const isSame = this.#newest?.connection === connection;
    const attempt = new Attempt(stream, connection, this);
    this.#newest = attempt;
    this.#listener.onRequest?.(attempt.request, this.#count, isSame);
    return attempt;
  }

  /** Tells now that what answers is not gRPC, if that is so and was not told. */
  tellForeignAnswer(): void {
    const { answer, trailers } = this.attempt ?? {};
    if (answer === undefined || answer.isGrpc || this.#isToldForeign) return;
    if (trailers?.status !== undefined) return;
    this.#isToldForeign = true;
    this.#listener.onForeignAnswer?.(answer);
  }

  /** The rest is for its attempts. */
  onMessage(index: number, wireBytes: number): void {
    this.#listener.onMessage?.(index, wireBytes);
  }

  onGoaway(code: number): void {
    this.#listener.onGoaway?.(code);
  }

  /** With its headers grpc-js settles for an attempt; an end alone may be tried again. */
  onHeaders(attempt: Attempt): void {
    this.#answering ??= attempt;
    const { answer } = attempt;
    if (answer === undefined || answer.isGrpc || this.#isClosed) return;
    this.#silent ??= setTimeout(() => this.tellForeignAnswer(), bodyMs).unref();
  }

  holdsBack(): boolean {
    return this.#messages.isRefusing;
  }

  onBodyEnd(told: () => void): void {
    if (this.#isAsked && this.#messages.hasNext) this.#waiting.push(told);
    else told();
  }

  /** Gives grpc-js what it is to have of it. */
  onBody(attempt: Attempt, chunk: Buffer, give: (piece: Buffer) => void): void {
    const { answer } = attempt;
    if (this.#isClosed || this.#answering !== attempt) give(chunk);
    else if (answer === undefined || answer.isGrpc) this.#messagesOf(chunk, give);
    else {
      if (answer.body.length < keptBody)
        answer.body = Buffer.concat([answer.body, chunk]).subarray(0, keptBody);
      this.tellForeignAnswer();
      give(chunk);
    }
  }

  #messagesOf(chunk: Buffer, give: (piece: Buffer) => void): void {
    const messages = this.#messages;
    if (messages.isRefusing) return;
    const pieces = messages.take(chunk);
    const { prefix } = messages.unfinished ?? {};
    if (prefix !== undefined) this.#listener.onPart?.(prefix);
    for (const piece of pieces) give(piece);
    if (!messages.isRefusing) return;
    this.onBodyEnd(() => {
      const refused = messages.takeRefused();
      if (refused !== undefined) give(refused);
    });
  }
}
