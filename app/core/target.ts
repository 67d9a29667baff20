import { Failure } from '../contract/result.ts';
import { longestAddress, type TargetSettings } from '../contract/target.ts';
import { hostPort } from './host-port.ts';

/** What an address means. */
export interface Target {
  /** TLS or plaintext. */
  readonly tls: boolean;
  readonly kind: 'host' | 'unix';
  /**
   * Host name or IP address without brackets; for `unix` the socket's path, or a NUL and the name of
   * an abstract one.
   */
  readonly host: string;
  /** 0 for `unix`. */
  readonly port: number;
  /** Put before `/pkg.Service/Method`; begins with `/` and does not end with one, or is empty. */
  readonly pathPrefix: string;
  /** IP address, with a port or without, of the name server to ask instead of the system's. */
  readonly nameServer?: string;
}

const plaintextSchemes = new Set(['grpc', 'http']);
const tlsSchemes = new Set(['grpcs', 'https']);

/**
 * Understands `grpc://host:port`, `grpcs://…`, `http(s)://…/prefix`, `host:port`, `[::1]:port`,
 * `dns:///name:port`, `dns://name-server/name:port`, `ipv4:…`, `ipv6:[…]:port`, `passthrough:///host:port`, `unix:/path`,
 * `unix-abstract:name`, and `:port` of this machine. Nothing is lower-cased. `tlsWanted` decides for an address
 * without a scheme. Throws a usage {@link Failure} that says what is wrong with the address.
 */
