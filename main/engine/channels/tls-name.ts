import type { Target } from '#app/core/target.ts';
import type { TlsMaterial } from './credentials.ts';

/** The name that is asked for in TLS, and that the server's certificate has to be for. */
export function tlsName(target: Target, { serverName }: TlsMaterial): string {
  if (serverName !== undefined) return serverName;
  // The zone of an address says which way to it, not what it is called.
  return target.kind === 'unix' ? 'localhost' : target.host.replace(/%.*$/, '');
}

/** The same as SNI: TLS has none for IP addresses. */
export function sniOf(name: string): string {
  return /^[\d.]+$|:/.test(name) ? '' : name;
}
