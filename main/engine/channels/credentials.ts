import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import { Failure } from '#app/contract/result.ts';
import type { TargetSettings, TlsSettings } from '#app/contract/target.ts';
import { trustedRoots } from './trusted-roots.ts';

/** What a target's TLS settings name, read. */
export interface TlsMaterial {
  /** Authorities to trust, and the client's certificate. Nobody is trusted without it. */
  readonly context?: SecureContext;
  readonly insecure: boolean;
  readonly serverName?: string;
}

/** Reads the files that the settings name; throws a usage `Failure` that names the one that fails. */
export async function readTlsMaterial({ tls = {} }: TargetSettings): Promise<TlsMaterial> {
  if ((tls.certFile === undefined) !== (tls.keyFile === undefined)) {
    throw new Failure(
      'usage',
      'A client certificate and its key go together',
      'Give both files, or neither',
    );
  }
  const [cas, cert, key] = await Promise.all([
    Promise.all((tls.caPaths ?? []).map(readAuthorities)),
    readPem('client certificate', tls.certFile),
    readPem('client key', tls.keyFile),
  ]);
  const ca = cas.length === 0 ? undefined : Buffer.concat(cas);
  if (cert !== undefined && key !== undefined) checkKeyPair(cert, key, tls);
  return {
    context: createSecureContext({ ca: ca ?? trustedRoots(), ...(cert && key && { cert, key }) }),
    ...(tls.serverName && { serverName: tls.serverName }),
    insecure: tls.insecure === true,
  };
}

async function readAuthorities(path: string): Promise<Buffer> {
  const ca = await readPem('certificate authority', path);
  if (ca === undefined) return Buffer.alloc(0);
  checkAuthorities(ca, path);
  return Buffer.concat([ca, Buffer.from('\n')]);
}

function checkAuthorities(ca: Buffer, file: string | undefined): void {
  try {
    new X509Certificate(ca);
  } catch {
    throw new Failure(
      'usage',
      `The certificate authority file ${file} holds no certificate`,
      'It must hold "-----BEGIN CERTIFICATE-----" blocks; a key does not serve here',
    );
  }
}

/** OpenSSL's words say little to a person; each has its sentence, with the file. */
function checkKeyPair(cert: Buffer, key: Buffer, { certFile, keyFile }: TlsSettings): void {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert);
  } catch {
    throw new Failure('usage', `The client certificate file ${certFile} holds no certificate`);
  }
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(key);
  } catch (error) {
    const isEncrypted = key.includes('ENCRYPTED') || String(error).includes('passphrase');
    throw isEncrypted
      ? new Failure(
          'usage',
          `The client key file ${keyFile} is encrypted`,
          'Give a key without a passphrase, as openssl pkey -in KEY writes it',
        )
      : new Failure('usage', `The client key file ${keyFile} holds no private key`);
  }
  if (certificate.checkPrivateKey(privateKey)) return;
  throw new Failure(
    'usage',
    `The client key ${keyFile} does not belong to the certificate ${certFile}`,
    'Give the key that the certificate was made for',
  );
}

async function readPem(what: string, file: string | undefined): Promise<Buffer | undefined> {
  if (file === undefined || file === '') return undefined;
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : String(error);
    throw new Failure('usage', `The ${what} file ${file} cannot be read: ${reason}`);
  }
  if (!bytes.includes('-----BEGIN ')) {
    throw new Failure(
      'usage',
      `The ${what} file ${file} is not PEM`,
      'PEM files hold "-----BEGIN …-----" lines',
    );
  }
  return bytes;
}
