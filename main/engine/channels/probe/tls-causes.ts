import type { AppError } from '#app/contract/result.ts';
import type { Face } from '#app/core/face.ts';
import { cause } from './steps.ts';

/** What a TLS alert of the server means, in words; `undefined` for what is no alert that says something. */
export function alertCause(code: string, place: string, face: Face): AppError | undefined {
  const alert = alertOf(code);
  switch (alert) {
    case 'CERTIFICATE_REQUIRED':
      return certificateMissing(place, face);
    case 'UNKNOWN_CA':
      return cause(
        `${place} does not trust the authority that signed the client certificate`,
        'Give a client certificate of an authority that the server knows',
      );
    case 'CERTIFICATE_EXPIRED':
      return cause(`${place} says that the client certificate has expired`, 'Give a newer one');
    case 'CERTIFICATE_REVOKED':
      return cause(`${place} says that the client certificate is revoked`, 'Give another one');
    case 'BAD_CERTIFICATE':
    case 'CERTIFICATE_UNKNOWN':
    case 'UNSUPPORTED_CERTIFICATE':
      return cause(
        `${place} refused the client certificate, or wants one (${words(alert)})`,
        'Give one of an authority that the server knows, made for clients, with its key',
      );
    case 'ACCESS_DENIED':
      return cause(
        `${place} denies access to the client certificate`,
        'Give one that the server lets in',
      );
    case 'NO_APPLICATION_PROTOCOL':
      return cause(
        `${place} speaks TLS, but offers no HTTP/2 (ALPN has no h2)`,
        'gRPC needs HTTP/2: check the port, or switch on HTTP/2 in the proxy in front of the server',
      );
    case 'UNRECOGNIZED_NAME':
      return cause(
        `${place} knows no server of the name that was asked for in TLS`,
        `Set the server name: ${face.serverName}`,
      );
    case 'HANDSHAKE_FAILURE':
    case 'INSUFFICIENT_SECURITY':
      return cause(
        `${place} refused the TLS handshake (${words(alert)}): it found no cipher that both have, or wants a client certificate`,
        'Give a client certificate with its key if the server wants one; else look at the ciphers it allows',
      );
  }
  if (alert === undefined) return undefined;
  return cause(
    `${place} refused the TLS handshake (${words(alert)})`,
    'Look at the log of the server',
  );
}

export function certificateMissing(place: string, face: Face): AppError {
  return cause(
    `${place} wants a client certificate, and none was given`,
    `Give one with its key: ${face.clientCertificate}`,
  );
}

/** Whether a server refused the handshake as a whole, for one of several reasons. */
export function isRefusal(code: string): boolean {
  return /^(HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY)$/.test(alertOf(code) ?? '');
}

/**
 * The alert in a code such as `ERR_SSL_TLSV1_ALERT_UNKNOWN_CA`: OpenSSL and BoringSSL, which Electron has,
 * do not write all of them alike.
 */
export function alertOf(code: string): string | undefined {
  return /^ERR_SSL_(?:SSLV3|TLSV1|TLSV13|SSL\/TLS)_(?:ALERT_)?(\w+)$/.exec(code)?.[1];
}

/** Whether the two sides had no version of TLS in common. */
export function isVersionFault(code: string): boolean {
  return /ALERT_PROTOCOL_VERSION$|UNSUPPORTED_PROTOCOL$|VERSION_TOO_LOW$|WRONG_SSL_VERSION$/.test(
    code,
  );
}

function words(alert: string): string {
  return alert.toLowerCase().replaceAll('_', ' ');
}
