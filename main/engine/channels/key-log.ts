import { appendFile } from 'node:fs/promises';
import type { TLSSocket } from 'node:tls';

/**
 * Obeys `SSLKEYLOGFILE`: appends the session's keys, so that a person can read a capture of their own
 * traffic. A file that cannot be written changes nothing.
 */
export function logKeys(socket: TLSSocket): void {
  const file = process.env['SSLKEYLOGFILE'];
  if (file === undefined || file === '') return;
  socket.on(
    'keylog',
    (line: Buffer) => void appendFile(file, line, { mode: 0o600 }).catch(() => {}),
  );
}
