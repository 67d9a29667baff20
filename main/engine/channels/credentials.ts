import { readFile } from 'node:fs/promises';
import { type ChannelCredentials, credentials } from '@grpc/grpc-js';
import { Failure } from '#app/contract/result.ts';
import type { TargetSettings } from '#app/contract/target.ts';

/** The bytes that a target's TLS settings name. */
export interface TlsMaterial {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
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
  const [ca, cert, key] = await Promise.all([
    readPem('certificate authority', tls.caFile),
    readPem('client certificate', tls.certFile),
    readPem('client key', tls.keyFile),
  ]);
  return {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(tls.serverName && { serverName: tls.serverName }),
    insecure: tls.insecure === true,
  };
}

export function tlsCredentials(material: TlsMaterial): ChannelCredentials {
  return credentials.createSsl(material.ca ?? null, material.key ?? null, material.cert ?? null, {
    rejectUnauthorized: !material.insecure,
  });
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
