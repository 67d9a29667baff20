import { checkServerIdentity, type TLSSocket } from 'node:tls';

/** Why the certificate that was shown is not accepted for this name; `undefined` when it is. */
export function distrust(secure: TLSSocket, name: string): NodeJS.ErrnoException | undefined {
  if (secure.authorized) return undefined;
  // Node gives the code alone.
  const code = String(secure.authorizationError);
  const byName = checkServerIdentity(name, secure.getPeerCertificate());
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' && byName !== undefined) return byName;
  return Object.assign(new Error(`the certificate is not accepted: ${code}`), { code });
}
