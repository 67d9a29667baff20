import http2, {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  constants,
  type IncomingHttpHeaders,
} from 'node:http2';
import type { Duplex } from 'node:stream';
import { tidyAcceptEncoding } from './accept-encoding.ts';
import { observerOf } from './observable-metadata.ts';
import type { ConnectionFacts, StreamListener } from './stream-listener.ts';
import { StuckWatch } from './stuck-connection.ts';

let connections = 0;
const factsBySocket = new WeakMap<Duplex, ConnectionFacts>();

/**
 * Whether the HTTP/2 connections of grpc-js can be observed: true once the first one was made.
 */
export function isObserving(): boolean {
  return connections > 0;
}

/** What the HTTP/2 connection over this socket came to; `undefined` before there is one. */
export function factsOver(socket: Duplex): ConnectionFacts | undefined {
  return factsBySocket.get(socket);
}

/**
 * grpc-js keeps its HTTP/2 streams to itself, and with them the headers really sent, the HTTP status,
 * the body that was not gRPC and the reset's code. It makes each connection with `http2.connect`, a
 * public function of Node that is looked up at each call.
 */
const { connect } = http2;
/** As many as 64 KB of headers, which Node takes, can hold: it resets a stream with more than 128 by itself. */
export const mostHeaders = 2000;
Object.assign(http2, {
  connect: (
    authority: string | URL,
    options: http2.ClientSessionOptions,
    listener: Parameters<typeof connect>[2],
  ): ClientHttp2Session => {
    const { createConnection } = options;
    let socket: Duplex | undefined;
    const ours: http2.ClientSessionOptions = { maxHeaderListPairs: mostHeaders, ...options };
    if (createConnection !== undefined)
      ours.createConnection = (...given) => {
        socket = createConnection(...given);
        return socket;
      };
    const session = connect(authority, ours, listener);
    connections += 1;
    observeRequests(session, socket);
    return session;
  },
});

function observeRequests(session: ClientHttp2Session, socket: Duplex | undefined): void {
  const stuck = new StuckWatch(session, () => {
    connection.isUnreadable = true;
  });
  const connection: ConnectionFacts = {
    isClosed: false,
    heard: () => stuck.heard(),
    streams: () => stuck.streams,
    givenUp: () => stuck.givenUp(),
  };
  const streams: Streams = { stuck, open: new Set() };
  if (socket !== undefined) {
    factsBySocket.set(socket, connection);
    noteSilentEnd(session, socket, connection);
  }
  // When the connection stands, grpc-js lets go of all listeners; it has to hear of that first.
  queueMicrotask(() => session.once('remoteSettings', () => listen(session, connection, streams)));
  notePings(session, connection);
  const request = session.request.bind(session);
  session.request = (headers, options) => {
    const stream = request(headers, options);
    observe(stream, streams, observerOf(headers)?.(stream, connection));
    return stream;
  };
}

/** Of one connection. */
interface Streams {
  readonly stuck: StuckWatch;
  /** Who listens to those that are open. */
  readonly open: Set<StreamListener>;
}

type Hear = (...told: unknown[]) => void;

/**
 * grpc-js listens to each event of a stream once. Its listeners are changed instead of others set before them, because
 * every call pays for a listener. Of the body they hear what ours makes of it, and of a failure when ours lets them: with
 * the trailers of one, or a reset, grpc-js forgets what it has of the body and nobody asked for.
 */
