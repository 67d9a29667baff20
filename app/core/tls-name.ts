import { Failure } from '../contract/result.ts';
import { printable } from './printable.ts';
import type { Target } from './target.ts';

/** The name that is asked for in TLS, and that the server's certificate has to be for. */
export function tlsName(target: Target, serverName: string | undefined): string {
  if (serverName !== undefined) return serverName;
  // The zone of an address says which way to it, not what it is called.
  return target.kind === 'unix' ? 'localhost' : target.host.replace(/%.*$/, '');
}

/** The same as SNI: TLS has none for IP addresses. */
export function sniOf(name: string): string {
  return isAddress(name) ? '' : name;
}

/** Throws a usage {@link Failure} for what neither is a host name nor an IP address. */
export function checkServerName(text: string): void {
  const isName = text.length <= longestName && text.replace(/\.$/, '').split('.').every(isLabel);
  if (isName || isAddress(text)) return;
  throw new Failure(
    'usage',
    `"${shortened(text)}" is not a server name`,
    'Write a host name such as api.example.com, or an IP address, without a port',
  );
}

/** Throws a usage {@link Failure} for what HTTP/2 has no place for in `:authority`. */
export function checkAuthority(text: string): void {
  if (text.length <= longestAuthority && /^[\w.~!$&'()*+,;=:@%[\]-]+$/.test(text)) return;
  throw new Failure(
    'usage',
    `"${shortened(text)}" cannot stand in :authority`,
    'Write a host name, with a port or without: api.example.com:443',
  );
}

/** Of DNS. */
const longestName = 253;
const longestAuthority = 1000;

function isLabel(text: string): boolean {
  return /^(?!-)[\w-]{1,63}$/.test(text);
}

function isAddress(text: string): boolean {
  return /^[\d.]+$/.test(text) || /^[\da-f]*:[\da-f:.]+$/i.test(text);
}

function shortened(text: string): string {
  return printable(text.slice(0, 80));
}
