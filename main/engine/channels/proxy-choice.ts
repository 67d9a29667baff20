import { BlockList, isIP } from 'node:net';
import { Failure } from '#app/contract/result.ts';
import type { ProxyChoice } from '#app/contract/settings.ts';
import { type ProxyServer, parseProxy, proxyText } from '#app/core/proxy.ts';
import type { Target } from '#app/core/target.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy on the way to a target. What the target's own options say holds; else the settings; else the
 * environment as curl reads it: `grpc_proxy`, then `HTTPS_PROXY` for TLS and `HTTP_PROXY` for
 * plaintext, then `ALL_PROXY`, but for `NO_PROXY`, in small letters too. Only the target's own options
 * send what is on this machine through a proxy, and nothing sends a Unix socket through one. Throws a
 * usage `Failure` that names where a proxy that cannot be understood comes from.
 */
export function proxyFor(
  target: Target,
  own: string | undefined,
  choice: ProxyChoice,
  env: Environment = process.env,
): ProxyServer | undefined {
  if (target.kind === 'unix' || own === 'none') return undefined;
  if (own !== undefined && own !== '') return understood(own, 'the options');
  if (isLoopback(target.host) || choice.mode === 'none') return undefined;
  if (choice.mode === 'manual') {
    if (exempts(choice.noProxy, target)) return undefined;
    if (choice.url.trim() === '') throw new Failure('usage', noAddress, noAddressHint);
    return understood(choice.url, 'the settings');
  }
  const [noProxy = ''] = values(env, ['no_grpc_proxy', 'no_proxy']).map(([, value]) => value);
  const names = ['grpc_proxy', target.tls ? 'https_proxy' : 'http_proxy', 'all_proxy'];
  const [found] = values(env, names);
  if (found === undefined || exempts(noProxy, target)) return undefined;
  return understood(found[1], found[0]);
}

/** By `proxyText`: a password goes to the proxy that it was typed for, and to no other. */
export type ProxyPasswords = ReadonlyMap<string, string>;

/** The proxy with the password that was typed for it, where its address has a user and none. */
export function withPassword(
  proxy: ProxyServer | undefined,
  passwords: ProxyPasswords = new Map(),
): ProxyServer | undefined {
  if (proxy?.user === undefined || proxy.password !== undefined) return proxy;
  const password = passwords.get(proxyText(proxy));
  return password === undefined ? proxy : { ...proxy, password };
}

const noAddress = 'The proxy of the settings has no address';
const noAddressHint =
  'Write it as http://host:port or socks5://host:port, or choose no proxy there';

/** Those of the variables that are set, in small letters first, then in capitals. */
function values(env: Environment, names: readonly string[]): [name: string, value: string][] {
  return names
    .flatMap((name) => [name, name.toUpperCase()])
    .map((name): [string, string] => [name, env[name]?.trim() ?? ''])
    .filter(([, value]) => value !== '');
}

function understood(text: string, from: string): ProxyServer {
  try {
    return parseProxy(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { message, hint } = error.error;
    throw new Failure('usage', `${message} (from ${from})`, hint);
  }
}

/** This machine, by its name or address. */
function isLoopback(host: string): boolean {
  if (/^(.+\.)?localhost\.?$/i.test(host) || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/**
 * Whether a list such as `NO_PROXY` names the target: `*`, a domain with all below it, `.domain` for
 * only those, an IP address, a range such as `10.0.0.0/8`; each may end with `:port`.
 */
function exempts(list: string, { host, port }: Target): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      if (entry.includes('/')) return isInRange(name, entry);
      const [place, wanted] = splitPort(entry);
      if (wanted !== undefined && wanted !== port) return false;
      if (isIP(place) !== 0 || isIP(name) !== 0) return isSameAddress(place, name);
      const domain = place.replace(/^\*(?=\.)/, '');
      return domain.startsWith('.')
        ? name.endsWith(domain)
        : name === domain || name.endsWith(`.${domain}`);
    });
}

/** `a.test:1` and `[::1]:1` in two; an IPv6 address without brackets has no port. */
function splitPort(entry: string): [place: string, port?: number] {
  if (isIP(entry) !== 0) return [entry];
  const [, inBrackets, bare = '', port] = /^(?:\[(.+)\]|(.*?))(?::(\d+))?$/.exec(entry) ?? [];
  return port === undefined ? [inBrackets ?? bare] : [inBrackets ?? bare, Number(port)];
}

function isSameAddress(one: string, other: string): boolean {
  const family = isIP(one);
  return (
    family !== 0 && family === isIP(other) && isInRange(other, `${one}/${family === 4 ? 32 : 128}`)
  );
}

function isInRange(address: string, range: string): boolean {
  const [start = '', bits = ''] = range.replace(/[[\]]/g, '').split('/');
  const family = isIP(start);
  if (family === 0 || isIP(address) !== family || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const ranges = new BlockList();
  ranges.addSubnet(start, Number(bits), type);
  return ranges.check(address, type);
}
