import type { ConnectedEvent, ConnectedTls } from '../contract/calls.ts';
import { commonName, tlsVersion } from './tls-text.ts';

/** `name 0.3 ms, connect 0.2 ms`: how a call's connection came about. */
export function connectedText({ ms, reused, attempt }: ConnectedEvent): string {
  const steps = Object.entries(ms)
    .map(([step, time]) => `${step} ${time.toFixed(1)} ms`)
    .join(', ');
  const stood = `the connection stood already${steps === '' ? '' : ` (${steps})`}`;
  const how = reused === true ? stood : steps;
  return attempt === undefined ? how : `attempt ${attempt}, ${how || 'over another connection'}`;
}

/** `TLS 1.3, ALPN h2, certificate of "localhost" until 2027-01-31`. */
export function connectedTlsText({
  version,
  alpn,
  cipher,
  insecure,
  certificate,
}: ConnectedTls): string {
  const { subject = '', validTo = '' } = certificate ?? {};
  return [
    tlsVersion(version),
    `ALPN ${alpn ?? 'none'}`,
    cipher ?? '',
    certificate &&
      `certificate of "${commonName(subject) ?? subject}" until ${validTo.slice(0, 10)}`,
    insecure === true ? 'not checked' : '',
  ]
    .filter(Boolean)
    .join(', ');
}
