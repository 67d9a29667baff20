import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { TlsMaterial } from '../credentials.ts';
import type { Probing } from './probing.ts';

/** Begins the TLS handshake over a socket, as grpc-js does it. */
export function secureSocket(
  socket: Socket,
  { target }: Probing,
  material: TlsMaterial,
): TLSSocket {
  const name = material.serverName ?? target.host;
  const isIp = /^[\d.]+$|:/.test(name);
  return connect({
    socket,
    host: name,
    ...(isIp || target.kind === 'unix' ? {} : { servername: name }),
    ALPNProtocols: ['h2'],
    rejectUnauthorized: !material.insecure,
    ...(material.ca && { ca: material.ca }),
    ...(material.cert && { cert: material.cert }),
    ...(material.key && { key: material.key }),
  });
}
