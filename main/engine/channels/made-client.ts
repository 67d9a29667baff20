import type { Client, connectivityState } from '@grpc/grpc-js';
import type { ConnectTimes, TransportOptions } from '#app/contract/target.ts';
import type { Route } from './connector.ts';
import type { LookUp } from './make-client.ts';
import type { MadeConnection } from './route-credentials.ts';

/** A client of grpc-js, which never changes its options, and what it came to. */
export interface MadeClient {
  readonly client: Promise<Client>;
  /** What that resolved with. */
  ready?: Client;
  /** The route it was made with, once its files are read. */
  route?: Route;
  /** The newest connection that it made. */
  connection?: MadeConnection;
  lookUp?: LookUp;
  /** The openings and streams that want its connection. */
  wanted: number;
  isWatched: boolean;
}

/** Whoever was given the client just now starts a stream first; grpc-js lets streams end. */
export function closeLater({ client }: MadeClient): void {
  client.then(
    (made) => setImmediate(() => made.close()),
    () => {},
  );
}

/** Of the connection that was waited for since `begin`, or part of it. */
export function timesSince(begin: number, { connection, lookUp }: MadeClient): ConnectTimes {
  const total = performance.now() - begin;
  if (connection === undefined || connection.begin < begin) return { total };
  return {
    ...(lookUp !== undefined && lookUp.begin >= begin && { name: lookUp.ms }),
    connect: connection.connectMs,
    ...connection.connection.ms,
    total,
  };
}

/** All options that a client is made with: it lives as long as they stay the same. */
export function clientOptions({ waitForReady: _ofCalls, ...options }: TransportOptions): unknown {
  return Object.entries(options).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Resolves when the state is another, the time is over, or the signal says stop. */
export function changed(
  channel: ReturnType<Client['getChannel']>,
  state: connectivityState,
  until: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve(), { once: true });
    channel.watchConnectivityState(state, until, () => resolve());
  });
}
