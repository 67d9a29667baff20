import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SecureContextOptions } from 'node:tls';
import { Failure } from '#app/contract/result.ts';
import type { TlsSettings } from '#app/contract/target.ts';
import { pemCertificates, unreadable } from './authorities.ts';

type Given = Pick<SecureContextOptions, 'cert' | 'key' | 'pfx' | 'passphrase'>;

/** How to give a passphrase, in both faces. */
const givePassphrase =
  'Give its passphrase: in the TLS settings; on the command line by --passphrase-file or DUPLEX_SECRET_KEY_PASSPHRASE';

/**
 * What a secure context needs of the client's certificate and key: PEM with its key in a file of its own
 * or in the same, or PKCS#12. Empty without one. Throws a usage `Failure` for what is wrong with them,
 * in words that hold no passphrase. PKCS#12 is only looked into by {@link refusedPkcs12}.
 */
export async function readClientCertificate(tls: TlsSettings): Promise<Given> {
  const { passphrase } = tls;
  const [certFile, keyFile] = [tls.certFile || undefined, tls.keyFile || undefined];
  if (certFile === undefined) {
    if (keyFile !== undefined) throw apart();
    return {};
  }
  const bytes = await readBytes('client certificate', certFile);
  if (!isPem(bytes)) {
    if (keyFile === undefined)
      return { pfx: bytes, ...(passphrase !== undefined && { passphrase }) };
    const certificate = certificateIn(bytes, certFile);
    return pair(certificate, await readKey(keyFile, passphrase), tls);
  }
  if (keyFile === undefined && !bytes.includes('PRIVATE KEY-----')) throw apart();
  const key = await readKey(keyFile ?? certFile, passphrase);
  return pair(certificateIn(bytes, certFile), key, tls, pemCertificates(bytes.toString('latin1')));
}

/** Why OpenSSL does not take a PKCS#12 file, said for a person. */
export function refusedPkcs12({ certFile, passphrase }: TlsSettings, error: unknown): Failure {
  const { code, message = '' } = error as NodeJS.ErrnoException;
  if (/mac verify/i.test(message) || /bad.?decrypt|incorrect.?password/i.test(`${message} ${code}`))
    return passphrase === undefined
      ? new Failure('usage', `The PKCS#12 file ${certFile} has a passphrase`, givePassphrase)
      : new Failure('usage', `The passphrase of the PKCS#12 file ${certFile} is wrong`);
  if (/unsupported/i.test(`${message} ${code}`))
    return new Failure(
      'usage',
      `The PKCS#12 file ${certFile} is encrypted in an old way (such as RC2-40) that OpenSSL 3 no longer reads`,
      'Write it anew: openssl pkcs12 -legacy -in OLD -nodes -out all.pem, then openssl pkcs12 -export -in all.pem -out NEW',
    );
  if (/private key|certificate/i.test(message))
    return new Failure(
      'usage',
      `The PKCS#12 file ${certFile} holds no client certificate with its private key`,
      'Export it with its key',
    );
  return new Failure(
    'usage',
    `The client certificate file ${certFile} is neither PEM nor PKCS#12`,
    'PEM files hold "-----BEGIN …-----" lines; PKCS#12 files are often named .p12 or .pfx',
  );
}

function pair(
  certificate: X509Certificate,
  key: KeyObject,
  { certFile, keyFile }: TlsSettings,
  chain: readonly string[] = [certificate.toString()],
): Given {
  if (certificate.checkPrivateKey(key))
    return { cert: chain.join('\n'), key: key.export({ type: 'pkcs8', format: 'pem' }) };
  throw new Failure(
    'usage',
    `The client key ${keyFile ?? certFile} does not belong to the certificate ${certFile}`,
    'Give the key that the certificate was made for',
  );
}

function certificateIn(bytes: Buffer, file: string): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch {
    throw new Failure('usage', `The client certificate file ${file} holds no certificate`);
  }
}

/** A private key in PEM or DER, decrypted. */
async function readKey(file: string, passphrase: string | undefined): Promise<KeyObject> {
  const bytes = await readBytes('client key', file);
  const isEncrypted = bytes.includes('ENCRYPTED');
  if (isEncrypted && passphrase === undefined)
    throw new Failure('usage', `The client key file ${file} is encrypted`, givePassphrase);
  try {
    return isPem(bytes)
      ? createPrivateKey({ key: bytes, ...(passphrase !== undefined && { passphrase }) })
      : createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
  } catch (error) {
    if (!isEncrypted)
      throw new Failure('usage', `The client key file ${file} holds no private key`);
    throw /unsupported/i.test(String(error))
      ? new Failure(
          'usage',
          `The client key file ${file} is encrypted in an old way that OpenSSL 3 no longer reads`,
          'Write it anew: openssl pkey -provider legacy -provider default -in OLD -aes256 -out NEW',
        )
      : new Failure('usage', `The passphrase of the client key file ${file} is wrong`);
  }
}

async function readBytes(what: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw unreadable(`${what} file`, file, error);
  }
}

function isPem(bytes: Buffer): boolean {
  return bytes.includes('-----BEGIN ');
}

function apart(): Failure {
  return new Failure(
    'usage',
    'A client certificate and its key go together',
    'Give both files, or neither; a PKCS#12 file has both in it',
  );
}
