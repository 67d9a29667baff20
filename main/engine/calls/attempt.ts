import type { ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2';
import type { MetadataPairs } from '#app/contract/calls.ts';
import type { ConnectionFacts, StreamListener } from '../channels/stream-listener.ts';
import { isGrpcType, receivedPairs, sentPairs, type Trailers, toTrailers } from './http-headers.ts';
import { prefixLength } from './message-runs.ts';
import { type NotSent, notSent } from './not-sent.ts';
import { refusedStream } from './reset-codes.ts';

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

/** What an attempt belongs to. */
interface AttemptOwner {
  /** HTTP/2 takes a message, counted from 1, of so many bytes without its prefix. */
  onMessage(index: number, wireBytes: number): void;
  onGoaway(code: number): void;
  /** The headers of an answer with a body came. */
  onHeaders(attempt: Attempt): void;
  onBody(attempt: Attempt, chunk: Buffer, give: (piece: Buffer) => void): void;
  holdsBack(): boolean;
  onBodyEnd(told: () => void): void;
}

/** One attempt of a call as HTTP/2 has it; filled in as it happens. */
export class Attempt implements StreamListener {
  /** As really sent; pseudo headers first. */
  readonly request: MetadataPairs;
  readonly connection: ConnectionFacts;
  answer: Answer | undefined;
  /** The headers of an answer with a body. */
  headers: MetadataPairs | undefined;
  /** What ended the stream: trailers or, without a body, the headers. */
  trailers: Trailers | undefined;
  /** The code with which the stream was closed, by either side. */
  closeCode: number | undefined;
  /** HTTP/2 here did not send the request: for it the connection is over. */
  isUnsent = false;
  /** What of it did not go out, because the server's settings do not let it. */
  notSent: NotSent | undefined;
  /** HTTP/2 here reset the stream over what came on it. */
  isResetHere = false;
  /** Why HTTP/2 here ended the whole connection: what came over it. */
  error: NodeJS.ErrnoException | undefined;
  /** HTTP/2 here gave the connection up over what came, without a word. */
  isUnreadable = false;
  #givenUp: Promise<boolean> | undefined;
  readonly #stream: ClientHttp2Stream;
  readonly #owner: AttemptOwner;
  #written = 0;
  #hasToldGoaway = false;

  constructor(stream: ClientHttp2Stream, connection: ConnectionFacts, owner: AttemptOwner) {
    this.request = sentPairs(stream.sentHeaders);
    this.connection = connection;
    this.#stream = stream;
    this.#owner = owner;
  }

  onResponse(headers: IncomingHttpHeaders, flags: number, raw?: readonly string[]): void {
    this.answer = toAnswer(headers);
    if ((flags & endStream) !== 0) {
      this.trailers = toTrailers(receivedPairs(headers, raw));
      return;
    }
    const pairs = receivedPairs(headers, raw);
    // Of gRPC it is always 200, and says nothing.
    const isForeign = !this.answer.isGrpc || this.answer.httpStatus !== 200;
    this.headers = isForeign ? [[':status', `${this.answer.httpStatus}`], ...pairs] : pairs;
    this.#owner.onHeaders(this);
  }

  onTrailers(headers: IncomingHttpHeaders, raw?: readonly string[]): void {
    this.trailers = toTrailers(receivedPairs(headers, raw));
  }

  /** Each message is written as one piece. */
  onWrite(framed: Buffer): void {
    this.#written += 1;
    this.#owner.onMessage(this.#written, framed.length - prefixLength);
  }

  onBody(chunk: Buffer, give: (piece: Buffer) => void): void {
    this.connection.heard();
    this.#owner.onBody(this, chunk, give);
  }

  holdsBack(): boolean {
    return this.#owner.holdsBack();
  }

  onBodyEnd(told: () => void): void {
    this.#owner.onBodyEnd(told);
  }

  onGoaway(lastStream: number): void {
    const { closed, id } = this.#stream;
    const { goaway } = this.connection;
    const goesOn = !closed && id !== undefined && id <= lastStream;
    // A server that shuts down in peace says it twice.
    if (goaway === undefined || !goesOn || this.#hasToldGoaway) return;
    this.#hasToldGoaway = true;
    this.#owner.onGoaway(goaway.code);
  }

  onFrameError(type: number): void {
    if (type === headersType) this.isUnsent = true;
  }

  onError(error: NodeJS.ErrnoException): void {
    if (ownErrors.has(error.code)) this.error ??= error;
  }

  onCancel(): void {
    this.notSent ??= notSent(this.#stream, this.connection.streams());
    // What does not go out for other reasons says nothing of what came.
    const { closed, pending, writableLength } = this.#stream;
    if (!closed && !pending && writableLength === 0 && this.notSent === undefined)
      this.#givenUp = this.connection.givenUp();
  }

  /** Looks whether HTTP/2 here gave up over what came, of a stream that was reset; `undefined` where nothing says so. */
  lookWhetherReadable(): Promise<void> | undefined {
    return this.#givenUp?.then((isGivenUp) => {
      this.isUnreadable = isGivenUp;
    });
  }

  onDestroy(): void {
    const { destroyed, rstCode } = this.#stream;
    if (destroyed || notOverWhatCame.has(rstCode)) return;
    // Who hears of a reset has closed its other side before that.
    this.isResetHere = this.#stream.state.remoteClose === 0;
  }

  onClose(): void {
    this.closeCode = this.#stream.rstCode;
  }
}

/** The type of HTTP/2's HEADERS frame, and its flag that nothing follows. */
const headersType = 1;
const endStream = 1;
/** NO_ERROR, CANCEL, which HTTP/2 never says by itself, and the code of a stream that it lets go of at a GOAWAY. */
const notOverWhatCame: ReadonlySet<number> = new Set([0, 8, refusedStream]);
/** The codes of Node's errors for what its HTTP/2 finds wrong. */
const ownErrors: ReadonlySet<string | undefined> = new Set([
  'ERR_HTTP2_ERROR',
  'ERR_HTTP2_TOO_MANY_INVALID_FRAMES',
]);
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