export function parseTarget(address: string, tlsWanted = false): Target {
  const text = address.trim();
  if (text === '') throw usage('There is no server address', 'Type one, such as localhost:50051');
  const scheme = /^([a-z][a-z0-9+.-]*):(?=\/)/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    if (/^unix:/.test(text)) return unixTarget(text.slice(5), tlsWanted);
    if (/^unix-abstract:/.test(text)) return unixTarget(`\0${text.slice(14)}`, tlsWanted);
    return hostTarget(text.replace(/^(dns|ipv4|ipv6):(?!\d+$)/, ''), tlsWanted, address);
  }
  const rest = text.slice(scheme.length + 1);
  if (scheme === 'unix') return unixTarget(rest.replace(/^\/\/(?=\/)/, ''), tlsWanted);
  if (scheme === 'dns') return dnsTarget(rest, tlsWanted, address);
  if (scheme === 'passthrough') return hostTarget(rest.replace(/^\/+/, ''), tlsWanted, address);
  if (plaintextSchemes.has(scheme)) return hostTarget(rest.replace(/^\/\//, ''), false, address);
  if (tlsSchemes.has(scheme)) return hostTarget(rest.replace(/^\/\//, ''), true, address);
  throw usage(
    `Duplex does not know the scheme "${scheme}:" of "${address}"`,
    'Use grpc:// for plaintext or grpcs:// for TLS',
  );
}

/** The settings' target; TLS settings without a scheme mean TLS. */
export function targetOf(settings: TargetSettings): Target {
  return parseTarget(settings.address, settings.tls !== undefined);
}

/** The same for equal settings: the identity of a channel. */
export function targetKey(settings: TargetSettings): string {
  const { tls } = settings;
  return JSON.stringify([
    settings.address.trim(),
    tls === undefined
      ? null
      : [tls.caPaths, tls.certFile, tls.keyFile, tls.insecure === true, tls.serverName],
    settings.authority,
  ]);
}

/** The settings with the same {@link targetKey} that may be told to anybody: no passphrase, no proxy's password. */
export function withoutSecrets({ tls, options, ...settings }: TargetSettings): TargetSettings {
  const { passphrase: _secret, ...openTls } = tls ?? {};
  const { proxy: _address, ...openOptions } = options ?? {};
  return { ...settings, ...(tls && { tls: openTls }), ...(options && { options: openOptions }) };
}

/** `host:port`, `[::1]:port` or the socket's path: how errors name the place. */
export function targetPlace(target: Target): string {
  if (target.kind === 'unix') return target.host.replace('\0', '@');
  return hostPort(target.host, target.port);
}

/** The same of an address, however it is written, or what was typed of one so far: which server it means. */
export function placeOf(address: string): string {
  try {
    return targetPlace(parseTarget(withTls(address, true), true));
  } catch {
    return address.trim();
  }
}

/** The address in its full form, `grpc://host:port/prefix`. */
export function targetText(target: Target): string {
  if (target.kind === 'unix')
    return target.host.startsWith('\0')
      ? `unix-abstract:${target.host.slice(1)}`
      : `unix:${target.host}`;
  return `${target.tls ? 'grpcs' : 'grpc'}://${targetPlace(target)}${target.pathPrefix}`;
}

/** Whether the address itself says plaintext or TLS; `undefined` when it leaves that open. */
export function schemeTls(address: string): boolean | undefined {
  const scheme = /^\s*([a-z]+):\/\//i.exec(address)?.[1]?.toLowerCase() ?? '';
  if (plaintextSchemes.has(scheme)) return false;
  return tlsSchemes.has(scheme) ? true : undefined;
}

/**
 * Whether a text is an address beyond doubt: it can be understood, and has a scheme that Duplex knows
 * or a port. A word alone is none, though it could be a host.
 */
export function isAddress(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > longestAddress || /\s/.test(trimmed)) return false;
  if (!/^(?:(?:grpcs?|https?):\/\/|dns:|unix:|unix-abstract:)|:\d{1,5}$/i.test(trimmed))
    return false;
  try {
    // A time of day is none.
    return !/^\d+$/.test(parseTarget(trimmed).host);
  } catch {
    return false;
  }
}

/** The same address with its scheme saying TLS or plaintext. */
export function withTls(address: string, tls: boolean): string {
  const scheme = tls ? 'grpcs://' : 'grpc://';
  const rest = address.trim().replace(/^(grpcs?|https?):\/\//i, '');
  return /^(unix|unix-abstract|dns):/i.test(rest) ? address : scheme + rest;
}

function unixTarget(path: string, tls: boolean): Target {
  if (path === '' || path === '\0')
    throw usage('The address names no socket', 'Write unix:/path/to/socket or unix-abstract:name');
  return { tls, kind: 'unix', host: path, port: 0, pathPrefix: '' };
}

/** `//name-server/name:port`; the name server may be left out. */
function dnsTarget(rest: string, tls: boolean, address: string): Target {
  const [all, nameServer = ''] = /^\/\/([^/]*)\//.exec(rest) ?? [''];
  const target = hostTarget(rest.slice(all.length), tls, address);
  if (nameServer === '') return target;
  if (/^(\d+(\.\d+){3}|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(nameServer))
    return { ...target, nameServer };
  throw usage(
    `The name server "${nameServer}" of "${address}" is not an IP address`,
    "Write dns://8.8.8.8/name:port, or dns:///name:port for the system's name servers",
  );
}

function hostTarget(text: string, tls: boolean, address: string): Target {
  checkParts(text, address);
  const slash = text.indexOf('/');
  const authority = slash === -1 ? text : text.slice(0, slash);
  const pathPrefix = slash === -1 ? '' : text.slice(slash).replace(/\/+$/, '');
  const parts =
    /^\[([0-9a-f:.%\w]+)\](?::(\d*))?$/i.exec(authority) ??
    /^([^\s:@[\]?#]*)(?::(\d*))?$/.exec(authority);
  // Go leaves the host out where it is this machine.
  const host = parts?.[1] === '' && parts[2] ? 'localhost' : parts?.[1];
  if (!host)
    throw usage(
      `"${address}" is not a server address`,
      'Write host:port, grpc://host:port, grpcs://host:port, [::1]:port or unix:/path',
    );
  const digits = parts?.[2];
  const port = digits === undefined || digits === '' ? (tls ? 443 : 80) : Number(digits);
  if (port < 1 || port > 65535) {
    throw usage(`"${address}" has the port ${digits}`, 'A port is a number from 1 to 65535');
  }
  return { tls, kind: 'host', host, port, pathPrefix };
}

/** Says what is wrong with those parts that are often written. */
function checkParts(text: string, address: string): void {
  // What stands there may be a password.
  if (/^[^/?#]*@/.test(text))
    throw usage(
      'The address names a user before the "@", and gRPC has none',
      'Leave it out; what the server wants to know goes into the metadata, such as authorization',
    );
  const [, query, fragment] = /(\?.*)|(#.*)/s.exec(text) ?? [];
  const extra = query ?? fragment;
  if (extra !== undefined)
    throw usage(
      `"${address}" has a ${query === undefined ? 'fragment' : 'query'}, "${extra}", and gRPC has none`,
      'Leave it out: only a path is put before that of the method',
    );
  if (/^[^/]*,/.test(text))
    throw usage(
      `"${address}" holds several addresses`,
      'Give one, or a name that a name server knows several addresses of',
    );
  if (
    /^[\da-f]*:[\da-f:]*:[\da-f.]*$/i.test(text) &&
    (text.includes('::') || /^([\da-f]+:){7}/i.test(text))
  )
    throw usage(
      `"${address}" is an IPv6 address without brackets`,
      'Write [::1]:port, with brackets around the address',
    );
}

function usage(message: string, hint: string): Failure {
  return new Failure('usage', message, hint);
}
