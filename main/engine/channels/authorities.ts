import { X509Certificate } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import { fromHome } from '#app/core/typed-path.ts';

/** Authorities as a person is told of them. */
export interface GivenAuthorities {
  /** Subjects of the first. */
  readonly named: readonly string[];
  /** How many there are beside these. */
  readonly others: number;
}

/** Larger bundles than any system's; beyond it a path is a mistake. */
const largestFile = 16 * 1024 * 1024;
const mostFiles = 2000;

/**
 * The authorities of a file or of all `.pem`, `.crt` and `.cer` files in a folder, as PEM. Files are PEM
 * with any number of certificates, or DER with one. Throws a usage `Failure` that names the path.
 */
export async function readAuthorities(given: string): Promise<readonly string[]> {
  const path = fromHome(given, homedir());
  const found = await asked(path, () => stat(path));
  if (!found.isDirectory()) return authoritiesOf(await asked(path, () => bytesOf(path)), path);
  const names = (await asked(path, () => readdir(path)))
    .filter((name) => /\.(pem|crt|cer)$/i.test(name))
    .sort();
  if (names.length > mostFiles)
    throw new Failure('usage', `The folder ${path} holds more than ${mostFiles} certificate files`);
  const authorities: string[] = [];
  for (const name of names) {
    const file = join(path, name);
    const bytes = await asked(file, () => bytesOf(file));
    // A folder may hold keys and requests beside its certificates.
    if (bytes.includes('CERTIFICATE-----') || !bytes.includes('-----BEGIN '))
      authorities.push(...authoritiesOf(bytes, file));
  }
  if (authorities.length > 0) return authorities;
  throw new Failure(
    'usage',
    `The folder ${path} holds no certificate of an authority`,
    'It needs .pem, .crt or .cer files',
  );
}

/** The certificates in a PEM text, each with its lines. */
export function pemCertificates(text: string): readonly string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

function authoritiesOf(bytes: Buffer, file: string): readonly string[] {
  const text = bytes.toString('latin1');
  const isPem = text.includes('-----BEGIN ');
  const certificates = isPem ? pemCertificates(text) : [bytes];
  if (certificates.length === 0)
    throw new Failure(
      'usage',
      `The certificate authority file ${file} holds no certificate`,
      'It must hold "-----BEGIN CERTIFICATE-----" blocks; a key does not serve here',
    );
  return certificates.map((certificate, index) => {
    try {
      return new X509Certificate(certificate).toString();
    } catch {
      throw isPem
        ? new Failure(
            'usage',
            `Certificate ${index + 1} in the certificate authority file ${file} is broken`,
            'Copy the file anew, or leave that certificate out',
          )
        : new Failure(
            'usage',
            `The certificate authority file ${file} is neither PEM nor DER`,
            'PEM files hold "-----BEGIN CERTIFICATE-----" lines; DER is one certificate in binary',
          );
    }
  });
}

async function bytesOf(file: string): Promise<Buffer> {
  if ((await stat(file)).size > largestFile) throw new Error('it is larger than 16 MB');
  return readFile(file);
}

async function asked<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw unreadable('certificate authority file', path, error);
  }
}

/** The `Failure` of a file that cannot be read. */
export function unreadable(what: string, file: string, error: unknown): Failure {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EISDIR'
        ? 'it is a folder'
        : code === 'EACCES'
          ? 'it may not be read'
          : message;
  return new Failure('usage', `The ${what} ${file} cannot be read: ${reason}`);
}
