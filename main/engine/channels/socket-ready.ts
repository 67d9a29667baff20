import type { Socket } from 'node:net';

/** Resolves with the event; rejects when the socket fails or closes before it. */
export function ready(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(closedEarly()));
  });
}

/** The error of a connection that ended where something was still to come. */
export function closedEarly(): NodeJS.ErrnoException {
  return Object.assign(new Error('the server closed the connection'), { code: 'ECONNRESET' });
}
