import { Client, connectivityState, credentials } from '@grpc/grpc-js';
import { Failure } from '#app/contract/result.ts';
import type { ConnectionState, TargetSettings } from '#app/contract/target.ts';
import { type Target, targetKey, targetOf, targetPlace } from '#app/core/target.ts';
import { readTlsMaterial, type TlsMaterial, tlsCredentials } from './credentials.ts';
import { explainFinding } from './explain.ts';
import { probe } from './probe.ts';

/** The longest Duplex waits for a connection when the caller gives no shorter time. */
export const connectTimeoutMs = 10_000;

/** Default bound of one received message: 512 MB. */
const maxReceiveBytes = 512 * 1024 * 1024;
/** Receive window; several times faster than HTTP/2's 64 KiB for streams. */
const flowControlWindow = 1024 * 1024;

/** A channel whose HTTP/2 connection stands. It may break at any time; then open again. */
export interface OpenChannel {
  readonly client: Client;
  readonly target: Target;
  /** Milliseconds it took to connect for this caller; absent when the connection stood already. */
  readonly connectMs?: number;
}

/**
 * One target's connection, shared by all its calls. It connects on first need, tells its state, and
 * explains a failure by a probe, because grpc-js hides most causes. The pool closes it.
 */
export class Channel {
  readonly target: Target;
  readonly #settings: TargetSettings;
  readonly #tell: (state: ConnectionState) => void;
  #client: Client | undefined;
  #material: TlsMaterial = { insecure: false };
  #watching: Promise<void> | undefined;
  #closed = false;
  state: ConnectionState;

  /** Throws a usage `Failure` for an address that cannot be understood. */
  constructor(settings: TargetSettings, tell: (state: ConnectionState) => void) {
    this.target = targetOf(settings);
    this.#settings = settings;
    this.#tell = tell;
    this.state = { key: targetKey(settings), state: 'not-connected' };
  }

  /**
   * Connects anew for a person who asked for it: looks at every step first, so that the times and
   * the TLS version are known. Never rejects: a failure is the state it resolves with.
   */
  async connect(): Promise<ConnectionState> {
    this.#become({ key: this.state.key, state: 'connecting' });
    try {
      this.#material = await readTlsMaterial(this.#settings);
      const finding = await probe(this.target, this.#material, connectTimeoutMs);
      if (!finding.ok) throw explainFinding(this.target, finding, connectTimeoutMs);
      await this.open(connectTimeoutMs);
      const tls =
        finding.tlsVersion === undefined
          ? false
          : { version: finding.tlsVersion, insecure: this.#material.insecure };
      this.#become({ key: this.state.key, state: 'connected', ms: finding.ms, tls });
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
    this.#client ??= await this.#makeClient();
    const client = this.#client;
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
        const finding = await probe(this.target, this.#material, left);
        if (!finding.ok) throw this.#becomeFailed(explainFinding(this.target, finding, timeoutMs));
        if (Date.now() >= until) throw this.#becomeFailed(this.#tooLate(timeoutMs));
        channel.getConnectivityState(true);
      }
      await changed(channel, state, until, signal);
    }
    const connectMs = performance.now() - begin;
    if (this.state.state !== 'connected' && this.state.state !== 'connecting') {
      const tls = this.target.tls ? { version: 'TLS', insecure: this.#material.insecure } : false;
      this.#become({ key: this.state.key, state: 'connected', ms: { total: connectMs }, tls });
    }
    this.#watching ??= this.#watch(client);
    return { client, target: this.target, connectMs };
  }

  close(): void {
    this.#closed = true;
    this.#client?.close();
    this.#client = undefined;
  }

  async #makeClient(): Promise<Client> {
    this.#material = await readTlsMaterial(this.#settings);
    const { authority } = this.#settings;
    const name = this.#material.serverName;
    return new Client(
      resolverAddress(this.target),
      this.target.tls ? tlsCredentials(this.#material) : credentials.createInsecure(),
      {
        'grpc.max_receive_message_length': maxReceiveBytes,
        'grpc.max_send_message_length': -1,
        'grpc-node.flow_control_window': flowControlWindow,
        'grpc.use_local_subchannel_pool': 1,
        'grpc.initial_reconnect_backoff_ms': 200,
        'grpc.max_reconnect_backoff_ms': 2000,
        ...(authority && { 'grpc.default_authority': authority }),
        ...(name && {
          'grpc.ssl_target_name_override': name,
          'grpc.default_authority': authority ?? name,
        }),
      },
    );
  }

  /** Tells when a connection that stood is lost. */
  async #watch(client: Client): Promise<void> {
    await changed(client.getChannel(), connectivityState.READY, Number.POSITIVE_INFINITY);
    this.#watching = undefined;
    if (this.#closed || client !== this.#client || this.state.state !== 'connected') return;
    this.#become({ key: this.state.key, state: 'not-connected' });
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

function resolverAddress(target: Target): string {
  if (target.kind === 'unix') return `unix:${target.host}`;
  if (target.host.includes(':')) return `ipv6:[${target.host}]:${target.port}`;
  return /^\d+(\.\d+){3}$/.test(target.host)
    ? `ipv4:${target.host}:${target.port}`
    : `dns:///${target.host}:${target.port}`;
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
