import { Failure } from '#app/contract/result.ts';
import type { TlsFaults, TlsSettings } from '#app/contract/target.ts';
import type { Face } from '#app/core/face.ts';
import { readAuthorities } from './authorities.ts';
import { ClientFailure } from './client-certificate.ts';
import { readTlsMaterial } from './credentials.ts';

/** What connecting would say of the files that TLS settings name; whatever else is wrong is left out. */
export async function tlsFaults(
  { caPaths = [], certFile = '', keyFile = '', passphrase }: TlsSettings,
  face: Face,
): Promise<TlsFaults> {
  const client = { certFile, keyFile, ...(passphrase !== undefined && { passphrase }) };
  const given = caPaths.filter((path) => path !== '');
  const [ofClient, ...ofPaths] = await Promise.all([
    failing(readTlsMaterial(client, face)),
    ...given.map(async (path) => [path, await failing(readAuthorities(path))] as const),
  ]);
  return {
    caPaths: Object.fromEntries(
      ofPaths.flatMap(([path, failure]) => (failure ? [[path, failure.error]] : [])),
    ),
    ...(ofClient instanceof ClientFailure && { [ofClient.setting]: ofClient.error }),
  };
}

async function failing(reading: Promise<unknown>): Promise<Failure | undefined> {
  try {
    await reading;
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
