import { X509Certificate } from 'node:crypto';
import { Socket } from 'node:net';
import { homedir } from 'node:os';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { Failure } from '#app/contract/result.ts';
import type { TlsSettings } from '#app/contract/target.ts';
import type { Face } from '#app/core/face.ts';
import { checkServerName } from '#app/core/tls-name.ts';
import { fromHome } from '#app/core/typed-path.ts';
import { type GivenAuthorities, readAuthorities } from './authorities.ts';
import { readClientCertificate } from './client-certificate.ts';
import type { OnUnusable } from './environment-files.ts';
import { tryKeyLog } from './key-log.ts';
import { certificateOf } from './tls-facts.ts';
import { trustedRoots } from './trusted-roots.ts';

/** What a target's TLS settings name, read. */
export interface TlsMaterial {
  /** Authorities to trust, and the client's certificate; Node's own choice without it. */
  readonly context?: SecureContext;
  readonly insecure: boolean;
  readonly serverName?: string;
  /** Those that the settings name; the system's are trusted without it. */
  readonly authorities?: GivenAuthorities;
  /** Whether the client has a certificate to show. */
  readonly presentsCertificate?: boolean;
  /** All of these, as PEM. */
  readonly ca?: readonly string[];
  /** What is wrong with the client's certificate though it can be used: one sentence. */
  readonly warning?: string;
}

/** Of a target that speaks plaintext. */
export const noTls: TlsMaterial = { insecure: false };

/**
 * Reads the files that the settings name; throws a usage `Failure` that names the one that fails, or for
 * a server name that is none. What the environment names and cannot be used is told where it is needed.
 */
export async function readTlsMaterial(
  given: TlsSettings,
  face: Face,
  onUnusable?: OnUnusable,
): Promise<TlsMaterial> {
  const tls = withHome(given);
  if (tls.serverName) checkServerName(tls.serverName);
  const [authorities, client] = await Promise.all([
    Promise.all((tls.caPaths ?? []).filter((path) => path !== '').map(readAuthorities)),
    readClientCertificate(tls, face),
    onUnusable && tryKeyLog(onUnusable),
  ]);
  const ca =
    authorities.length === 0
      ? trustedRoots(process.env, tls.insecure ? undefined : onUnusable)
      : authorities.flat();
  let context: SecureContext;
  try {
    // Many are given the certificate of their issuing authority alone, and Go takes any as an anchor.
    context = createSecureContext({ ca, allowPartialTrustChain: true, ...client });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure('usage', `OpenSSL does not take the TLS files: ${reason}`);
  }
  const warning = tls.certFile && datesWarning(context, tls.certFile);
  return {
    context,
    ...(tls.serverName && { serverName: tls.serverName }),
    insecure: tls.insecure === true,
    ...(tls.certFile && { presentsCertificate: true }),
    ...(authorities.length > 0 && {
      authorities: givenAuthorities(authorities.flat()),
      ca: authorities.flat(),
    }),
    ...(warning && { warning }),
  };
}

/** Who types a path has no shell that knows `~`. */
function withHome(tls: TlsSettings): TlsSettings {
  const { certFile, keyFile } = tls;
  const meant = (path: string) => fromHome(path, homedir());
  return {
    ...tls,
    ...(certFile && { certFile: meant(certFile) }),
    ...(keyFile && { keyFile: meant(keyFile) }),
  };
}

/** So many authorities are named to a person. */
const mostNamed = 3;

/** A system's folder has each in a file of its own and in one with all of them. */
function givenAuthorities(pems: readonly string[]): GivenAuthorities {
  const each = [...new Set(pems)];
  const named = each.slice(0, mostNamed);
  return {
    named: named.map((pem) => certificateOf(new X509Certificate(pem)).subject),
    others: each.length - named.length,
  };
}

/** Of PEM and PKCS#12 alike: a socket that never connects shows what it would present. */
function datesWarning(context: SecureContext, file: string): string | undefined {
  const presented = new TLSSocket(new Socket(), { secureContext: context }).getCertificate();
  if (presented === null || !('raw' in presented)) return undefined;
  const { validFrom, validTo } = certificateOf(new X509Certificate(presented.raw));
  if (Date.parse(validTo) < Date.now())
    return `The client certificate ${file} expired on ${validTo.slice(0, 10)}`;
  if (Date.parse(validFrom) > Date.now())
    return `The client certificate ${file} is not valid before ${validFrom.slice(0, 10)}`;
  return undefined;
}
