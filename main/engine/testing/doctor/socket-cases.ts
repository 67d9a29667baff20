import { dirname, join } from 'node:path';
import type { TargetSettings } from '#app/contract/target.ts';
import { writeTemporaryFile } from '#samples/server/temporary-file.ts';
import { type RawServerOptions, startRawServer } from '../raw-server.ts';
import type { DoctorCase, Patient } from './doctor-case.ts';
import { good } from './tls-patient.ts';

/** A server of a Unix socket, whose address says nothing of TLS. */
async function overSocket(
  server: RawServerOptions,
  settings: Omit<TargetSettings, 'address'>,
): Promise<Patient> {
  const file = writeTemporaryFile('readme', '');
  const path = join(dirname(file.path), 'grpc.sock');
  const { close } = await startRawServer((stream) => stream.close(), {
    ...server,
    listen: { path },
  });
  return {
    settings: { address: `unix:${path}`, ...settings },
    place: path,
    close: () => {
      close();
      file.remove();
    },
  };
}

/** Where the address cannot say whether it is TLS. */
export const socketCases: readonly DoctorCase[] = [
  {
    name: 'a socket behind which a server speaks TLS',
    step: 'http2',
    state: 'failed',
    cause: 'The server at PLACE speaks TLS, not plaintext',
    hint: 'Switch TLS on',
    start: () => overSocket({ tls: good }, {}),
  },
  {
    name: 'a socket behind which a server speaks plaintext',
    step: 'tls',
    state: 'failed',
    cause: 'The server at PLACE speaks plaintext, not TLS',
    hint: 'Switch TLS off',
    start: () => overSocket({}, { tls: { insecure: true } }),
  },
];
