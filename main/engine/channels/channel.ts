import type { Socket } from 'node:net';
import { type Client, connectivityState } from '@grpc/grpc-js';
import { type AppError, Failure } from '#app/contract/result.ts';
import type { ConnectionState, ConnectTimes, TargetSettings } from '#app/contract/target.ts';
import { type Target, targetKey, targetOf, targetPlace } from '#app/core/target.ts';
import { connectTimeoutMs, type Route } from './connector.ts';
import { noTls, readTlsMaterial } from './credentials.ts';
import { makeClient } from './make-client.ts';
import { probe } from './probe/probe.ts';
import type { MadeConnection } from './route-credentials.ts';

/** So long a server has to close its side of a connection, or the last streams on it to end. */
const closingMs = 1000;

/** So long a look at a lost server may take. */
const lookMs = 2000;

/** A channel whose HTTP/2 connection stands. It may break at any time; then open again. */
export interface OpenChannel {
  readonly client: Client;
  readonly target: Target;
  /** How long connecting took for this caller; absent when the connection stood already. */
  readonly ms?: ConnectTimes;
}

/** A client with the bound it was made with, which grpc-js never changes afterwards. */
interface MadeClient {
  readonly maxReceiveBytes: number;
  readonly client: Promise<Client>;
  /** The newest that it made. */
  connection?: MadeConnection;
}

/**
 * One target's connection, shared by all its calls. It connects on first need, tells its state, and
 * explains a failure by a probe, because grpc-js hides most causes. The pool closes it.
 */
export class Channel {
  readonly target: Target;
  readonly #settings: TargetSettings;
  readonly #tell: (state: ConnectionState) => void;
  readonly #maxReceiveBytes: () => number;
  readonly #sockets = new Set<Socket>();
  #made: MadeClient | undefined;
  #route: Route;
  #watched: Client | undefined;
  #closed = false;
  state: ConnectionState;

  /**
   * `maxReceiveBytes` is asked at each opening: the largest message that may be received. Throws a
   * usage `Failure` for an address that cannot be understood.
   */
  constructor(
    settings: TargetSettings,
    tell: (state: ConnectionState) => void,
    maxReceiveBytes: () => number,
  ) {
    this.target = targetOf(settings);
    this.#route = { target: this.target, tls: noTls };
    this.#settings = settings;
    this.#tell = tell;
    this.#maxReceiveBytes = maxReceiveBytes;
    this.state = { key: targetKey(settings), state: 'not-connected' };
  }

  /**
   * Connects anew for a person who asked for it: looks at every step first, so that the times and
   * the TLS version are known. Never rejects: a failure is the state it resolves with.
   */
  async connect(): Promise<ConnectionState> {
    this.#become({ key: this.state.key, state: 'connecting' });
    try {
      const route = await this.route();
      const { failure, ms } = await probe(route, { timeoutMs: connectTimeoutMs });
      if (failure !== undefined) throw failure;
      await this.open(connectTimeoutMs);
      this.#becomeConnected(ms);
    } catch (error) {
      this.#becomeFailed(error);
    }
    return this.state;
  }

