import type { Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { TlsFacts } from '#app/contract/target.ts';
import type { Face } from '#app/core/face.ts';
import type { ProxyServer } from '#app/core/proxy.ts';
import type { Target } from '#app/core/target.ts';
import { sniOf, tlsName } from '#app/core/tls-name.ts';
import type { TlsMaterial } from './credentials.ts';
import { distrust } from './distrust.ts';
import type { OnUnusable } from './environment-files.ts';
import { logKeys } from './key-log.ts';
import { ProxyFault } from './proxy-fault.ts';
import { throughProxy } from './proxy-handshake.ts';
import { silence } from './silence.ts';
import { ready } from './socket-ready.ts';
import { durationText, TimeBudget } from './time-budget.ts';
import { tlsFacts } from './tls-facts.ts';

/** So long Duplex waits for a connection where the options give no other time. */
export const usualConnectTimeoutMs = 10_000;

/** The way to a server: with a proxy, a socket is connected to it instead of the target. */
export interface Route {
  readonly target: Target;
  readonly tls: TlsMaterial;
  /** The face that its failures are read in. */
  readonly face: Face;
  readonly proxy?: ProxyServer;
  /** Without it, a failure that comes of such a file tells of it. */
  readonly onUnusable?: OnUnusable | undefined;
}

/** A socket that HTTP/2 can begin on. */
export interface Connection {
  readonly socket: Socket;
  /** Milliseconds, of the steps that there were. */
  readonly ms: { readonly proxy?: number; readonly tls?: number };
  readonly tls: false | TlsFacts;
}

interface ConnectOptions {
  /** How long a person waited for it in all. */
  readonly waited?: string;
  /** Hears that TLS begins. */
  readonly onTls?: () => void;
}

/** Why no {@link Connection} came about, with the step it happened in. */
export class StepFault extends Error {
  readonly step: 'proxy' | 'tls';
  /** As Node and OpenSSL have it; `ETIMEDOUT` when the time was over. */
  readonly code: string;
  readonly ms: number;
  /** What to try, where the message is a sentence for a person: of the step `proxy`. */
  readonly hint?: string;
  /** What the handshake came to when its certificate was not accepted. */
  readonly tls?: TlsFacts;

  constructor(
    step: 'proxy' | 'tls',
    error: NodeJS.ErrnoException,
    ms: number,
    more: { readonly hint?: string; readonly tls?: TlsFacts } = {},
  ) {
    super(error.message, { cause: error });
    this.step = step;
    this.code = error.code ?? '';
    this.ms = ms;
    if (more.hint !== undefined) this.hint = more.hint;
    if (more.tls !== undefined) this.tls = more.tls;
  }
}

/**
 * Turns a socket that is connected to the route's first place (the proxy, else the target) into one
 * that HTTP/2 can speak over: the proxy's handshake, then TLS with ALPN h2. Ends within `timeoutMs`.
 * Rejects with a {@link StepFault}; the socket is destroyed then, else the caller has the new one.
 */
export async function connectOver(
  socket: Socket,
  route: Route,
  timeoutMs: number,
  { waited = durationText(timeoutMs), onTls }: ConnectOptions = {},
): Promise<Connection> {
  const { target, tls, proxy } = route;
  const time = new TimeBudget(timeoutMs);
  // An error after its step is over is told by whoever has the socket then.
  socket.on('error', () => {});
  let way = socket;
  const ms: { proxy?: number; tls?: number } = {};
  if (proxy !== undefined) {
    const begin = performance.now();
    try {
      way = await time.within(throughProxy(socket, proxy, route));
      way.on('error', () => {});
    } catch (error) {
      socket.destroy();
      throw proxyStepFault(route, error, performance.now() - begin, waited);
    }
    ms.proxy = performance.now() - begin;
  }
  if (!target.tls) return { socket: way, ms, tls: false };
  const begin = performance.now();
  onTls?.();
  const secure = secureSocket(way, route);
  try {
    await time.within(ready(secure, 'secureConnect'));
  } catch (error) {
    socket.destroy();
    throw new StepFault('tls', error as NodeJS.ErrnoException, performance.now() - begin);
  }
  ms.tls = performance.now() - begin;
  const facts = tlsFacts(secure, tls.insecure);
  const refused = tls.insecure ? undefined : distrust(secure, tlsName(target, tls.serverName));
  if (refused !== undefined) {
    socket.destroy();
    throw new StepFault('tls', refused, ms.tls, { tls: facts });
  }
  return { socket: secure, ms, tls: facts };
}

/** Nothing is decided in the handshake, so that a certificate which is not accepted can be told. */
function secureSocket(socket: Socket, { target, tls, onUnusable }: Route): TLSSocket {
  const name = tlsName(target, tls.serverName);
  const secure = connectTls({
    socket,
    host: name,
    servername: sniOf(name),
    ALPNProtocols: ['h2'],
    rejectUnauthorized: false,
    ...(tls.context && { secureContext: tls.context }),
  });
  logKeys(secure, onUnusable);
  secure.on('error', () => {});
  return secure;
}

function proxyStepFault(route: Route, error: unknown, ms: number, waited: string): StepFault {
  if (error instanceof ProxyFault) return new StepFault('proxy', error, ms, { hint: error.hint });
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ETIMEDOUT') return new StepFault('proxy', error as Error, ms);
  const { message, hint } = silence({ step: 'proxy' }, route, waited);
  const late = Object.assign(new Error(message), { code });
  return new StepFault('proxy', late, ms, hint === undefined ? {} : { hint });
}
