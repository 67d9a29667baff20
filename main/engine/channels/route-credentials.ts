import type { Socket } from 'node:net';
import { ChannelCredentials, credentials } from '@grpc/grpc-js';
import { hostPort } from '#app/core/host-port.ts';
import { targetPlace } from '#app/core/target.ts';
import { type Connection, connectOver, type Route } from './connector.ts';
import type { WaitingStep } from './silence.ts';

/** A connection of grpc-js as it came about, with what only the connector knows. */
export interface MadeConnection {
  readonly connection: Connection;
  /** `performance.now()` when grpc-js began to connect the socket; names were looked up before. */
  readonly begin: number;
  /** Milliseconds until the socket was connected. */
  readonly connectMs: number;
  /** What the socket is connected to: IP address and port, or the path. */
  readonly peer?: string;
  /** Bytes that came before HTTP/2 began. */
  readonly cameBefore: number;
}

/** Hears how each connection of grpc-js goes on. */
interface ConnectionListener {
  /** A step begins. */
  onStep(step: WaitingStep): void;
  onMade(made: MadeConnection): void;
}

type Connector = ReturnType<ChannelCredentials['_createSecureConnector']>;

/**
 * Makes grpc-js connect as the doctor does: over the one connector, by the route's proxy and TLS.
 * grpc-js itself only dials, which has to be the route's first place.
 */
export class RouteCredentials extends ChannelCredentials {
  readonly #route: Route;
  readonly #timeoutMs: number;
  readonly #listener: ConnectionListener;

  /** `timeoutMs` is for proxy and TLS together. */
  constructor(route: Route, timeoutMs: number, listener: ConnectionListener) {
    super();
    this.#route = route;
    this.#timeoutMs = timeoutMs;
    this.#listener = listener;
  }

  override _isSecure(): boolean {
    return this.#route.target.tls;
  }

  override _equals(other: ChannelCredentials): boolean {
    return other === this;
  }

  override _createSecureConnector(): Connector {
    const route = this.#route;
    const timeoutMs = this.#timeoutMs;
    const listener = this.#listener;
    /** Sockets that grpc-js has no session on yet, as far as is known. */
    const sockets = new Set<Socket>();
    let begin = performance.now();
    let isDestroyed = false;
    return {
      // Asked right before grpc-js connects the socket.
      waitForReady: async () => {
        begin = performance.now();
        listener.onStep('connect');
      },
      connect: async (socket) => {
        const connectMs = performance.now() - begin;
        const made = { begin, connectMs, ...peerOf(socket, route) };
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        if (route.proxy !== undefined) listener.onStep('proxy');
        const connection = await connectOver(socket, route, timeoutMs, {
          onTls: () => listener.onStep('tls'),
        });
        if (isDestroyed) socket.destroy();
        else {
          listener.onMade({ connection, ...made, cameBefore: connection.socket.bytesRead });
          listener.onStep('http2');
        }
        return { socket: connection.socket, secure: connection.tls !== false };
      },
      getCallCredentials: () => credentials.createEmpty(),
      destroy: () => {
        isDestroyed = true;
        // A socket that was heard may have a session, which grpc-js lets come to its end.
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      },
    };
  }
}

function peerOf(socket: Socket, { target, proxy }: Route): { peer?: string } {
  if (proxy !== undefined) return {};
  if (target.kind === 'unix') return { peer: targetPlace(target) };
  const { remoteAddress, remotePort } = socket;
  if (remoteAddress === undefined) return {};
  return { peer: hostPort(remoteAddress, remotePort ?? 0) };
}
