import {
  createSecureServer,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
  type ServerOptions,
} from 'node:http2';
import type { AddressInfo, ListenOptions, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';

/** Answers one stream, however wrong. */
export type RawAnswer = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;

/** A bare HTTP/2 server that does as it is told. The caller closes it. */
export interface RawServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** 0 for a Unix socket. */
  readonly port: number;
  /** The headers of each stream so far. */
  readonly requests: readonly IncomingHttpHeaders[];
  /** The code with which each stream was closed, in the order of the closing. */
  readonly closeCodes: readonly number[];
  /** Connections that are open. */
  readonly connections: number;
  close(): void;
}

/** What else a raw server does. */
export interface RawServerOptions {
  readonly tls?: TlsOptions;
  /** Where it listens; a free port of 127.0.0.1 without it. */
  readonly listen?: ListenOptions;
  readonly http2?: ServerOptions;
  readonly onSession?: (session: ServerHttp2Session) => void;
}

export async function startRawServer(
  answer: RawAnswer,
  { tls, http2 = {}, listen = { host: '127.0.0.1', port: 0 }, onSession }: RawServerOptions = {},
): Promise<RawServer> {
  const server: Http2Server =
    tls === undefined ? createServer(http2) : createSecureServer({ ...http2, ...tls });
  const sockets = new Set<Socket>();
  const requests: IncomingHttpHeaders[] = [];
  const closeCodes: number[] = [];
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('session', (session) => {
    session.on('error', () => {});
    onSession?.(session);
  });
  server.on('stream', (stream, headers) => {
    requests.push(headers);
    stream.on('error', () => {});
    stream.on('close', () => closeCodes.push(stream.rstCode));
    stream.resume();
    answer(stream, headers);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen, resolve);
  });
  const { port = 0 } = server.address() as Partial<AddressInfo>;
  return {
    address: `127.0.0.1:${port}`,
    port,
    requests,
    closeCodes,
    get connections() {
      return sockets.size;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A gRPC frame: flag, length and payload. */
export function frame(payload: Buffer, flag = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(flag, 0);
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

/** Answers with headers, these bytes, and these trailers. */
export function answerWith(
  stream: ServerHttp2Stream,
  body: Buffer,
  trailers: Readonly<Record<string, string | readonly string[]>>,
  contentType = 'application/grpc',
): void {
  stream.respond({ ':status': 200, 'content-type': contentType }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ ...trailers } as OutgoingHttpHeaders));
  stream.end(body);
}
