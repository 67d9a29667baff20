import type { Socket } from 'node:net';
import { type Client, connectivityState } from '@grpc/grpc-js';
import { type AppError, Failure } from '#app/contract/result.ts';
import type { ProxyChoice } from '#app/contract/settings.ts';
import type {
  ConnectionState,
  ConnectTimes,
  TargetSettings,
  TransportOptions,
} from '#app/contract/target.ts';
import { type ProxyServer, proxyText } from '#app/core/proxy.ts';
import { type Target, targetKey, targetOf, targetPlace } from '#app/core/target.ts';
import { mergeOptions } from '#app/core/transport-options.ts';
import { type Route, usualConnectTimeoutMs } from './connector.ts';
import { noTls, readTlsMaterial } from './credentials.ts';
import { type LookUp, makeClient } from './make-client.ts';
import { probe } from './probe/probe.ts';
import { proxyFor } from './proxy-choice.ts';
import type { MadeConnection } from './route-credentials.ts';

/** So long a server has to close its side of a connection, or the last streams on it to end. */
const closingMs = 1000;

/** A channel whose HTTP/2 connection stands. It may break at any time; then open again. */
export interface OpenChannel {
  readonly client: Client;
  readonly target: Target;
  /** How long connecting took for this caller; absent when the connection stood already. */
  readonly ms?: ConnectTimes;
}

/** What holds where neither a target nor a call says otherwise. */
export interface ChannelDefaults {
  readonly transport: TransportOptions;
  readonly proxy: ProxyChoice;
}

/** A client of grpc-js, which never changes its options, and what it came to. */
interface MadeClient {
  readonly client: Promise<Client>;
  /** The route it was made with, once its files are read. */
  route?: Route;
  /** The newest connection that it made. */
  connection?: MadeConnection;
  lookUp?: LookUp;
}

/** How often a patient caller has grpc-js try again. */
const pokeMs = 1000;

/** So many sets of options keep their connection to one target; the one longest unused goes first. */
const mostClients = 8;

/**
 * One target's connection, shared by all its calls with the same options. It connects on first need,
 * tells its state, and explains a failure by a probe, because grpc-js hides most causes. The pool
 * closes it.
 */
export class Channel {
  readonly target: Target;
  readonly #settings: TargetSettings;
  readonly #tell: (state: ConnectionState) => void;
  readonly #sockets = new Set<Socket>();
  readonly #defaults: () => ChannelDefaults;
  /** By their options, the one used last at the end. */
  readonly #clients = new Map<string, MadeClient>();
  #watched: Client | undefined;
  #closed = false;
  state: ConnectionState;

  /** `defaults` is asked at each opening. Throws a usage `Failure` for an address that is none. */
  constructor(
    settings: TargetSettings,
    tell: (state: ConnectionState) => void,
    defaults: () => ChannelDefaults,
  ) {
    this.target = targetOf(settings);
    this.#settings = settings;
    this.#tell = tell;
    this.#defaults = defaults;
    this.state = { key: targetKey(settings), state: 'not-connected' };
  }

  /**
   * Connects anew for a person who asked for it: looks at every step first, so that the times and
   * the TLS version are known. Never rejects: a failure is the state it resolves with.
   */
  async connect(own?: TransportOptions): Promise<ConnectionState> {
    this.#become({ key: this.state.key, state: 'connecting' });
    try {
      const route = await this.route(own);
      const { failure, ms } = await probe(route, { timeoutMs: this.connectTimeoutMs(own) });
      if (failure !== undefined) throw failure;
      await this.open(undefined, undefined, own);
      this.#becomeConnected(ms, this.#made(own));
    } catch (error) {
      this.#becomeFailed(error);
    }
    return this.state;
  }

  /** Rejects with a usage `Failure` for options, or files of TLS settings, that cannot be used. */
  async check(own?: TransportOptions): Promise<void> {
    await this.#made(own).client;
  }