function observe(stream: ClientHttp2Stream, streams: Streams, listener?: StreamListener): void {
  const { stuck, open } = streams;
  const { close, destroy, on, write } = stream;
  let give: Hear | undefined;
  stuck.opened();
  const changed = (name: string, hear: Hear): unknown => {
    if (name === 'response')
      return (headers: IncomingHttpHeaders, flags: number, raw?: readonly string[]) => {
        stuck.heard();
        tidyAcceptEncoding(headers);
        listener?.onResponse(headers, flags, raw);
        hear(headers, flags, raw);
      };
    if (name === 'trailers')
      return (headers: IncomingHttpHeaders, flags: number, raw?: readonly string[]) => {
        stuck.heard();
        listener?.onTrailers(headers, raw);
        // Of a success it forgets nothing; but the body may have a fault that it did not come to.
        const isForgotten =
          headers['grpc-status'] !== '0' || stream.readableLength > 0 || listener?.holdsBack();
        if (listener === undefined || !isForgotten) hear(headers, flags, raw);
        else afterBody(stream, on, listener, () => hear(headers, flags, raw));
      };
    if (name === 'close')
      return () => {
        stuck.closed();
        if (listener === undefined) return hear();
        open.delete(listener);
        listener.onClose();
        if (give !== undefined) readRest(stream, listener, give);
        listener.onBodyEnd(hear);
      };
    if (listener === undefined) return hear;
    if (name === 'error')
      return (error: NodeJS.ErrnoException) => {
        listener.onError(error);
        hear(error);
      };
    if (name !== 'data') return hear;
    give = hear;
    return (chunk: Buffer) => listener.onBody(chunk, hear);
  };
  if (listener !== undefined) {
    open.add(listener);
    stream.on('frameError', (type) => listener.onFrameError(type));
  }
  Object.assign(stream, {
    on: (name: string, hear: Hear) => Reflect.apply(on, stream, [name, changed(name, hear)]),
    write: (...given: Parameters<typeof write>): boolean => {
      if (Buffer.isBuffer(given[0])) listener?.onWrite(given[0]);
      return Reflect.apply(write, stream, given);
    },
    close: (...given: Parameters<typeof close>) => {
      if (given[0] === constants.NGHTTP2_CANCEL) listener?.onCancel();
      if (given[0] !== constants.NGHTTP2_NO_ERROR) Object.assign(stream, { _final: unfinished });
      return Reflect.apply(close, stream, given);
    },
    // Node destroys a stream that was reset, and while it does, still knows by whom.
    destroy: (...given: Parameters<typeof destroy>) => {
      listener?.onDestroy();
      return Reflect.apply(destroy, stream, given);
    },
  });
}

/**
 * Node ends what is sent before it resets a stream, and a server may take that for the whole of what was to come. A
 * stream is ended by what it is told to do finally: nothing then.
 */
const unfinished = (done: () => void): void => done();

/** A stream that was reset emits no more of what came before that; it has it nevertheless. */
function readRest(stream: ClientHttp2Stream, listener: StreamListener, give: Hear): void {
  for (let chunk = stream.read(); Buffer.isBuffer(chunk); chunk = stream.read())
    listener.onBody(chunk, give);
}

/** Acts once, when the body was read and received. */
function afterBody(
  stream: ClientHttp2Stream,
  on: ClientHttp2Stream['on'],
  listener: StreamListener,
  act: () => void,
): void {
  let isDone = false;
  const once = (): void => {
    if (!isDone) listener.onBodyEnd(act);
    isDone = true;
  };
  if (stream.readableEnded) once();
  else for (const name of ['end', 'close']) Reflect.apply(on, stream, [name, once]);
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

/** The socket of a session that neither side has ended; Node's own listener would end the streams first. */
function noteSilentEnd(
  session: ClientHttp2Session,
  socket: Duplex,
  connection: ConnectionFacts,
): void {
  socket.prependOnceListener('close', () => {
    if (session.closed || session.destroyed) return;
    connection.endedIdle ??= connection.streams() === 0;
  });
}

const longestDebug = 1024;

function listen(
  session: ClientHttp2Session,
  connection: ConnectionFacts,
  { stuck, open }: Streams,
): void {
  for (const event of ['localSettings', 'remoteSettings', 'ping', 'goaway'])
    session.on(event, () => stuck.heardOfConnection());
  stuck.heardOfConnection();
  session.on('goaway', (code: number, last: number, data?: Buffer) => {
    const debug = Buffer.from(data ?? '').subarray(0, longestDebug);
    connection.goaway = { code, debug: debug.toString('utf8') };
    connection.endedIdle ??= code === 0 && connection.streams() === 0;
    for (const listener of open) listener.onGoaway(last);
  });
  session.on('error', (error: NodeJS.ErrnoException) => {
    connection.error = error;
  });
  session.on('close', () => {
    connection.isClosed = true;
  });
}
