import { Failure } from '../contract/result.ts';
import { hostPort } from './host-port.ts';

/** A proxy on the way to a server. Its password is never shown: {@link proxyText} leaves it out. */
export interface ProxyServer {
  /** HTTP CONNECT, the same over TLS, or SOCKS5. */
  readonly kind: 'http' | 'https' | 'socks5';
  /** Host name or IP address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}

const kinds = new Map<string, ProxyServer['kind']>([
  ['http', 'http'],
  ['https', 'https'],
  ['socks', 'socks5'],
  ['socks5', 'socks5'],
  ['socks5h', 'socks5'],
]);

const usualPorts = { http: 80, https: 443, socks5: 1080 } as const;

const form =
  'Write http://host:port, https://host:port or socks5://host:port, with user:password@ where needed';

/**
 * Understands `http://[user:password@]host:port`, `https://…` and `socks5://…`; a text without a scheme
 * is `http://`. User and password are percent-encoded. Throws a usage {@link Failure} without the password.
 */
export function parseProxy(text: string): ProxyServer {
  const url =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:(.*)@)?(\[[^\]\s]+\]|[^:@/\s[\]]+)(?::(\d+))?\/?$/is.exec(
      text.trim(),
    );
  const [, scheme = 'http', login, place, digits] = url ?? [];
  if (place === undefined)
    throw new Failure('usage', `"${withoutLogin(text)}" is not the address of a proxy`, form);
  const kind = kinds.get(scheme.toLowerCase());
  if (kind === undefined)
    throw new Failure('usage', `Duplex knows no proxies of the kind "${scheme}://"`, form);
  const port = digits === undefined ? usualPorts[kind] : Number(digits);
  if (port < 1 || port > 65535)
    throw new Failure(
      'usage',
      `The proxy "${withoutLogin(text)}" has the port ${digits}`,
      'A port is a number from 1 to 65535',
    );
  return { kind, host: place.replace(/^\[|\]$/g, ''), port, ...loginOf(login) };
}

/** `http://user@host:port`: everything but the password. */
export function proxyText({ kind, host, port, user }: ProxyServer): string {
  const login = user === undefined ? '' : `${encodeURIComponent(user)}@`;
  return `${kind}://${login}${hostPort(host, port)}`;
}

/** `host:port`: how errors name the proxy. */
export function proxyPlace({ host, port }: ProxyServer): string {
  return hostPort(host, port);
}

/**
 * What a password is kept for, where the text is a proxy that names a user and gives none:
 * `http://user@host:port`. `undefined` for any other.
 */
export function wantsPassword(text: string): string | undefined {
  try {
    const proxy = parseProxy(text);
    return proxy.user && proxy.password === undefined ? proxyText(proxy) : undefined;
  } catch {
    return undefined;
  }
}

function loginOf(login: string | undefined): Pick<ProxyServer, 'user' | 'password'> {
  if (login === undefined || login === '') return {};
  const colon = login.indexOf(':');
  try {
    if (colon === -1) return { user: decodeURIComponent(login) };
    return {
      user: decodeURIComponent(login.slice(0, colon)),
      password: decodeURIComponent(login.slice(colon + 1)),
    };
  } catch {
    throw new Failure(
      'usage',
      'The user or password of the proxy holds a "%" that begins no character',
      'Write a "%" itself as %25',
    );
  }
}

function withoutLogin(text: string): string {
  return text.trim().replace(/^([^/]*:\/\/)?.*@/s, '$1…@');
}