  /**
   * Resolves when the HTTP/2 connection stands; rejects with an unreachable `Failure` that tells the
   * cause, after `timeoutMs` at the latest, or the time that the options give unless they want to wait
   * until the server is ready, or with the signal's reason. `own` are the options of the
   * call and of its target as they are now, without which those that the channel was made with hold.
   */
  async open(
    timeoutMs: number = Number.POSITIVE_INFINITY,
    signal?: AbortSignal,
    own?: TransportOptions,
  ): Promise<OpenChannel> {
    const begin = performance.now();
    const made = this.#made(own);
    const client = await made.client;
    const channel = client.getChannel();
    if (channel.getConnectivityState(true) === connectivityState.READY)
      return { client, target: this.target };
    const isPatient = this.#transport(own).waitForReady === true;
    const longest = isPatient ? timeoutMs : Math.min(timeoutMs, this.connectTimeoutMs(own));
    const until = Date.now() + longest;
    for (;;) {
      signal?.throwIfAborted();
      const state = channel.getConnectivityState(true);
      if (state === connectivityState.READY) break;
      const failed = state === connectivityState.TRANSIENT_FAILURE && !isPatient;
      if (failed || Date.now() >= until) {
        const left = Math.max(until - Date.now(), 250);
        const route = made.route ?? (await this.route(own));
        const waited = { timeoutMs: left, waitedMs: longest, signal };
        const { failure } = await probe(route, waited);
        if (failure !== undefined) throw this.#becomeFailed(failure);
        if (Date.now() >= until) throw this.#becomeFailed(this.#tooLate(longest));
        channel.getConnectivityState(true);
      }
      // Another bound came meanwhile, and with it another client.
      if (this.#made(own) !== made) return this.open(until - Date.now(), signal, own);
      await changed(
        channel,
        state,
        isPatient ? Math.min(until, Date.now() + pokeMs) : until,
        signal,
      );
    }
    const ms = timesSince(begin, made);
    if (this.state.state !== 'connected' && this.state.state !== 'connecting')
      this.#becomeConnected(ms, made);
    this.#watch(client);
    return { client, target: this.target, ms };
  }

  /**
   * Why no connection can be made now, for who lost one; `undefined` when one can. Ends within the time;
   * rejects with the signal's reason.
   */
  async whyLost(
    timeoutMs: number,
    signal: AbortSignal,
    own?: TransportOptions,
  ): Promise<AppError | undefined> {
    return (await probe(await this.route(own), { timeoutMs, signal })).failure?.error;
  }

  /** The way that it connects over, with the files of its TLS settings as they are now. */
  async route(own?: TransportOptions): Promise<Route> {
    const { target } = this;
    const proxy = this.#proxy(own);
    const tls = target.tls ? await readTlsMaterial(this.#settings.tls ?? {}) : noTls;
    return { target, tls, ...(proxy && { proxy }) };
  }

  close(): void {
    this.#closed = true;
    for (const made of this.#clients.values()) closeLater(made);
    this.#clients.clear();
    // A server that breaks HTTP/2, or never closes its side, would keep its connection for ever.
    setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, closingMs).unref();
  }

  /** How long a connection is waited for. */
  connectTimeoutMs(own?: TransportOptions): number {
    return this.#transport(own).connectTimeoutMs ?? usualConnectTimeoutMs;
  }

  #proxy(own: TransportOptions | undefined): ProxyServer | undefined {
    return proxyFor(this.target, this.#transport(own).proxy, this.#defaults().proxy);
  }

  #transport(own = this.#settings.options): TransportOptions {
    return mergeOptions(this.#defaults().transport, own);
  }

  /** The client for these options. What runs on others goes on to its end. */
  #made(own: TransportOptions | undefined): MadeClient {
    if (this.#closed)
      throw new Failure('unreachable', `${targetPlace(this.target)} is no longer used`);
    const transport = this.#transport(own);
    const key = JSON.stringify([clientOptions(transport), this.#proxy(own)]);
    const made = this.#clients.get(key) ?? this.#make(key, transport, own);
    this.#clients.delete(key);
    this.#clients.set(key, made);
    for (const [other, unused] of this.#clients) {
      if (this.#clients.size <= mostClients) break;
      this.#clients.delete(other);
      closeLater(unused);
    }
    return made;
  }

  #make(key: string, transport: TransportOptions, own: TransportOptions | undefined): MadeClient {
    const make = async (): Promise<Client> => {
      made.route = await this.route(own);
      return makeClient(made.route, this.#settings.authority, transport, {
        onMade: (connection) => {
          made.connection = connection;
          const { socket } = connection.connection;
          this.#sockets.add(socket);
          socket.once('close', () => this.#sockets.delete(socket));
        },
        onLookUp: (lookUp) => {
          made.lookUp = lookUp;
        },
      });
    };
    // `make` waits for files before it touches what it makes.
    const made: MadeClient = { client: Promise.resolve().then(make) };
    made.client.catch(() => {
      // Files of the TLS settings that cannot be read now may be there the next time.
      if (this.#clients.get(key) === made) this.#clients.delete(key);
    });
    return made;
  }

  #becomeConnected(ms: ConnectTimes, { connection: made, route }: MadeClient): void {
    this.#become({
      key: this.state.key,
      state: 'connected',
      ms,
      tls: made?.connection.tls ?? false,
      ...(made?.peer && { peer: made.peer }),
      ...(route?.proxy && { proxy: proxyText(route.proxy) }),
    });
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

/** All options that a client is made with: it lives as long as they stay the same. */
function clientOptions({ waitForReady: _ofCalls, ...options }: TransportOptions): unknown {
  return Object.entries(options).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Whoever was given the client just now starts a stream first; grpc-js lets streams end. */
function closeLater({ client }: MadeClient): void {
  client.then(
    (made) => setImmediate(() => made.close()),
    () => {},
  );
}

/** Of the connection that was waited for since `begin`, or part of it. */
function timesSince(begin: number, { connection, lookUp }: MadeClient): ConnectTimes {
  const total = performance.now() - begin;
  if (connection === undefined || connection.begin < begin) return { total };
  return {
    ...(lookUp !== undefined && lookUp.begin >= begin && { name: lookUp.ms }),
    connect: connection.connectMs,
    ...connection.connection.ms,
    total,
  };
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
