import { type Client, connectivityState } from '@grpc/grpc-js';
import { Failure } from '#app/contract/result.ts';
import type { ConnectTimes, TlsFacts } from '#app/contract/target.ts';
import type { Route } from './connector.ts';
import type { LookUp } from './make-client.ts';
import type { MadeConnection } from './route-credentials.ts';
import { silence, type WaitingStep } from './silence.ts';
import { waitedText } from './time-budget.ts';

/** A client of grpc-js, which never changes its options, and what it came to. */
export interface MadeClient {
  readonly client: Promise<Client>;
  /** Bytes of the largest message that it receives. */
  readonly mostReceived: number;
  /** Of that promise, once it is there. */
  ready?: Client;
  /** The route it was made with, once its files are read. */
  route?: Route;
  /** The newest connection that it made. */
  connection?: MadeConnection;
  lookUp?: LookUp;
  /** The step of connecting that began last, and when, by `performance.now()`. */
  step?: { readonly name: WaitingStep; readonly begin: number };
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

/** A connection that stands, as it came about. */
export interface Standing {
  /** How long its steps took; with a total, for whoever waited for it. */
  readonly ms: Partial<ConnectTimes>;
  /** It stood before it was asked for. */
  readonly reused: boolean;
  /** Absent for plaintext. */
  readonly tls?: TlsFacts;
}

/** Of the newest connection, which stood already. */
export function standing({ connection, lookUp }: MadeClient): Standing {
  if (connection === undefined) return { ms: {}, reused: true };
  const { connectMs, connection: made } = connection;
  const ms = { ...(lookUp && { name: lookUp.ms }), connect: connectMs, ...made.ms };
  return { ms, reused: true, ...(made.tls && { tls: made.tls }) };
}

/** Of the connection that was waited for since `begin`, or part of it. */
export function cameAbout(
  begin: number,
  made: MadeClient,
): Standing & { readonly ms: ConnectTimes } {
  const total = performance.now() - begin;
  const { connection, lookUp } = made;
  const { ms, ...more } = standing(made);
  if (connection === undefined || connection.begin < begin)
    return { ...more, ms: { total }, reused: false };
  const { name, ...steps } = ms;
  const isNamed = name !== undefined && lookUp !== undefined && lookUp.begin >= begin;
  return { ...more, ms: { ...(isNamed && { name }), ...steps, total }, reused: false };
}

/** Whom a connection waits for that is being made; `undefined` when none is. */
export function waitingFor({ ready, connection, route, step }: MadeClient): Failure | undefined {
  const { CONNECTING, IDLE } = connectivityState;
  const state = ready?.getChannel().getConnectivityState(false);
  // While a name is looked up, grpc-js calls itself idle.
  if (state !== CONNECTING && state !== IDLE) return undefined;
  if (route === undefined || step === undefined) return undefined;
  const { name, begin } = step;
  const made = name === 'http2' ? connection : undefined;
  const waiting = { step: name, tls: made?.connection.tls, came: cameOver(made) };
  return Failure.of(silence(waiting, route, waitedText(performance.now() - begin)));
}

/** Bytes since HTTP/2 began; beneath TLS some come that are not for it. */
function cameOver(made: MadeConnection | undefined): number {
  if (made === undefined || made.connection.tls !== false) return 0;
  return made.connection.socket.bytesRead - made.cameBefore;
}
