import { expect, it } from 'vitest';
import { windowFace } from '#app/core/face.ts';
import { alertCause } from './tls-causes.ts';

// Node's own servers end a connection without these alerts; those of other languages send them.
it.each([
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', /does not trust the authority that signed the client/],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', /refused the client certificate, or wants one/],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', /says that the client certificate has expired/],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED', /says that the client certificate is revoked/],
  ['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', /denies access to the client certificate/],
  ['ERR_SSL_TLSV1_CERTIFICATE_REQUIRED', /wants a client certificate, and none was given/],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', /knows no server of the name/],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', /^host:443 refused the TLS handshake \(internal error\)$/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', undefined],
  ['ECONNRESET', undefined],
])('says what %s means', (code, sentence) => {
  const message = alertCause(code, 'host:443', windowFace)?.message;
  if (sentence === undefined) expect(message).toBeUndefined();
  else expect(message).toMatch(sentence);
});
