import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SecureContextOptions } from 'node:tls';
import { Failure } from '#app/contract/result.ts';
import type { TlsSettings } from '#app/contract/target.ts';
import type { Face } from '#app/core/face.ts';
import { pemCertificates, unreadable } from './authorities.ts';
import type { Pkcs12Fault } from './pkcs12.ts';

type Given = Pick<SecureContextOptions, 'cert' | 'key'>;

/** The settings of a client's certificate. */
type Setting = 'certFile' | 'keyFile' | 'passphrase';

/** A usage failure that knows which setting is wrong, so that it can be told beside it. */
export class ClientFailure extends Failure {
  readonly setting: Setting;

  constructor(setting: Setting, message: string, hint?: string) {
    super('usage', message, hint);
    this.setting = setting;
  }
}

function givePassphrase({ passphrase }: Face): string {
  return `Give its passphrase: ${passphrase}`;
}

/**
 * What a secure context needs of the client's certificate and key: PEM with its key in a file of its own
 * or in the same, or PKCS#12. Empty without one. Throws a {@link ClientFailure} for what is wrong
 * with them, in words that hold no passphrase.
 */
export async function readClientCertificate(tls: TlsSettings, face: Face): Promise<Given> {
  const { passphrase } = tls;
  const [certFile, keyFile] = [tls.certFile || undefined, tls.keyFile || undefined];
  if (certFile === undefined) {
    if (keyFile !== undefined) throw apart('certFile');
    return {};
  }
  const bytes = await readBytes('certFile', 'client certificate', certFile);
  if (!isPem(bytes)) {
    if (keyFile === undefined) {
      const { openPkcs12 } = await import('./pkcs12.ts');
      const opened = openPkcs12(bytes, passphrase);
      if (typeof opened === 'string') throw refusedPkcs12(tls, opened, face);
      return given(opened.chain, opened.key);
    }
    const certificate = certificateIn(bytes, certFile);
    return pair(certificate, await readKey(keyFile, passphrase, face), tls);
  }
  const certificate = certificateIn(bytes, certFile);
  if (keyFile === undefined && !bytes.includes('PRIVATE KEY-----')) throw apart('keyFile');
  const key = await readKey(keyFile ?? certFile, passphrase, face);
  return pair(certificate, key, tls, pemCertificates(bytes.toString('latin1')));
}

function refusedPkcs12(
  { certFile = '', passphrase }: TlsSettings,
  fault: Pkcs12Fault,
  face: Face,
): ClientFailure {
  switch (fault) {
    case 'passphrase':
      return passphrase === undefined
        ? new ClientFailure(
            'passphrase',
            `The PKCS#12 file ${certFile} has a passphrase`,
            givePassphrase(face),
          )
        : new ClientFailure(
            'passphrase',
            `The passphrase of the PKCS#12 file ${certFile} is wrong`,
          );
    case 'unsupported':
      return new ClientFailure(
        'certFile',
        `The PKCS#12 file ${certFile} has a cipher or a content that is not known here`,
        'Write it anew: openssl pkcs12 -in OLD -nodes -out all.pem, then openssl pkcs12 -export -in all.pem -out NEW',
      );
    case 'no-identity':
      return new ClientFailure(
        'certFile',
        `The PKCS#12 file ${certFile} holds no client certificate with its private key`,
        'Export it with its key',
      );
    case 'no-pkcs12':
      return new ClientFailure(
        'certFile',
        `The client certificate file ${certFile} is neither PEM nor PKCS#12`,
        'PEM files hold "-----BEGIN …-----" lines; PKCS#12 files are often named .p12 or .pfx',
      );
  }
}

function pair(
  certificate: X509Certificate,
  key: KeyObject,
  { certFile, keyFile }: TlsSettings,
  chain: readonly string[] = [certificate.toString()],
): Given {
  if (certificate.checkPrivateKey(key)) return given(chain, key);
  throw new ClientFailure(
    'keyFile',
    `The client key ${keyFile ?? certFile} does not belong to the certificate ${certFile}`,
    'Give the key that the certificate was made for',
  );
}

function given(chain: readonly string[], key: KeyObject): Given {
  return {
    cert: chain.join('\n'),
    key: key.export({ type: 'pkcs8', format: 'pem' }),
  };
}

function certificateIn(bytes: Buffer, file: string): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch {
    throw new ClientFailure('certFile', `The client certificate file ${file} holds no certificate`);
  }
}

/** A private key in PEM or DER, decrypted. */
async function readKey(
  file: string,
  passphrase: string | undefined,
  face: Face,
): Promise<KeyObject> {
  const bytes = await readBytes('keyFile', 'client key', file);
  const isEncrypted = bytes.includes('ENCRYPTED');
  if (isEncrypted && passphrase === undefined)
    throw new ClientFailure(
      'passphrase',
      `The client key file ${file} is encrypted`,
      givePassphrase(face),
    );
  try {
    return isPem(bytes)
      ? createPrivateKey({
          key: bytes,
          ...(passphrase !== undefined && { passphrase }),
        })
      : createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
  } catch (error) {
    if (!isEncrypted)
      throw new ClientFailure('keyFile', `The client key file ${file} holds no private key`);
    throw /unsupported/i.test(String(error))
      ? new ClientFailure(
          'keyFile',
          `The client key file ${file} is encrypted in an old way that OpenSSL 3 no longer reads`,
          'Write it anew: openssl pkey -provider legacy -provider default -in OLD -aes256 -out NEW',
        )
      : new ClientFailure('passphrase', `The passphrase of the client key file ${file} is wrong`);
  }
}

async function readBytes(setting: Setting, what: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new ClientFailure(setting, unreadable(`${what} file`, file, error).message);
  }
}

function isPem(bytes: Buffer): boolean {
  return bytes.includes('-----BEGIN ');
}

/** `missing` is what is not given. */
function apart(missing: Setting): ClientFailure {
  return new ClientFailure(
    missing,
    'A client certificate and its key go together',
    'Give both files, or neither; a PKCS#12 file has both in it',
  );
}
