import type { Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { TlsFacts } from '#app/contract/target.ts';
import { type ProxyServer, proxyPlace } from '#app/core/proxy.ts';
import type { Target } from '#app/core/target.ts';
import { sniOf, tlsName } from '#app/core/tls-name.ts';
import type { TlsMaterial } from './credentials.ts';
import { distrust } from './distrust.ts';
import { logKeys } from './key-log.ts';
import { ProxyFault } from './proxy-fault.ts';
import { throughProxy } from './proxy-handshake.ts';
import { durationText, TimeBudget } from './time-budget.ts';
import { tlsFacts } from './tls-facts.ts';

/** So long Duplex waits for a connection where the options give no other time. */
export const usualConnectTimeoutMs = 10_000;

/** The way to a server: with a proxy, a socket is connected to it instead of the target. */
export interface Route {
  readonly target: Target;
  readonly tls: TlsMaterial;
  readonly proxy?: ProxyServer;
}

/** A socket that HTTP/2 can begin on. */
export interface Connection {
  readonly socket: Socket;
  /** Milliseconds, of the steps that there were. */
  readonly ms: { readonly proxy?: number; readonly tls?: number };
  readonly tls: false | TlsFacts;
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
 * that HTTP/2 can speak over: the proxy's handshake, then TLS with ALPN h2. Ends within `timeoutMs`;
 * `waited` is how long a person waited for it in all.
 * Rejects with a {@link StepFault}; the socket is destroyed then, else the caller has the new one.
 */
export async function connectOver(
  socket: Socket,
  { target, tls, proxy }: Route,
  timeoutMs: number,
  waited = durationText(timeoutMs),
): Promise<Connection> {
  const time = new TimeBudget(timeoutMs);
  // An error after its step is over is told by whoever has the socket then.
  socket.on('error', () => {});
  let way = socket;
  const ms: { proxy?: number; tls?: number } = {};
  if (proxy !== undefined) {
    const begin = performance.now();
    try {
      way = await time.within(throughProxy(socket, proxy, target, tls));
      way.on('error', () => {});
    } catch (error) {
      socket.destroy();
      throw proxyStepFault(proxy, error, performance.now() - begin, waited);
    }
    ms.proxy = performance.now() - begin;
  }
  if (!target.tls) return { socket: way, ms, tls: false };
  const begin = performance.now();
  const secure = secureSocket(way, target, tls);
  try {
    await time.within(handshake(secure));
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
function secureSocket(socket: Socket, target: Target, tls: TlsMaterial): TLSSocket {
  const name = tlsName(target, tls.serverName);
  const secure = connectTls({
    socket,
    host: name,
    servername: sniOf(name),
    ALPNProtocols: ['h2'],
    rejectUnauthorized: false,
    ...(tls.context && { secureContext: tls.context }),
  });
  logKeys(secure);
  secure.on('error', () => {});
  return secure;
}

function handshake(secure: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    secure.once('secureConnect', resolve);
    secure.once('error', reject);
    secure.once('close', () => {
      const error = new Error('the server closed the connection');
      reject(Object.assign(error, { code: 'ECONNRESET' }));
    });
  });
}

function proxyStepFault(proxy: ProxyServer, error: unknown, ms: number, waited: string): StepFault {
  if (error instanceof ProxyFault) return new StepFault('proxy', error, ms, { hint: error.hint });
  const { code } = error as NodeJS.ErrnoException;
  const late = new Error(`The proxy ${proxyPlace(proxy)} gave no answer within ${waited}`);
  if (code === 'ETIMEDOUT')
    return new StepFault('proxy', Object.assign(late, { code }), ms, {
      hint: 'Check its port, and whether it is an http://, https:// or socks5:// proxy',
    });
  return new StepFault('proxy', error as Error, ms);
}
