import type { Client } from '@grpc/grpc-js';
import type { ConnectTimes } from '#app/contract/target.ts';
import type { Route } from './connector.ts';
import type { LookUp } from './make-client.ts';
import type { MadeConnection } from './route-credentials.ts';

/** A client of grpc-js, which never changes its options, and what it came to. */
export interface MadeClient {
  readonly client: Promise<Client>;
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
