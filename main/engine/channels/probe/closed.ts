import type { TlsFacts } from '#app/contract/target.ts';
import { toOtherScheme } from '../other-scheme.ts';
import type { Probing } from './probing.ts';
import { otherScheme, type StepFailure, unreachable } from './steps.ts';

/*
 * What is said of a connection that the server ends before it has said a word. When the system tells of a reset
 * is chance: while it connects, or later, as of a connection that was closed. So it is one sentence for each step.
 */

/** @param tls what TLS came to; `undefined` in plaintext */
export function closedBeforeHttp2(
  { place, route }: Pick<Probing, 'place' | 'route'>,
  tls: TlsFacts | undefined,
): StepFailure {
  if (tls !== undefined && tls.alpn !== 'h2')
    return unreachable(
      `${place} agreed on no protocol in TLS (ALPN), and closed the connection before HTTP/2 began`,
      'It may not speak HTTP/2, which gRPC needs: check the port, and have the server offer h2; else it may want a client certificate',
    );
  const message = `${place} closed the connection before HTTP/2 began`;
  if (tls !== undefined)
    return unreachable(
      message,
      'It may want a client certificate, or not accept the one that it got: look at its log',
    );
  return otherScheme(
    message,
    `If it speaks TLS, ${toOtherScheme(route)}; else it may not let this machine in, have nobody behind it, or be starting: look at its log, and at the load balancer or firewall before it`,
    'tls-on',
  );
}

export function closedInTls(place: string): StepFailure {
  return unreachable(
    `${place} closed the connection during the TLS handshake`,
    'It may want a client certificate or another server name; a proxy or firewall before it may have cut it off',
  );
}

export function resetByProxy(proxy: string): StepFailure {
  return unreachable(
    `${proxy.replace(/^the /, 'The ')} accepted the connection and reset it at once`,
    'It may not let this machine in, have nobody behind it, or be starting: look at its log, and at the load balancer or firewall before it',
  );
}