  /**
   * Resolves when the HTTP/2 connection stands; rejects with an unreachable `Failure` that tells the
   * cause, after `timeoutMs` at the latest, or with the signal's reason.
   */
  async open(timeoutMs: number = connectTimeoutMs, signal?: AbortSignal): Promise<OpenChannel> {
    const begin = performance.now();
    const client = await this.#client();
    const channel = client.getChannel();
    if (channel.getConnectivityState(true) === connectivityState.READY)
      return { client, target: this.target };
    const until = Date.now() + timeoutMs;
    for (;;) {
      signal?.throwIfAborted();
      const state = channel.getConnectivityState(true);
      if (state === connectivityState.READY) break;
      if (state === connectivityState.TRANSIENT_FAILURE || Date.now() >= until) {
        const left = Math.max(until - Date.now(), 250);
        const { failure } = await probe(this.#route, {
          timeoutMs: left,
          waitedMs: timeoutMs,
          signal,
        });
        if (failure !== undefined) throw this.#becomeFailed(failure);
        if (Date.now() >= until) throw this.#becomeFailed(this.#tooLate(timeoutMs));
        channel.getConnectivityState(true);
      }
      // Another bound came meanwhile, and with it another client.
      if ((await this.#client()) !== client) return this.open(until - Date.now(), signal);
      await changed(channel, state, until, signal);
    }
    const ms = this.#timesSince(begin);
    if (this.state.state !== 'connected' && this.state.state !== 'connecting')
      this.#becomeConnected(ms);
    this.#watch(client);
    return { client, target: this.target, ms };
  }

  /**
   * Why no connection can be made now, for who lost one; `undefined` when one can. Ends within two
   * seconds; rejects with the signal's reason.
   */
  async whyLost(signal: AbortSignal): Promise<AppError | undefined> {
    return (await probe(this.#route, { timeoutMs: lookMs, signal })).failure?.error;
  }

  /** The way that it connects over, with the files of its TLS settings as they are now. */
  async route(): Promise<Route> {
    const tls = this.target.tls ? await readTlsMaterial(this.#settings.tls ?? {}) : noTls;
    this.#route = { target: this.target, tls };
    return this.#route;
  }

  close(): void {
    this.#closed = true;
    this.#closeLater(this.#made);
    this.#made = undefined;
    // A server that breaks HTTP/2, or never closes its side, would keep its connection for ever.
    setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, closingMs).unref();
  }

  /** The client of the present bound. What runs on the one before goes on to its end. */
  async #client(): Promise<Client> {
    if (this.#closed)
      throw new Failure('unreachable', `${targetPlace(this.target)} is no longer used`);
    const maxReceiveBytes = this.#maxReceiveBytes();
    const before = this.#made;
    if (before?.maxReceiveBytes === maxReceiveBytes) return before.client;
    const made: MadeClient = {
      maxReceiveBytes,
      client: this.#makeClient(maxReceiveBytes, (connection) => {
        made.connection = connection;
      }),
    };
    this.#made = made;
    this.#watched = undefined;
    this.#closeLater(before);
    made.client.catch(() => {
      // Files of the TLS settings that cannot be read now may be there the next time.
      if (this.#made === made) this.#made = undefined;
    });
    return made.client;
  }

  /** Whoever was given the client just now starts a stream first; grpc-js lets streams end. */
  #closeLater(made: MadeClient | undefined): void {
    made?.client.then(
      (client) => setImmediate(() => client.close()),
      () => {},
    );
  }

  async #makeClient(
    maxReceiveBytes: number,
    onMade: (made: MadeConnection) => void,
  ): Promise<Client> {
    return makeClient(await this.route(), this.#settings.authority, maxReceiveBytes, (made) => {
      const { socket } = made.connection;
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      onMade(made);
    });
  }

  /** Of the connection that was waited for since `begin`, or part of it. */
  #timesSince(begin: number): ConnectTimes {
    const total = performance.now() - begin;
    const made = this.#made?.connection;
    if (made === undefined) return { total };
    return { connect: made.connectMs, ...made.connection.ms, total };
  }

  #becomeConnected(ms: ConnectTimes): void {
    const made = this.#made?.connection;
    const tls = made?.connection.tls ?? false;
    const peer = made?.peer;
    this.#become({ key: this.state.key, state: 'connected', ms, tls, ...(peer && { peer }) });
  }

  /** Tells when a connection that stood is lost. */
  #watch(client: Client): void {
    if (this.#watched === client) return;
    this.#watched = client;
    void changed(client.getChannel(), connectivityState.READY, Number.POSITIVE_INFINITY).then(
      () => {
        if (this.#watched !== client) return;
        this.#watched = undefined;
        if (this.state.state === 'connected')
          this.#become({ key: this.state.key, state: 'not-connected' });
      },
    );
  }

  #tooLate(timeoutMs: number): Failure {
    return new Failure(
      'unreachable',
      `${targetPlace(this.target)} was not connected within ${timeoutMs / 1000} s`,
    );
  }

  #becomeFailed(error: unknown): unknown {
    const { message, hint } =
      error instanceof Failure ? error.error : { message: String(error), hint: undefined };
    this.#become({ key: this.state.key, state: 'failed', message, ...(hint && { hint }) });
    return error;
  }

  #become(state: ConnectionState): void {
    if (this.#closed) return;
    this.state = state;
    this.#tell(state);
  }
}

/** Resolves when the state is another, the time is over, or the signal says stop. */
function changed(
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
