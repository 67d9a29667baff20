import { X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { Certificate, TlsFacts } from '#app/contract/target.ts';

/** No honest chain is longer; a server may send what it likes. */
const longestChain = 16;

/** Of names in one certificate; some of shared hosts carry hundreds. */
const mostNames = 200;

/** What a handshake that is over agreed on. */
export function tlsFacts(socket: TLSSocket, insecure: boolean): TlsFacts {
  const alpn = socket.alpnProtocol;
  const cipher = socket.getCipher()?.standardName ?? socket.getCipher()?.name;
  return {
    version: socket.getProtocol() ?? 'TLS',
    insecure,
    ...(alpn && { alpn }),
    ...(cipher && { cipher }),
    certificates: chainOf(socket),
  };
}

/** The server's own certificate first; ends where a certificate is its own issuer or comes again. */
function chainOf(socket: TLSSocket): readonly Certificate[] {
  const chain: Certificate[] = [];
  const seen = new Set<string>();
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.raw !== undefined && chain.length < longestChain) {
    if (seen.has(next.fingerprint256)) break;
    seen.add(next.fingerprint256);
    chain.push(certificateOf(new X509Certificate(next.raw)));
    next = next.issuerCertificate;
  }
  return chain;
}

/** A certificate in the words of a person. */
export function certificateOf(certificate: X509Certificate): Certificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: namesOf(certificate.subjectAltName),
    validFrom: isoTime(certificate.validFrom),
    validTo: isoTime(certificate.validTo),
    serialNumber: certificate.serialNumber,
    fingerprint: certificate.fingerprint256,
  };
}

/** `DNS:a.test, IP Address:127.0.0.1` without the kinds; Node quotes names with odd characters. */
function namesOf(subjectAltName: string | undefined): readonly string[] {
  return (subjectAltName ?? '')
    .split(', ')
    .map((entry) => /^(?:DNS|IP Address):(.*)$/s.exec(entry)?.[1])
    .filter((name) => name !== undefined)
    .map((name) => (isIPv6(name) ? shortIPv6(name) : name))
    .slice(0, mostNames);
}

/** `::1` of `0:0:0:0:0:0:0:1`. */
function shortIPv6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function oneLine(distinguishedName: string | undefined): string {
  return (distinguishedName ?? '').split('\n').join(', ').slice(0, 1000);
}

function isoTime(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
