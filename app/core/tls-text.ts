/** `TLS 1.3` of `TLSv1.3`, as OpenSSL has it. */
export function tlsVersion(version: string): string {
  return version === 'TLSv1' ? 'TLS 1.0' : version.replace('TLSv', 'TLS ');
}

/** The common name in a distinguished name such as `O=Acme, CN=a.test`; `undefined` without one. */
export function commonName(distinguishedName: string): string | undefined {
  return /(?:^|[,\n]\s*)CN=([^,\n]+)/.exec(distinguishedName)?.[1];
}
