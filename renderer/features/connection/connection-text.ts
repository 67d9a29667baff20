import type { ConnectionState, ConnectTimes } from '#app/contract/target.ts';
import { tlsVersion } from '#app/core/tls-text.ts';

/** A connection as one line: its state first, then why. */
export function connectionText(connection: ConnectionState | undefined, address: string): string {
  const place = address.trim();
  switch (connection?.state) {
    case undefined:
      return place === ''
        ? 'Not connected: there is no server address yet'
        : `Not connected to ${place}: press Connect`;
    // Told of a connection that stood, never of one that was not tried.
    case 'not-connected':
      return `Not connected: the connection to ${place} was lost. Press Connect`;
    case 'connecting':
      return `Connecting to ${place}…`;
    case 'connected':
      return [
        'Connected',
        `${connection.ms.total.toFixed(1)} ms`,
        protocolText(connection.tls),
      ].join(' · ');
    case 'failed':
      return sentences([`Failed: ${connection.message}`, connection.hint]);
  }
}

type Connected = Extract<ConnectionState, { state: 'connected' }>;

/** What was reached, which way, and how long each step took, for those who look closer. */
export function connectedTitle({ ms, peer, proxy }: Connected): string {
  return [
    ...(peer === undefined ? [] : [peer]),
    ...(proxy === undefined ? [] : [`through ${proxy}`]),
    timesText(ms),
  ].join(', ');
}

function timesText(ms: ConnectTimes): string {
  const steps: readonly (readonly [string, number | undefined])[] = [
    ['name look-up', ms.name],
    ['connect', ms.connect],
    ['proxy', ms.proxy],
    ['TLS', ms.tls],
    ['in all', ms.total],
  ];
  return steps
    .flatMap(([step, time]) => (time === undefined ? [] : [`${step} ${time.toFixed(1)} ms`]))
    .join(', ');
}

function protocolText(
  tls: false | { readonly version: string; readonly insecure: boolean },
): string {
  if (tls === false) return 'h2 · plaintext';
  const version = tlsVersion(tls.version);
  return tls.insecure ? `h2 · ${version}, any certificate accepted` : `h2 · ${version}`;
}

/** Joins sentences that may or may not end with a full stop. */
export function sentences(parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined && part !== '')
    .map((part, i, all) =>
      i < all.length - 1 && !/[.!?…]$/.test(String(part)) ? `${part}.` : part,
    )
    .join(' ');
}
