import { type Client, connectivityState, type Metadata } from '@grpc/grpc-js';
import { type AppError, Failure } from '#app/contract/result.ts';
import type {
  ConnectionState,
  ConnectTimes,
  TargetSettings,
  TransportOptions,
} from '#app/contract/target.ts';
import type { Face } from '#app/core/face.ts';
import { proxyText } from '#app/core/proxy.ts';
import { type Target, targetKey, targetOf, targetPlace, targetText } from '#app/core/target.ts';
import { checkAuthority } from '#app/core/tls-name.ts';
import { Clients } from './clients.ts';
import { changed } from './connectivity.ts';
import type { Route } from './connector.ts';
import { noTls, readTlsMaterial } from './credentials.ts';
import type { OnUnusable } from './environment-files.ts';
import { cameAbout, type MadeClient, type Standing, standing, waitingFor } from './made-client.ts';
import { factsOver } from './observed-streams.ts';
import { type ChannelDefaults, OptionsInForce } from './options-in-force.ts';
import { probe } from './probe/probe.ts';
import { StepFailure } from './probe/steps.ts';
import type { MadeConnection } from './route-credentials.ts';
import { WireCall, type WireListener } from './wire-call.ts';

/** So long a server has to close its side of a connection, or the last streams on it to end. */
const closingMs = 1000;

/** A channel whose HTTP/2 connection stands. It may break at any time; then open again. */
export interface OpenChannel extends Standing {
  readonly target: Target;
  readonly face: Face;
  /** Bytes of the largest message that is received over it. */
  readonly mostReceived: number;
  /** Starts the stream of a method, `pkg.Service/Method`. `deadline`: in milliseconds since the epoch. */
  start(method: string, metadata: Metadata, deadline: number, listener: WireListener): WireCall;
}

interface Opening {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly own: TransportOptions | undefined;
}

/** How often a patient caller has grpc-js try again. */
const pokeMs = 1000;

/**
 * One target's connection, shared by all its calls with the same options. It connects on first need,
 * tells its state, and explains a failure by a probe, because grpc-js hides most causes. The pool
 * closes it.
 */
export class Channel {
  readonly target: Target;
  /** The target for a person: `host:port`, and in its full form. */
  readonly place: string;
  readonly address: string;
  /** The face that what is told of it is read in. */
  readonly face: Face;
  readonly #settings: TargetSettings;
  readonly #onUnusable: OnUnusable | undefined;
  readonly #tell: (state: ConnectionState) => void;
  readonly #options: OptionsInForce;
  readonly #clients: Clients;
  readonly #openings = new Map<AbortSignal, MadeClient>();
  /** Those that stood already when they were asked for. */
  readonly #standingOn = new WeakMap<MadeConnection, OpenChannel>();
  #watched: MadeClient | undefined;
  /** The openings and streams of all clients, and whether there was one lately. */
  #wanted = 0;
  #wasWanted = false;
  #closed = false;
  state: ConnectionState;

  /**
   * `defaults` is asked at each opening, and answers the same object until they change. Throws a usage `Failure` for an address that is none, or what
   * cannot stand in `:authority`.
   */
  constructor(
    settings: TargetSettings,
    tell: (state: ConnectionState) => void,
    defaults: () => ChannelDefaults,
    face: Face,
    onUnusable?: OnUnusable,
  ) {
    this.face = face;
    this.#onUnusable = onUnusable;
    this.target = targetOf(settings);
    this.place = targetPlace(this.target);
    this.address = targetText(this.target);
    if (settings.authority) checkAuthority(settings.authority);
    this.#settings = settings;
    this.#tell = tell;
    this.#options = new OptionsInForce(this.target, settings.options, defaults);
    this.#clients = new Clients(settings, this.#options, (own) => this.route(own));
    this.state = { key: targetKey(settings), state: 'not-connected' };
  }

  /**
   * Connects anew for a person who asked for it: looks at every step first, so that the times and
   * the TLS version are known. Never rejects: a failure is the state it resolves with.
   */
  async connect(own?: TransportOptions): Promise<ConnectionState> {
    this.#wasWanted = true;
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

  /**
   * Throws or rejects with a usage `Failure` for options, or files of TLS settings, that cannot be used;
   * `undefined` where they are in use.
   */
  check(own?: TransportOptions): Promise<unknown> | undefined {
    const { ready, client } = this.#made(own);
    return ready === undefined ? client : undefined;
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
    const made = this.#made(own);
    this.#want(made);
    if (signal !== undefined) this.#openings.set(signal, made);
    try {
      const client = await made.client;
      return await this.#openOver(made, client, { timeoutMs, signal, own });
    } finally {
      if (signal !== undefined) this.#openings.delete(signal);
      this.#wantNoMore(made);
    }
  }

  /** What {@link open} gives, at once; `undefined` where the HTTP/2 connection does not stand. */
  standing(own?: TransportOptions): OpenChannel | undefined {
    const made = this.#made(own);
    return made.ready && this.#standing(made, made.ready);
  }

  #standing(made: MadeClient, client: Client): OpenChannel | undefined {
    if (client.getChannel().getConnectivityState(true) !== connectivityState.READY)
      return undefined;
    this.#watch(made, client);
    const { connection } = made;
    const known = connection && this.#standingOn.get(connection);
    if (known !== undefined) return known;
    const opened = this.#opened(made, client, standing(made));
    if (connection !== undefined) this.#standingOn.set(connection, opened);
    return opened;
  }

