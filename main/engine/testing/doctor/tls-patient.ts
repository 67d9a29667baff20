import type { Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import type { TlsSettings } from '#app/contract/target.ts';
import { createCertificateAuthority } from '#samples/server/certificates.ts';
import { writeTemporaryFile } from '#samples/server/temporary-file.ts';
import { startRawServer } from '../raw-server.ts';
import { type Patient, startSockets } from './doctor-case.ts';

export const root = createCertificateAuthority('Example Root');
export const here = ['localhost', '127.0.0.1'];
export const good: { readonly cert: string; readonly key: string } = root.issue({
  name: 'good',
  hosts: here,
});

interface TlsPatient {
  /** The server's; by default its certificate is good. */
  readonly server?: TlsOptions;
  /** The client's; by default it trusts the root. */
  readonly client?: TlsSettings & { readonly certAndKey?: { cert: string; key: string } };
  /** What it does when TLS stands; by default it speaks HTTP/2. */
  readonly onSocket?: (socket: Socket) => void;
}

/** A TLS server and a client's settings for it. */
export async function tls({ server = {}, client = {}, onSocket }: TlsPatient): Promise<Patient> {
  const options = { ...good, ...server };
  const files = [writeTemporaryFile('ca.pem', root.cert)];
  const { certAndKey, ...chosen } = client;
  if (certAndKey !== undefined) {
    files.push(writeTemporaryFile('client.pem', certAndKey.cert));
    files.push(writeTemporaryFile('client.key', certAndKey.key));
  }
  const [caFile, certFile, keyFile] = files.map(({ path }) => path);
  const running =
    onSocket === undefined
      ? await startRawServer((stream) => stream.respond({ ':status': 404 }, { endStream: true }), {
          tls: options,
        }).then(({ address, close }) => ({ place: address, close }))
      : await startSockets(onSocket, (take) => createTlsServer(options, take));
  return {
    settings: {
      address: `grpcs://${running.place}`,
      tls: {
        ...(caFile !== undefined && { caPaths: [caFile] }),
        ...(certFile !== undefined && { certFile }),
        ...(keyFile !== undefined && { keyFile }),
        ...chosen,
      },
    },
    place: running.place,
    close: () => {
      running.close();
      for (const file of files) file.remove();
    },
  };
}
