import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { Face } from '#app/core/face.ts';
import { type ProxyServer, proxyPlace } from '#app/core/proxy.ts';
import { type Target, targetPlace } from '#app/core/target.ts';
import type { TlsMaterial } from './credentials.ts';
import { ProxyFault } from './proxy-fault.ts';
import { proxyTls } from './proxy-tls.ts';

/** Where to, with what it is trusted by. */
interface Way {
  readonly target: Target;
  readonly tls: TlsMaterial;
  readonly face: Face;
}

/**
 * Asks the proxy that the socket is connected to for a connection to the target. Resolves with what
 * reaches the target: the same socket, or one in TLS over it. The proxy looks the target's name up;
 * an `https://` one is trusted by the authorities of the target's TLS settings too.
 * Rejects with a {@link ProxyFault}, which holds no password; the caller bounds the time.
 */
export async function throughProxy(socket: Socket, proxy: ProxyServer, way: Way): Promise<Socket> {
  if (proxy.kind === 'socks5') return throughSocks(socket, proxy, way);
  const own = proxy.kind === 'https' ? await proxyTls(socket, proxy, way) : socket;
  return throughConnect(own, proxy, way);
}

function throughConnect(socket: Socket, proxy: ProxyServer, way: Way): Promise<Socket> {
  const { user, password = '' } = proxy;
  const place = targetPlace(way.target);
  const login = Buffer.from(`${user}:${password}`).toString('base64');
  return new Promise((resolve, reject) => {
    const asking = request({
      method: 'CONNECT',
      path: place,
      headers: {
        host: place,
        ...(user !== undefined && { 'proxy-authorization': `Basic ${login}` }),
      },
      createConnection: () => socket,
    });
    asking.once('connect', (answer, _, head) => {
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 299) {
        reject(refusal(proxy, way, answer));
        return;
      }
      // A server that speaks first may have been heard already.
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    asking.on('error', (error: NodeJS.ErrnoException) => reject(notHttp(proxy, error)));
    asking.end();
  });
}

function refusal(proxy: ProxyServer, way: Way, answer: IncomingMessage): ProxyFault {
  const at = proxyPlace(proxy);
  const place = targetPlace(way.target);
  if (answer.statusCode === 407) {
    return new ProxyFault(
      'PROXY_407',
      `The proxy ${at} ${loginFault(proxy)} (407)`,
      giveLogin(proxy, way),
    );
  }
  const server = answer.headers['server'];
  const line = `${answer.statusCode} ${answer.statusMessage ?? ''}`.trim().slice(0, 80);
  return new ProxyFault(
    `PROXY_${answer.statusCode}`,
    `The proxy ${at} did not connect to ${place}: it answered "${line}"${server === undefined ? '' : ` (${server.slice(0, 80)})`}`,
    maybeWithout(way),
  );
}

function loginFault({ user, password }: ProxyServer): string {
  if (user === undefined) return 'asks for a user and password';
  return `${password === undefined ? 'asks for' : 'does not accept'} the password of "${user}"`;
}

function maybeWithout({ face }: Way): string {
  return `Check the address of the server; it may have to be reached without the proxy: ${face.noProxy}`;
}

function giveLogin(proxy: ProxyServer, { target, face }: Way): string {
  return face.proxyLogin(proxy, target.tls ? 'HTTPS_PROXY' : 'HTTP_PROXY');
}

function notHttp(proxy: ProxyServer, error: NodeJS.ErrnoException): ProxyFault {
  const at = proxyPlace(proxy);
  const isNoHttp = error.code?.startsWith('HPE_') === true;
  return new ProxyFault(
    error.code ?? '',
    isNoHttp
      ? `The proxy ${at} does not answer as an HTTP proxy does`
      : `The proxy ${at} closed the connection without an answer`,
    isNoHttp
      ? 'Check its port, and whether it is a socks5:// proxy'
      : 'Check its port, and whether it is an https:// or socks5:// proxy',
  );
}

/** The length of a name, user or password is one byte in SOCKS5. */
const longestText = 255;

async function throughSocks(socket: Socket, proxy: ProxyServer, way: Way): Promise<Socket> {
  const { target } = way;
  const { user, password = '' } = proxy;
  const tooLong = [target.host, user ?? '', password].some(
    (text) => Buffer.byteLength(text) > longestText,
  );
  if (tooLong)
    throw new ProxyFault(
      'PROXY_TOO_LONG',
      'SOCKS5 carries no name, user or password of more than 255 bytes',
      'Use another proxy',
    );
  // Most have no such proxy, and start sooner without its code.
  const { SocksClient } = await import('socks');
  try {
    await SocksClient.createConnection({
      command: 'connect',
      existing_socket: socket,
      destination: { host: target.host, port: target.port },
      proxy: {
        type: 5,
        host: proxy.host,
        port: proxy.port,
        ...(user !== undefined && { userId: user, password }),
      },
    });
  } catch (error) {
    // The library's error holds the password: nothing but its words goes on.
    throw socksFault(proxy, way, error instanceof Error ? error.message : '');
  }
  return withWhatWasHeard(socket);
}

/** The library tells bytes that came early as an event and sets the stream flowing: takes both back. */
async function withWhatWasHeard(socket: Socket): Promise<Socket> {
  const heard: Buffer[] = [];
  const hear = (bytes: Buffer) => heard.push(bytes);
  socket.on('data', hear);
  await new Promise((resolve) => setImmediate(resolve));
  socket.pause();
  socket.off('data', hear);
  if (heard.length > 0) socket.unshift(Buffer.concat(heard));
  return socket;
}

function socksFault(proxy: ProxyServer, way: Way, words: string): ProxyFault {
  const at = proxyPlace(proxy);
  if (/authentication failed/i.test(words))
    return new ProxyFault(
      'PROXY_407',
      `The proxy ${at} ${loginFault(proxy)}`,
      giveLogin(proxy, way),
    );
  if (/no accepted authentication/i.test(words))
    return new ProxyFault(
      'PROXY_407',
      proxy.user === undefined
        ? `The proxy ${at} ${loginFault(proxy)}`
        : `The proxy ${at} accepts neither a user with password nor none`,
      giveLogin(proxy, way),
    );
  const why = /rejected connection - (\w+)/.exec(words)?.[1];
  if (why !== undefined)
    return new ProxyFault(
      'PROXY_REFUSED',
      `The proxy ${at} did not connect to ${targetPlace(way.target)}: ${inWords(why)}`,
      maybeWithout(way),
    );
  const isClosed = /socket closed/i.test(words);
  return new ProxyFault(
    isClosed ? 'ECONNRESET' : 'PROXY_NOT_SOCKS',
    isClosed
      ? `The proxy ${at} closed the connection without an answer`
      : `The proxy ${at} does not answer as a SOCKS5 proxy does`,
    'Check its port, and whether it is an http:// proxy',
  );
}

/** `HostUnreachable` as `host unreachable`. */
function inWords(name: string): string {
  return name.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase();
}
