import { appendFile } from 'node:fs/promises';
import type { TLSSocket } from 'node:tls';
import { type OnUnusable, unusable } from './environment-files.ts';

const variable = 'SSLKEYLOGFILE';

/**
 * Obeys `SSLKEYLOGFILE`: appends the session's keys, so that a person can read a capture of their own
 * traffic. A file that cannot be written changes nothing but that it is told.
 */
export function logKeys(socket: TLSSocket, onUnusable?: OnUnusable): void {
  const file = process.env[variable];
  if (file === undefined || file === '') return;
  socket.on('keylog', (line: Buffer) => void append(file, line, onUnusable));
}

/** Tells before a call begins, and maybe is over, what would only be found in the middle of it. */
export async function tryKeyLog(onUnusable: OnUnusable): Promise<void> {
  const file = process.env[variable];
  if (file !== undefined && file !== '') await append(file, Buffer.alloc(0), onUnusable);
}

async function append(file: string, line: Buffer, onUnusable?: OnUnusable): Promise<void> {
  try {
    await appendFile(file, line, { mode: 0o600 });
  } catch (error) {
    onUnusable?.(unusable(variable, file, 'cannot be written', error));
  }
}
