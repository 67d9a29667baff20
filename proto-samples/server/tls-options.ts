import { ServerCredentials } from '@grpc/grpc-js';
import { createCertificateAuthority } from './certificates.ts';

/** The certificates of a TLS server, all PEM. */
export interface TlsOptions {
  readonly cert: string;
  readonly key: string;
  /** The authority that signed `cert`: is written to the file `ca` for clients to trust. */
  readonly ca?: string;
  /** Asks clients for a certificate that this authority signed, and refuses those without. */
  readonly clientCa?: string;
}

/** Credentials to listen with and, where known, the authority (PEM) that a client has to trust. */
export interface PreparedTls {
  readonly credentials: ServerCredentials;
  readonly ca: string | undefined;
}

/** @param options `true` makes an authority and a certificate for this machine's own names */
export function prepareTls(options: true | TlsOptions): PreparedTls {
  const { cert, key, ca, clientCa }: TlsOptions = options === true ? madeHere() : options;
  const pair = { cert_chain: Buffer.from(cert), private_key: Buffer.from(key) };
  const clients = clientCa === undefined ? null : Buffer.from(clientCa);
  return { credentials: ServerCredentials.createSsl(clients, [pair], clients !== null), ca };
}

function madeHere(): TlsOptions {
  const authority = createCertificateAuthority();
  const hosts = ['localhost', '127.0.0.1', '::1'];
  return { ...authority.issue({ name: 'localhost', hosts }), ca: authority.cert };
}
