import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A name server on a free port of the loopback address. The caller closes it. */
export interface NameServer {
  readonly port: number;
  /** The names that it was asked for. */
  readonly asked: readonly string[];
  close(): void;
}

/** The questions it understands, A and AAAA: whether addresses with colons answer them. */
const kinds: Readonly<Record<number, boolean>> = { 1: false, 28: true };

/**
 * Knows IPv4 addresses, and `::1`, of some names, and that there is nothing else (RFC 1035); of what is `odd`
 * it answers with that code.
 */
export async function startNameServer(
  names: ReadonlyMap<string, readonly string[]>,
  odd: ReadonlyMap<string, number> = new Map(),
): Promise<NameServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, from) => {
    const labels: string[] = [];
    let at = 12;
    for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length));
      at += 1 + length;
    }
    const name = labels.join('.');
    asked.push(name);
    const kind = query.readUInt16BE(at + 1);
    const found = (names.get(name) ?? []).filter(
      (address) => kinds[kind] === address.includes(':'),
    );
    const head = Buffer.from(query.subarray(0, 12));
    // A response with authority; NXDOMAIN for a name that is unknown.
    head.writeUInt16BE(0x8580 + (odd.get(name) ?? (names.has(name) ? 0 : 3)), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(found.length, 6);
    head.fill(0, 8);
    const answers = found.map((address) => {
      const bytes =
        address === '::1'
          ? Buffer.alloc(16, 0).fill(1, 15)
          : Buffer.from(address.split('.').map(Number));
      return Buffer.from([0xc0, 12, 0, kind, 0, 1, 0, 0, 0, 9, 0, bytes.length, ...bytes]);
    });
    socket.send(
      Buffer.concat([head, query.subarray(12, at + 5), ...answers]),
      from.port,
      from.address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port, asked, close: () => socket.close() };
}
