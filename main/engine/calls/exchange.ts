import type { ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2';
import type { Metadata } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import {
  type ConnectionFacts,
  isObserving,
  observeStreams,
  type StreamListener,
} from '../channels/observed-streams.ts';
import { isGrpcType, receivedPairs, sentPairs, type Trailers, toTrailers } from './http-headers.ts';
import {
  type GivenMessage,
  type MessagePrefix,
  MessageRuns,
  prefixLength,
  type UnfinishedMessage,
} from './message-runs.ts';

/** Of a body that is not gRPC so much is kept. */
const keptBody = 2048;

/** One attempt of a call as HTTP/2 has it; filled in as it happens. */
export interface Attempt {
  /** As really sent; pseudo headers first. */
  readonly request: MetadataPairs;
  readonly connection: ConnectionFacts;
  answer?: Answer;
  /** The headers of an answer with a body. */
  headers?: MetadataPairs;
  /** What ended the stream: trailers or, without a body, the headers. */
  trailers?: Trailers;
  /** The code with which the stream was closed, by either side. */
  closeCode?: number;
  /** HTTP/2 here did not send the request: for it the connection is over. */
  isUnsent?: true;
}

/** The head of an answer, whatever protocol it speaks over HTTP/2. Texts are as they came, empty without one. */
export interface Answer {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly isGrpc: boolean;
  readonly server: string;
  /** Where it sends on to. */
  readonly location: string;
  readonly encoding: string;
  /** The first bytes of a body that is not gRPC. */
  body: Buffer;
}

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
  /** Somebody asks for what is received. */
  readonly #isAsked: boolean;
  /** What waits until all that came whole was received. */
  readonly #waiting: (() => void)[] = [];
  #stop: () => void = () => {};

  private constructor(listener: ExchangeListener, joined: number) {
    this.#listener = listener;
    this.#messages = new MessageRuns(joined);
    this.#isAsked = joined > 0;
  }

  /**
   * Observes the call that is about to start with this metadata; `undefined` where that cannot be. Of messages
   * of `joined` bytes at most grpc-js gets tokens, and whoever receives them asks {@link next} what each stands for. Whoever
   * began it closes it.
   */
  static begin(metadata: Metadata, listener: ExchangeListener, joined = 0): Exchange | undefined {
    if (!isObserving()) return undefined;
    const exchange = new Exchange(listener, joined);
    exchange.#stop = observeStreams(metadata, (stream, connection) =>
      exchange.#take(stream, connection),
    );
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
    this.#messages.forget();
    this.#waiting.length = 0;
    this.#stop();
  }

  #take(stream: ClientHttp2Stream, connection: ConnectionFacts): StreamListener {
    this.#count += 1;
    const attempt: Attempt = { request: sentPairs(stream.sentHeaders), connection };
    const isSame = this.#newest?.connection === connection;
    this.#newest = attempt;
    this.#watchWrites(stream);
    const hear = (lastStream: number): void => {
      const { goaway } = connection;
      const goesOn = !stream.closed && stream.id !== undefined && stream.id <= lastStream;
      if (goaway === undefined || !goesOn) return;
      // A server that shuts down in peace says it twice.
      connection.onGoaway.delete(hear);
      this.#listener.onGoaway?.(goaway.code);
    };
    connection.onGoaway.add(hear);
    this.#listener.onRequest?.(attempt.request, this.#count, isSame);
    return {
      onResponse: (headers, flags, raw) => {
        const answer = toAnswer(headers);
        attempt.answer = answer;
        if ((flags & endStream) !== 0) {
          attempt.trailers = toTrailers(receivedPairs(headers, raw));
          return;
        }
        attempt.headers = receivedPairs(headers, raw);
        // With its headers grpc-js settles for an attempt; an end alone may be tried again.
        this.#answering ??= attempt;
      },
      onBody: (chunk, give) => {
        connection.heard();
        if (this.#answering === attempt) this.#body(chunk, give);
        else give(chunk);
      },
      holdsBack: () => this.#messages.isRefusing,
      onBodyEnd: (told) => this.#whenReceived(told),
      onTrailers(headers, raw) {
        attempt.trailers = toTrailers(receivedPairs(headers, raw));
      },
      onFrameError(type) {
        if (type === headersType) attempt.isUnsent = true;
      },
      onClose() {
        attempt.closeCode = stream.rstCode;
        connection.onGoaway.delete(hear);
      },
    };
  }

  /** Each message is written as one piece, behind its prefix. */
  #watchWrites(stream: ClientHttp2Stream): void {
    let index = 0;
    const { write } = stream;
    Object.assign(stream, {
      write: (...given: Parameters<typeof write>): boolean => {
        const [chunk] = given;
        index += 1;
        if (Buffer.isBuffer(chunk)) this.#listener.onMessage?.(index, chunk.length - prefixLength);
        return Reflect.apply(write, stream, given);
      },
    });
  }

  /** Tells now that what answers is not gRPC, if that is so and was not told. */
  tellForeignAnswer(): void {
    const { answer, trailers } = this.attempt ?? {};
    if (answer === undefined || answer.isGrpc || this.#isToldForeign) return;
    if (trailers?.status !== undefined) return;
    this.#isToldForeign = true;
    this.#listener.onForeignAnswer?.(answer);
  }

  #whenReceived(act: () => void): void {
    if (this.#isAsked && this.#messages.hasNext) this.#waiting.push(act);
    else act();
  }

  /** Gives grpc-js what it is to have of it. */
  #body(chunk: Buffer, give: (piece: Buffer) => void): void {
    const answer = this.#answering?.answer;
    if (this.#isClosed) give(chunk);
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
    for (const piece of messages.take(chunk)) give(piece);
    if (!messages.isRefusing) return;
    this.#whenReceived(() => {
      const refused = messages.takeRefused();
      if (refused !== undefined) give(refused);
    });
  }
}

/** The type of HTTP/2's HEADERS frame, and its flag that nothing follows. */
const headersType = 1;
const endStream = 1;
const none = Buffer.alloc(0);

function toAnswer(headers: IncomingHttpHeaders): Answer {
  const contentType = headers['content-type'] ?? '';
  return {
    httpStatus: Number(headers[':status']),
    contentType,
    isGrpc: isGrpcType(contentType),
    server: textOf(headers['server']),
    location: textOf(headers['location']),
    encoding: textOf(headers['grpc-encoding']),
    body: none,
  };
}

function textOf(value: string | readonly string[] | undefined): string {
  return value === undefined ? '' : typeof value === 'string' ? value : value.join(', ');
}