  async #openOver(
    made: MadeClient,
    client: Client,
    { timeoutMs, signal, own }: Opening,
  ): Promise<OpenChannel> {
    const begin = performance.now();
    const channel = client.getChannel();
    const opened = this.#standing(made, client);
    if (opened !== undefined) return opened;
    const isPatient = this.#options.transport(own).waitForReady === true;
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
        if (failure !== undefined) throw this.#openFailed(failure, own);
        if (Date.now() >= until) throw this.#openFailed(this.#tooLate(longest), own);
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
    const came = cameAbout(begin, made);
    if (this.state.state !== 'connected' && this.state.state !== 'connecting')
      this.#becomeConnected(came.ms, made);
    this.#watched = made;
    this.#watch(made, client);
    return this.#opened(made, client, came);
  }

  #opened(made: MadeClient, client: Client, stands: Standing): OpenChannel {
    const { target, face } = this;
    const start: OpenChannel['start'] = (method, metadata, deadline, listener) => {
      const path = `${target.pathPrefix}/${method}`;
      const call = client.getChannel().createCall(path, deadline, null, null, null);
      this.#want(made);
      return new WireCall(call, metadata, listener, () => this.#wantNoMore(made));
    };
    return { target, face, mostReceived: made.mostReceived, start, ...stands };
  }

  #want(made: MadeClient): void {
    made.wanted += 1;
    this.#wanted += 1;
    this.#wasWanted = true;
  }

  #wantNoMore(made: MadeClient): void {
    made.wanted -= 1;
    this.#wanted -= 1;
    this.#closeUnwanted(made);
  }

  /** What failed once, grpc-js would dial for ever; it is made anew at need. */
  #closeUnwanted(made: MadeClient): void {
    const { ready } = made;
    if (made.wanted > 0 || this.#closed || ready === undefined) return;
    const state = ready.getChannel().getConnectivityState(false);
    const { READY, IDLE } = connectivityState;
    if (state === READY) this.#watch(made, ready);
    if (state === READY || state === IDLE) return;
    this.#clients.close(made);
  }

  /** Whom the opening with this signal, else the newest, waits for; `undefined` when none is under way. */
  waitsFor(signal?: AbortSignal): Failure | undefined {
    const made = signal ? this.#openings.get(signal) : [...this.#openings.values()].at(-1);
    return made && waitingFor(made);
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
    const { target, face } = this;
    const onUnusable = this.#onUnusable;
    const proxy = this.#options.proxy(own);
    const given = this.#settings.tls ?? {};
    // A proxy may need an authority where the server needs none.
    const ofProxy = proxy?.kind === 'https' && { caPaths: given.caPaths ?? [] };
    const needed = target.tls ? given : ofProxy;
    const tls = needed ? await readTlsMaterial(needed, face, onUnusable) : noTls;
    return { target, tls, face, onUnusable, ...(proxy && { proxy }) };
  }

  /** Whether anybody wants its connection now, or has since this was asked last. */
  wasWanted(): boolean {
    const was = this.#wanted > 0 || this.#wasWanted;
    this.#wasWanted = false;
    return was;
  }

  /** Lets go of what stands, until it is wanted again; what runs on it goes on to its end. */
  disconnect(): void {
    this.#clients.closeAll();
    this.#watched = undefined;
    this.#become({ key: this.state.key, state: 'not-connected', wasLetGo: true });
  }

  /** The same for one that nobody wants. */
  rest(): void {
    if (this.#clients.size === 0) return;
    this.#clients.endWithin(closingMs);
    this.disconnect();
  }

  close(): void {
    this.#closed = true;
    this.#clients.closeAll();
    // A server that breaks HTTP/2, or never closes its side, would keep its connection for ever.
    setTimeout(() => this.#clients.destroy(), closingMs).unref();
  }

  /** How long a connection is waited for. */
  connectTimeoutMs(own?: TransportOptions): number {
    return this.#options.connectTimeoutMs(own);
  }

  /** The client for these options. */
  #made(own: TransportOptions | undefined): MadeClient {
    if (this.#closed) throw new Failure('unreachable', `${this.place} is no longer used`);
    return this.#clients.get(own);
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
  #watch(made: MadeClient, client: Client): void {
    if (made.isWatched) return;
    made.isWatched = true;
    const socket = made.connection?.connection.socket;
    void changed(client.getChannel(), connectivityState.READY, Number.POSITIVE_INFINITY).then(
      () => {
        made.isWatched = false;
        this.#closeUnwanted(made);
        if (this.#watched !== made) return;
        this.#watched = undefined;
        if (this.state.state !== 'connected') return;
        const wasIdle = socket !== undefined && factsOver(socket)?.endedIdle === true;
        this.#become({
          key: this.state.key,
          state: 'not-connected',
          ...(wasIdle && { wasIdle }),
        });
      },
    );
  }

  #tooLate(timeoutMs: number): Failure {
    return new Failure(
      'unreachable',
      `${this.place} was not connected within ${timeoutMs / 1000} s`,
    );
  }

  /** A way of its own, or less time, that fails for a call says nothing of the target. */
  #openFailed(error: Failure, own: TransportOptions | undefined): Failure {
    const isOfTarget =
      this.connectTimeoutMs(own) >= this.connectTimeoutMs() &&
      this.#options.transport(own).proxy === this.#options.transport().proxy;
    if (isOfTarget) this.#becomeFailed(error);
    return error;
  }

  #becomeFailed(error: unknown): void {
    const { message, hint, advice }: Omit<AppError, 'code'> =
      error instanceof Failure ? error.error : { message: String(error) };
    const tls = error instanceof StepFailure ? error.tls : undefined;
    this.#become({
      key: this.state.key,
      state: 'failed',
      message,
      ...(hint && { hint }),
      ...(advice && { advice }),
      ...(tls && { tls }),
    });
  }

  #become(state: ConnectionState): void {
    if (this.#closed) return;
    this.state = state;
    this.#tell(state);
  }
}
