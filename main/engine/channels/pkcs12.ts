import { createPrivateKey, type KeyObject, pbkdf2Sync, X509Certificate } from 'node:crypto';
import forge from 'node-forge';

/** What a PKCS#12 file holds of a client. */
export interface ClientIdentity {
  readonly key: KeyObject;
  /** As PEM: the one that the key belongs to, then its issuers as far as the file has them. */
  readonly chain: readonly string[];
}

/** Why a PKCS#12 file gives no identity; `unsupported` is a cipher or a content that cannot be read. */
export type Pkcs12Fault = 'no-pkcs12' | 'no-identity' | 'passphrase' | 'unsupported';

/**
 * Opens a PKCS#12 file (RFC 7292) that holds a key and its certificate, or tells why it cannot. OpenSSL
 * could be given such a file as it is, but then trusts each authority in it to vouch for servers, which
 * nobody asked for. Files of old ciphers, RC2-40 among them, are read too.
 */
export function openPkcs12(
  bytes: Uint8Array,
  passphrase: string | undefined,
): ClientIdentity | Pkcs12Fault {
  const opened = openWith(bytes, passphrase ?? '');
  // Without a passphrase some programs take an empty one, others none.
  return opened === 'passphrase' && passphrase === undefined ? openWith(bytes) : opened;
}

function openWith(bytes: Uint8Array, passphrase?: string): ClientIdentity | Pkcs12Fault {
  try {
    const file = forge.asn1.fromDer(Buffer.from(bytes).toString('latin1'));
    return identityIn(forge.pkcs12.pkcs12FromAsn1(file, false, passphrase));
  } catch (error) {
    const { message } = error as Error;
    if (/password/i.test(message)) return 'passphrase';
    return /unsupported|not supported/i.test(message) ? 'unsupported' : 'no-pkcs12';
  }
}

function identityIn({ safeContents }: forge.pkcs12.Pkcs12Pfx): ClientIdentity | Pkcs12Fault {
  const bags = safeContents.flatMap(({ safeBags }) => safeBags);
  const certificates = bags
    .filter(({ type }) => type === forge.pki.oids['certBag'])
    .map(
      ({ cert, asn1 }) => new X509Certificate(der(cert ? forge.pki.certificateToAsn1(cert) : asn1)),
    );
  const keys = bags
    .filter(({ type }) => type !== forge.pki.oids['certBag'])
    .map(({ key, asn1 }) =>
      privateKey(key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : asn1),
    );
  for (const key of keys) {
    const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
    if (own)
      return {
        key,
        chain: chainFrom(own, certificates).map((one) => one.toString()),
      };
  }
  return 'no-identity';
}

function chainFrom(own: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const issuer = all.find((one) => one !== own && own.checkIssued(one));
  const others = all.filter((one) => one !== own);
  return issuer === undefined ? [own] : [own, ...chainFrom(issuer, others)];
}

function privateKey(written: forge.asn1.Asn1): KeyObject {
  return createPrivateKey({ key: der(written), format: 'der', type: 'pkcs8' });
}

function der(written: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(written).getBytes(), 'latin1');
}

/** Nobody's file asks for more, and one that did would take minutes. */
const mostRounds = 1_000_000;

type MakeKey = typeof forge.pkcs12.generateKey;

const { pbe } = forge.pki as unknown as {
  readonly pbe: { generatePkcs12Key: MakeKey };
};
const { generatePkcs12Key } = pbe;
pbe.generatePkcs12Key = (passphrase, salt, id, rounds, ...rest) => {
  checkRounds(rounds);
  return generatePkcs12Key(passphrase, salt, id, rounds, ...rest);
};

// This derivation takes the passphrase in UTF-8, and the other in UTF-16: forge leaves the former to its
// caller, who can give only one. Besides, Node does it a hundred times as fast.
const pbkdf2 = (
  passphrase: string,
  salt: string,
  rounds: number,
  length: number,
  digest?: { readonly algorithm?: string },
) => {
  checkRounds(rounds);
  const hash = digest?.algorithm ?? 'sha1';
  return pbkdf2Sync(passphrase, Buffer.from(salt, 'latin1'), rounds, length, hash).toString(
    'latin1',
  );
};

Object.assign(forge.pkcs5, { pbkdf2 });
Object.assign(forge.pkcs12, { generateKey: pbe.generatePkcs12Key });

function checkRounds(rounds: number): void {
  if (rounds > mostRounds) throw new Error(`${rounds} rounds are not supported`);
}
