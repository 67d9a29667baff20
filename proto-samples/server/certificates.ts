import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import * as der from './der.ts';

/** A certificate and its private key, both PEM. */
interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate is to say. */
interface CertificateRequest {
  /** The subject's common name. */
  readonly name: string;
  /** Subject alternative names: host names and IP addresses. */
  readonly hosts?: readonly string[];
  /** What it is for; default a server. */
  readonly usage?: 'server' | 'client';
  /** Default: a day ago. */
  readonly from?: Date;
  /** Default: in ten years. */
  readonly until?: Date;
}

/** A certificate authority that lives as long as the object does. */
export interface CertificateAuthority {
  /** Its own certificate, PEM: what a client has to trust. */
  readonly cert: string;
  /** Makes a key pair and a certificate for it, signed by this authority. */
  issue(request: CertificateRequest): Identity;
  /** Makes an intermediate authority, signed by this one. */
  issueAuthority(name: string): CertificateAuthority;
}

/** Whoever signs: a name and a key. */
interface Signer {
  readonly name: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/**
 * Makes a certificate authority with a fresh key (X.509 v3 by RFC 5280, ECDSA P-256 with SHA-256).
 * For tests and demonstrations: nothing secret has to be kept anywhere, and nothing expires.
 */
export function createCertificateAuthority(name = 'Duplex sample CA'): CertificateAuthority {
  const own = createSigner(name);
  return authorityOf(own, own);
}

/** A certificate that no authority has signed. */
export function createSelfSigned(request: CertificateRequest): Identity {
  const own = createSigner(request.name);
  return identityOf(request, own, own);
}

function createSigner(name: string): Signer {
  return { name, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
}

function authorityOf(own: Signer, parent: Signer): CertificateAuthority {
  const cert = build(own, parent, own, [
    authorityKey(parent),
    extension(OID.basicConstraints, der.sequence(der.boolean(true)), true),
    // keyCertSign and cRLSign are bits 5 and 6.
    extension(OID.keyUsage, der.bitString(Buffer.from([0b0000_0110]), 1), true),
  ]);
  return {
    cert,
    issue: (request) => identityOf(request, createSigner(request.name), own),
    issueAuthority: (name) => authorityOf(createSigner(name), own),
  };
}

function identityOf(request: CertificateRequest, own: Signer, signer: Signer): Identity {
  return {
    cert: build(request, signer, own, [authorityKey(signer), ...leafExtensions(request)]),
    key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

function authorityKey({ publicKey }: Signer): Buffer {
  const keyId = der.implicit(0, keyIdentifier(publicKey));
  return extension(OID.authorityKeyIdentifier, der.sequence(keyId), false);
}

const OID = {
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

const DAY_MS = 86_400_000;

function build(
  request: CertificateRequest,
  signer: Signer,
  { publicKey }: Signer,
  extensions: readonly Uint8Array[],
): string {
  const algorithm = der.sequence(der.objectIdentifier(OID.ecdsaWithSha256));
  const from = request.from ?? new Date(Date.now() - DAY_MS);
  const until = request.until ?? new Date(Date.now() + 3652 * DAY_MS);
  const keyId = der.octetString(keyIdentifier(publicKey));
  const subjectKey = extension(OID.subjectKeyIdentifier, keyId, false);
  const toBeSigned = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))), // version 3
    der.integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])), // serial number
    algorithm,
    distinguishedName(signer.name),
    der.sequence(der.time(from), der.time(until)),
    distinguishedName(request.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(3, der.sequence(subjectKey, ...extensions)),
  );
  const signature = der.bitString(sign('sha256', toBeSigned, signer.privateKey));
  return pem(der.sequence(toBeSigned, algorithm, signature));
}

/** Any value that tells keys apart will do (RFC 5280, 4.2.1.2). */
function keyIdentifier(publicKey: KeyObject): Buffer {
  const bytes = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(bytes).digest().subarray(0, 20);
}

function leafExtensions({ hosts = [], usage = 'server' }: CertificateRequest): Uint8Array[] {
  const purpose = usage === 'server' ? OID.serverAuth : OID.clientAuth;
  const extensions = [
    extension(OID.basicConstraints, der.sequence(), true),
    // digitalSignature is bit 0.
    extension(OID.keyUsage, der.bitString(Buffer.from([0b1000_0000]), 7), true),
    extension(OID.extendedKeyUsage, der.sequence(der.objectIdentifier(purpose)), false),
  ];
  if (hosts.length > 0) {
    const names = der.sequence(...hosts.map(alternativeName));
    extensions.push(extension(OID.subjectAltName, names, false));
  }
  return extensions;
}

function extension(oid: string, value: Uint8Array, critical: boolean): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.objectIdentifier(oid), ...flag, der.octetString(value));
}

/** GeneralName: `[2]` a host name, `[7]` the bytes of an address. */
function alternativeName(host: string): Buffer {
  return isIP(host) === 0
    ? der.implicit(2, Buffer.from(host, 'ascii'))
    : der.implicit(7, addressBytes(host));
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const start = groups(head);
  const end = groups(tail);
  const zeros = new Array<string>(8 - start.length - end.length).fill('0');
  const all = [...start, ...zeros, ...end].map((group) => group.padStart(4, '0'));
  return Buffer.from(all.join(''), 'hex');
}

function distinguishedName(commonName: string): Buffer {
  const attribute = der.sequence(der.objectIdentifier(OID.commonName), der.utf8String(commonName));
  return der.sequence(der.set(attribute));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
