import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls, type SecureContext } from 'node:tls';

const recordTypes = { cipherChange: 20, handshake: 22 } as const;
const recordHead = 5;
const messageHead = 4;
const mostBytes = 256 * 1024;

/** The types of the messages that a handshake has (RFC 5246, section 7.4), as far as a server is asked about. */
export const handshakeTypes = { serverHello: 2, certificateRequest: 13 } as const;

/**
 * The types of the handshake's messages that a server sends before anything is encrypted, which in TLS 1.2 is
 * all that it sends first. Nobody else tells them. Ends when the handshake does; the caller bounds the time.
 */
export async function firstFlight(
  socket: Socket,
  options: { readonly servername: string; readonly secureContext?: SecureContext },
): Promise<ReadonlySet<number>> {
  let heard: Buffer = Buffer.alloc(0);
  const way = new Duplex({
    read: () => {},
    write: (chunk, _encoding, done) => void socket.write(chunk, () => done()),
  });
  socket.on('data', (chunk: Buffer) => {
    if (heard.length < mostBytes) heard = Buffer.concat([heard, chunk]);
    way.push(chunk);
  });
  socket.once('close', () => way.push(null));
  const secure = connectTls({
    ...options,
    socket: way,
    ALPNProtocols: ['h2'],
    maxVersion: 'TLSv1.2',
    rejectUnauthorized: false,
  });
  await new Promise<void>((resolve) => {
    secure.once('secureConnect', resolve);
    secure.once('error', () => resolve());
    secure.once('close', resolve);
  });
  secure.destroy();
  return messageTypes(handshakeBytes(heard));
}

function handshakeBytes(heard: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at + recordHead <= heard.length; ) {
    const type = heard.readUInt8(at);
    const end = at + recordHead + heard.readUInt16BE(at + 3);
    if (type === recordTypes.cipherChange) break;
    if (type === recordTypes.handshake) parts.push(heard.subarray(at + recordHead, end));
    at = end;
  }
  return Buffer.concat(parts);
}

function messageTypes(bytes: Buffer): ReadonlySet<number> {
  const types = new Set<number>();
  for (let at = 0; at + messageHead <= bytes.length; ) {
    types.add(bytes.readUInt8(at));
    at += messageHead + bytes.readUIntBE(at + 1, 3);
  }
  return types;
}
