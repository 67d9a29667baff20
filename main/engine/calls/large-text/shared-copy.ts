import { setImmediate as turn } from 'node:timers/promises';

/** So much is copied in one turn. */
const turnBytes = 4 * 1024 * 1024;

/** The bytes in memory that threads share, copied in turns with this thread's other work. */
export async function sharedCopy(bytes: Uint8Array): Promise<Uint8Array<SharedArrayBuffer>> {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  for (let at = 0; at < bytes.length; at += turnBytes) {
    if (at > 0) await turn();
    copy.set(bytes.subarray(at, at + turnBytes), at);
  }
  return copy;
}
