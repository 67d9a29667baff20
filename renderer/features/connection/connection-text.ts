import type { AppError } from '#app/contract/result.ts';
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
      if (connection.wasLetGo) return `Not connected to ${place}: press Connect`;
      return connection.wasIdle
        ? `Not connected: the server closed the idle connection to ${place}. The next call connects again`
        : `Not connected: the connection to ${place} was lost. Press Connect`;
    case 'connecting':
      return `Connecting to ${place}…`;
    case 'connected':
      return [
        isUnchecked(connection) ? `Connected, ${unchecked}` : 'Connected',
        `${connection.ms.total.toFixed(1)} ms`,
        connection.tls === false ? 'h2 · plaintext' : `h2 · ${tlsVersion(connection.tls.version)}`,
      ].join(' · ');
    case 'failed':
      return sentences([`Failed: ${connection.message}`, connection.hint]);
  }
}

/** Where the text goes on after `Connected`. */
const unchecked = 'any certificate accepted';

/** Whether nobody knows that the server is the one that was meant. */
export function isUnchecked(connection: ConnectionState | undefined): boolean {
  return connection?.state === 'connected' && connection.tls !== false && connection.tls.insecure;
}

type Connected = Extract<ConnectionState, { state: 'connected' }>;

/** What was reached, which way, and how long each step took, for those who look closer. */
export function connectedTitle(connection: Connected): string {
  const { ms, peer, proxy } = connection;
  return [
    ...(isUnchecked(connection)
      ? ['The certificate was not checked: whoever answers may not be the server']
      : []),
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

/** What is wrong and what to try, in a field's few words. */
export function said(fault: AppError | undefined): string | undefined {
  return fault && sentences([fault.message, fault.hint]);
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
