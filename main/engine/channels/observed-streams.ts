import { randomBytes } from 'node:crypto';
import http2, {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2';
import type { Metadata } from '@grpc/grpc-js';
import { tidyAcceptEncoding } from './accept-encoding.ts';
import { StuckWatch } from './stuck-connection.ts';

/** What one HTTP/2 connection came to; filled in as it happens. */
export interface ConnectionFacts {
  /** The server's GOAWAY: it takes no more calls. */
  goaway?: { readonly code: number; readonly debug: string };
  /** Why the connection broke, where the system says so. */
  error?: NodeJS.ErrnoException;
  /** What came over it cannot be read as HTTP/2; nothing more is heard of it. */
  isUnreadable?: boolean;
  /** The connection is gone. */
  isClosed: boolean;
  /** When the ping that is not answered was sent, by `performance.now()`. */
  pingedAt?: number | undefined;
  /** Hear of a GOAWAY with the last stream that the server lets go on. */
  readonly onGoaway: Set<(lastStream: number) => void>;
  /** To be told when bytes of a stream's body came. */
  heard(): void;
}

/** Hears of a stream before grpc-js does. `raw`: names and values in turn, as they came. */
export interface StreamListener {
  onResponse(headers: IncomingHttpHeaders, flags: number, raw?: readonly string[]): void;
  onTrailers(headers: IncomingHttpHeaders, raw?: readonly string[]): void;
  /** A chunk of the body came; `give` gives grpc-js what it is to have of it, now or later. */
  onBody(chunk: Buffer, give: (piece: Buffer) => void): void;
  /** Whether something is to be given later. */
  holdsBack(): boolean;
  /** No more of it comes; `told` is called when all that came whole was received, and never for a call that is over. */
  onBodyEnd(told: () => void): void;
  /** HTTP/2 here did not send a frame of this type. */
  onFrameError(type: number): void;
  onClose(): void;
}

type Observer = (stream: ClientHttp2Stream, connection: ConnectionFacts) => StreamListener;

/** Marks the requests of a watched call. Nobody else can have this name, and it is never sent. */
const mark = `duplex-${randomBytes(12).toString('hex')}`;
const observers = new Map<string, Observer>();
let calls = 0;
let connections = 0;

/**
 * Whether the HTTP/2 connections of grpc-js can be observed: true once the first one was made.
 */
export function isObserving(): boolean {
  return connections > 0;
}

/**
 * Shows the observer each HTTP/2 stream that grpc-js opens for the call with this metadata: one, or one
 * for each attempt, in the moment it is opened and before anything of it is heard. The observer answers
 * who listens, and must change nothing but what is read of the body. Returns what ends the observing.
 */
export function observeStreams(metadata: Metadata, observer: Observer): () => void {
  calls += 1;
  const id = String(calls);
  observers.set(id, observer);
  metadata.set(mark, id);
  return () => observers.delete(id);
}

/**
 * grpc-js keeps its HTTP/2 streams to itself, and with them the headers really sent, the HTTP status,
 * the body that was not gRPC and the reset's code. It makes each connection with `http2.connect`, a
 * public function of Node that is looked up at each call.
 */
const { connect } = http2;
/** As many as 64 KB of headers, which Node takes, can hold: it resets a stream with more than 128 by itself. */
const maxHeaderListPairs = 2000;
Object.assign(http2, {
  connect: (
    authority: string | URL,
    options: http2.ClientSessionOptions,
    listener: Parameters<typeof connect>[2],
  ): ClientHttp2Session => {
    const session = connect(authority, { maxHeaderListPairs, ...options }, listener);
    connections += 1;
    observeRequests(session);
    return session;
  },
});

function observeRequests(session: ClientHttp2Session): void {
  const stuck = new StuckWatch(session, () => {
    connection.isUnreadable = true;
  });
  const connection: ConnectionFacts = {
    isClosed: false,
    onGoaway: new Set(),
    heard: () => stuck.heard(),
  };
  // When the connection stands, grpc-js lets go of all listeners; it has to hear of that first.
  queueMicrotask(() => session.once('remoteSettings', () => listen(session, connection, stuck)));
  notePings(session, connection);
  const request = session.request.bind(session);
  session.request = (headers, options) => {
    const { [mark]: id, ...sent }: OutgoingHttpHeaders = headers ?? {};
    const stream = request(sent, options);
    const observer = id === undefined ? undefined : observers.get(String(id));
    listenTo(stream, stuck, observer?.(stream, connection));
    return stream;
  };
}

/** One listener for each event, because every call pays for them. */
function listenTo(stream: ClientHttp2Stream, stuck: StuckWatch, listener?: StreamListener): void {
  stuck.opened();
  stream.on('response', (headers, flags, raw?: readonly string[]) => {
    stuck.heard();
    tidyAcceptEncoding(headers);
    listener?.onResponse(headers, flags, raw);
  });
  stream.on('trailers', (headers, _flags, raw?: readonly string[]) => {
    stuck.heard();
    listener?.onTrailers(headers, raw);
  });
  stream.on('close', () => {
    stuck.closed();
    listener?.onClose();
  });
  if (listener === undefined) return;
  stream.on('frameError', (type: number) => listener.onFrameError(type));
  changeBody(stream, listener);
}

type Hear = (...told: unknown[]) => void;

/**
 * Whoever listens from now on hears of the body what the listener makes of it, and of a failure when the listener lets
 * it: with the trailers of one, or a reset, grpc-js forgets what it has of the body and nobody asked for.
 */
function changeBody(stream: ClientHttp2Stream, listener: StreamListener): void {
  const { on } = stream;
  let give: Hear | undefined;
  const changed = (name: string, hear: Hear): unknown => {
    if (name === 'data') {
      give = hear;
      return (chunk: Buffer) => listener.onBody(chunk, hear);
    }
    if (name === 'close')
      return (...told: readonly unknown[]) => {
        if (give !== undefined) readRest(stream, listener, give);
        listener.onBodyEnd(() => hear(...told));
      };
    if (name !== 'trailers') return hear;
    return (headers: IncomingHttpHeaders, ...more: readonly unknown[]) => {
      // Of a success it forgets nothing; but the body may have a fault that it did not come to.
      const isWhole = stream.readableLength === 0 && !listener.holdsBack();
      if (headers['grpc-status'] === '0' && isWhole) hear(headers, ...more);
      else afterBody(stream, listener, () => hear(headers, ...more));
    };
  };
  Object.assign(stream, {
    on: (name: string, hear: Hear): ClientHttp2Stream =>
      Reflect.apply(on, stream, [name, changed(name, hear)]),
  });
}

/** A stream that was reset emits no more of what came before that; it has it nevertheless. */
function readRest(stream: ClientHttp2Stream, listener: StreamListener, give: Hear): void {
  for (let chunk = stream.read(); Buffer.isBuffer(chunk); chunk = stream.read())
    listener.onBody(chunk, give);
}

/** Acts once, when the body was read and received. */
function afterBody(stream: ClientHttp2Stream, listener: StreamListener, act: () => void): void {
  let isDone = false;
  const once = (): void => {
    if (!isDone) listener.onBodyEnd(act);
    isDone = true;
  };
  if (stream.readableEnded) once();
  else stream.once('end', once);
  stream.once('close', once);
}

function notePings(session: ClientHttp2Session, connection: ConnectionFacts): void {
  const { ping } = session;
  Object.assign(session, {
    ping: (...given: unknown[]): boolean => {
      const hear = given.pop();
      connection.pingedAt ??= performance.now();
      const answered = (error: Error | null, ...answer: unknown[]): void => {
        if (error === null) connection.pingedAt = undefined;
        if (typeof hear === 'function') hear(error, ...answer);
      };
      return Reflect.apply(ping, session, [...given, answered]);
    },
  });
}

const longestDebug = 1024;

function listen(session: ClientHttp2Session, connection: ConnectionFacts, stuck: StuckWatch): void {
  for (const event of ['localSettings', 'remoteSettings', 'ping', 'goaway'])
    session.on(event, () => stuck.heardOfConnection());
  stuck.heardOfConnection();
  session.on('goaway', (code: number, last: number, data?: Buffer) => {
    const debug = Buffer.from(data ?? '').subarray(0, longestDebug);
    connection.goaway = { code, debug: debug.toString('utf8') };
    for (const hear of connection.onGoaway) hear(last);
  });
  session.on('error', (error: NodeJS.ErrnoException) => {
    connection.error = error;
  });
  session.on('close', () => {
    connection.isClosed = true;
  });
}
